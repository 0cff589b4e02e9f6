#!/bin/sh
# What cargo test cannot see: do other programs read the samples as they should?
# Installs poppler, LibreOffice, mandoc, strace, chromium, Firefox and the packages that it needs.
set -eu
cd "$(dirname "$0")/.."
. packaging/common.sh

missing=
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
command -v strace >/dev/null || missing="$missing strace"
command -v mandoc >/dev/null || missing="$missing mandoc"
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v nvim >/dev/null || missing="$missing neovim"
fc-list 2>/dev/null | grep -q 'Noto.*CJK' || missing="$missing fonts-noto-cjk fontconfig"
if [ -n "$missing" ]; then
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
new_venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 page-validation==0.11.0 \
    easyofd==20260427 fonttools==4.68.0 pikepdf==10.17.0 pymupdf==2.0 'jsonschema[format-nongpl]==4.26.0' \
    kubernetes-validate==1.37.0 lsprotocol==2025.0.0
# The schema of SARIF 2.1.0. OASIS's terms are none to put it into this repository
# by; a crate has it.
cargo init --quiet --lib --vcs none --name sarif "$work/sarif"
(cd "$work/sarif" && cargo add --quiet serde-sarif@=0.8.0 && cargo vendor --quiet >/dev/null)
# The jobs against the schemas of Kubernetes.
"$work/venv/bin/kubernetes-validate" --strict --quiet deploy/kubernetes.yaml
# The program as it is handed on.
native
# A profile of its own, so that a running LibreOffice is left alone.
HOME="$work" "$work/venv/bin/python" tests/outside.py \
    "$native" "$work"
# What a power cut would leave.
python3 tests/power_cut.py "$native" "$work"
# What is written on the page, on its way to the program.
node tests/page/saving.mjs "$work"
# The page in a browser.
(cd "$work" && npm install --silent --no-audit --no-fund playwright-core@1.65.1 axe-core@4.14.1 >/dev/null)
node tests/page/browser.mjs "$native" "$work"
node tests/page/beside.mjs "$native" "$work"
# The page that is one HTML file.
PROFILE=quick packaging/html.sh "$work/jixiao.html"
PAGE="$work/jixiao.html" node tests/page/browser.mjs "$native" "$work"
(cd "$work" && npm install --silent --no-audit --no-fund puppeteer-core@24.43.1 >/dev/null)
PAGE="$work/jixiao.html" node tests/page/firefox.mjs "$native" "$work"
# The language server in an editor, by the protocol's own types, and the extension of another
# editor.
sh tests/editor/neovim.sh "$native" "$work"
"$work/venv/bin/python" tests/editor/protocol.py \
    "$native" "$work"
(cd "$work" && npm install --silent --no-audit --no-fund vscode-languageclient@9.0.1 >/dev/null)
node tests/editor/vscode.mjs "$native" "$work"
(package=$(pwd)/editors/vscode/package.sh && cd "$work" && sh "$package" >/dev/null && test -s jixiao.vsix)
