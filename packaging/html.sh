#!/bin/sh
# The page as one HTML file with the engine and its fonts inside, built on Debian:
# dist/jixiao.html, or the file that is named. Another profile by PROFILE=dist.
set -eu
cd "$(dirname "$0")/.."
. packaging/common.sh

profile=${PROFILE:-release}
(
    debian_rust lld-19
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
    cargo build --locked --quiet --package jixiao-wasm --profile "$profile" -Zbuild-std=std,panic_abort \
        --config "$anywhere" --target wasm32-unknown-unknown
)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v npm >/dev/null || need nodejs npm
(cd "$work" && npm install --silent --no-audit --no-fund esbuild@0.28.2 >/dev/null)
out=${1:-dist/jixiao.html}
mkdir -p "$(dirname "$out")"
node packaging/html/make.mjs "$target/wasm32-unknown-unknown/$profile/jixiao_wasm.wasm" "$out" "$work"
ls -l "$out"
