#!/bin/sh
# The page as one HTML file with the engine and its fonts inside, built on Debian:
# dist/jixiao.html, or the file that is named. Another profile by PROFILE=dist.
set -eu
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

needed='rustc-web cargo-web rust-web-src lld-19'
# shellcheck disable=SC2086
if ! dpkg -s $needed >/dev/null 2>&1; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed >/dev/null
fi

target=${CARGO_TARGET_DIR:-target}
profile=${PROFILE:-release}
(
    # rustup's toolchain has no standard library for WebAssembly: Debian's has its sources.
    export PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
    cargo build --locked --quiet --package jixiao-wasm --profile "$profile" -Zbuild-std=std,panic_abort \
        --target wasm32-unknown-unknown
)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm install --silent --no-audit --no-fund esbuild@0.28.2 >/dev/null)
out=${1:-dist/jixiao.html}
mkdir -p "$(dirname "$out")"
node packaging/html/make.mjs "$target/wasm32-unknown-unknown/$profile/jixiao_wasm.wasm" "$out" "$work"
ls -l "$out"
