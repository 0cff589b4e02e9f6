#!/bin/sh
# The packages of a release, in dist/: takes their names (all without any), gives the files,
# SHA256SUMS and the parts list (SBOM, CycloneDX).
#
#   packaging/dist.sh                       # all
#   PROFILE=release packaging/dist.sh deb   # one, built quicker
#   CROSS_PROFILE=quick packaging/dist.sh   # those for other systems only to be tried
#
#   linux-x86_64, linux-aarch64   a program that runs on any Linux, as .tar.gz
#   deb                           the same program for Debian, Ubuntu, Deepin, UOS, Kylin (x86_64)
#   windows-x86_64                the program for Windows, as .zip
#   wheel                         for pip and uvx (Linux, x86_64)
#   html                          the page as one file, for any browser
#   sbom                          what it is made of
#
# For Debian: other processors and Windows are built with its compilers.
set -eu
cd "$(dirname "$0")/.."
. packaging/common.sh

PROFILE=${PROFILE:-dist}
CROSS_PROFILE=${CROSS_PROFILE:-$PROFILE}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
# The same files from the same commit, whenever they are made.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
command -v python3 >/dev/null || need python3
mkdir -p dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What goes with a program everywhere, in a folder.
papers() {
    mkdir -p "$1/licenses/fonts"
    cp README.md README.zh-CN.md CHANGELOG.md "$1"
    cp LICENSE-APACHE LICENSE-MIT "$1/licenses"
    cp fonts/OFL-*.txt "$1/licenses/fonts"
}

# A folder whose files have the same times and rights wherever it was made.
settle() {
    chmod -R u=rwX,go=rX "$1"
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# A folder of $work as .tar.gz.
pack() {
    settle "$work/$1"
    tar --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner --create "$1" |
        gzip --no-name --best >"dist/$1.tar.gz"
}

linux() {
    folder=$work/jixiao-$version-linux-$1
    papers "$folder"
    cp "$2" "$folder/jixiao"
    mkdir "$folder/completions"
    for shell in bash zsh fish; do "$native" completions "$shell" >"$folder/completions/jixiao.$shell"; done
    "$native" man "$folder/man" >/dev/null
    pack "${folder#"$work/"}"
}

linux_x86_64() {
    native
    linux x86_64 "$native"
}

linux_aarch64() {
    native
    (
        debian_rust gcc-aarch64-linux-gnu libc6-dev-arm64-cross
        export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
        export CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc AR_aarch64_unknown_linux_gnu=aarch64-linux-gnu-ar
        cargo build --locked --quiet --profile "$CROSS_PROFILE" -Zbuild-std=std,panic_unwind \
            --config deploy/static.toml --config "$anywhere" --target aarch64-unknown-linux-gnu
    )
    linux aarch64 "$target/aarch64-unknown-linux-gnu/$CROSS_PROFILE/jixiao"
}

deb() {
    native
    root=$work/deb share=$work/deb/usr/share
    mkdir -p "$root/DEBIAN" "$root/usr/bin" "$share/doc/jixiao" "$share/applications" \
        "$share/icons/hicolor/scalable/apps" "$share/bash-completion/completions" \
        "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
    cp "$native" "$root/usr/bin/jixiao"
    cp packaging/jixiao.desktop "$share/applications"
    cp packaging/icon.svg "$share/icons/hicolor/scalable/apps/jixiao.svg"
    "$native" completions bash >"$share/bash-completion/completions/jixiao"
    "$native" completions zsh >"$share/zsh/vendor-completions/_jixiao"
    "$native" completions fish >"$share/fish/vendor_completions.d/jixiao.fish"
    "$native" man "$share/man" >/dev/null
    find "$share/man" -type f -exec gzip --no-name --best {} +
    gzip --no-name --best --stdout CHANGELOG.md >"$share/doc/jixiao/changelog.gz"
    cat LICENSE-MIT LICENSE-APACHE fonts/OFL-*.txt >"$share/doc/jixiao/copyright"
    cat >"$root/DEBIAN/control" <<END
Package: jixiao
Version: $version
Architecture: amd64
Section: text
Priority: optional
Maintainer: The jixiao developers <jixiao@example.org>
Installed-Size: $(find "$root/usr" -type f -printf '%s\n' | awk '{ size += $1 } END { print int(size / 1024) + 1 }')
Description: Budget performance-target forms of Shanghai from YAML
 Lays out 绩效目标申报表 of 2019, 2020, 2023 and 2026, cell for cell, as PDF and
 XLSX; checks, imports and verifies them; shows them in the browser.
END
    settle "$root"
    dpkg-deb --root-owner-group -Zxz --build "$root" "dist/jixiao_${version}_amd64.deb" >/dev/null
}

windows_x86_64() {
    PROFILE=$CROSS_PROFILE packaging/windows.sh build --quiet
    folder=$work/jixiao-$version-windows-x86_64
    papers "$folder"
    cp "$target/x86_64-pc-windows-gnu/$CROSS_PROFILE/jixiao.exe" "$folder"
    cp -r samples "$folder"
    settle "$folder"
    # Names are marked as UTF-8, without which Windows takes them for the system's own code.
    python3 - "$folder" "dist/${folder##*/}.zip" <<'END'
import os, pathlib, sys, time, zipfile
folder, out = pathlib.Path(sys.argv[1]), sys.argv[2]
when = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(out, "w") as packed:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), when)
        entry.external_attr = path.stat().st_mode << 16
        packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
END
}

wheel() {
    native
    new_venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check maturin==1.16.0
    "$work/venv/bin/maturin" build --quiet --locked --profile "$PROFILE" --config deploy/static.toml \
        --config "$anywhere" --target "$host" --compatibility manylinux2014 --out dist
}

html() {
    PROFILE=$CROSS_PROFILE packaging/html.sh
    mv dist/jixiao.html "dist/jixiao-$version.html"
}

sbom() {
    cargo cyclonedx --version >/dev/null 2>&1 || cargo install --locked --quiet cargo-cyclonedx
    cargo cyclonedx --quiet --format json --target all --override-filename "jixiao-$version.cdx"
    rm "packaging/wasm/jixiao-$version.cdx.json"
    # Not where it was made, but with the fonts.
    python3 - "jixiao-$version.cdx.json" "file://$PWD" <<'END'
import json, pathlib, sys
path, here = pathlib.Path(sys.argv[1]), sys.argv[2]
parts = json.loads(path.read_text().replace(here, "file:///jixiao"))
for line in pathlib.Path("fonts/SHA256SUMS").read_text().splitlines():
    digest, name = line.split()
    parts["components"].append({
        "type": "file", "bom-ref": f"fonts/{name}", "name": name, "version": "",
        "hashes": [{"alg": "SHA-256", "content": digest}], "licenses": [{"expression": "OFL-1.1"}],
    })
path.write_text(json.dumps(parts, ensure_ascii=False, indent=2) + "\n")
END
    mv "jixiao-$version.cdx.json" dist
}

[ $# -gt 0 ] || set -- linux-x86_64 linux-aarch64 deb windows-x86_64 wheel html sbom
for package; do
    echo "== $package"
    "$(echo "$package" | tr - _)"
done
(cd dist && sha256sum -- jixiao* >SHA256SUMS)
ls -l dist
