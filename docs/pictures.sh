#!/bin/sh
# Makes the pictures of the README: a built page, and the sheet as LibreOffice
# shows it. Needs poppler, LibreOffice and Noto CJK fonts (tests/outside.sh
# installs them).
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=2026-青年科技人才服务
cargo run --quiet --release -- build "samples/$name.yaml" -o "$work"
pdftoppm -r 72 -png -singlefile "$work/$name.pdf" docs/page
HOME="$work" soffice --headless --convert-to pdf --outdir "$work/sheet" "$work/$name.xlsx" >/dev/null
pdftoppm -r 72 -png -singlefile "$work/sheet/$name.pdf" docs/sheet
