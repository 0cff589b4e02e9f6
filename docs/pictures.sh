#!/bin/sh
# Makes the pictures of the README: a built page, the sheet as LibreOffice
# shows it, and the pages of jixiao open and of its manual. Needs poppler, LibreOffice, chromium, Node and
# Noto CJK fonts (tests/outside.sh installs them).
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=2026-青年科技人才服务
cargo run --quiet --release -- build "samples/$name.yaml" -o "$work"
pdftoppm -r 72 -png -singlefile "$work/$name.pdf" docs/page
HOME="$work" soffice --headless --convert-to pdf --outdir "$work/sheet" "$work/$name.xlsx" >/dev/null
pdftoppm -r 72 -png -singlefile "$work/sheet/$name.pdf" docs/sheet
# A page of long texts, for a look at lines and punctuation.
cargo run --quiet --release -- build samples/2020-科学会馆日常运行.yaml -o "$work" --format pdf
pdftoppm -r 110 -f 2 -l 2 -png -singlefile -x 60 -y 110 -W 900 -H 700 "$work/2020-科学会馆日常运行.pdf" docs/typesetting
# The form in the browser.
(cd "$work" && npm install --silent playwright-core@1.65.1 axe-core@4.14.1 >/dev/null)
PROFILE=quick packaging/html.sh "$work/jixiao.html" >/dev/null
PAGE="$work/jixiao.html" node tests/page/browser.mjs "${CARGO_TARGET_DIR:-target}/release/jixiao" "$work" docs
