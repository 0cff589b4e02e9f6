#!/bin/sh
# The program for Windows (x86_64), built on Debian: target/x86_64-pc-windows-gnu/release/jixiao.exe.
# Another profile by PROFILE=dist; other work with the same tools by arguments: test --no-run.
#
# rustup's toolchain has the standard library of Linux alone: Debian's has its sources,
# which are built too.
set -eu
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

needed='rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64-posix'
# shellcheck disable=SC2086
if ! dpkg -s $needed >/dev/null 2>&1; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed >/dev/null
fi

# What is in std is needed once, whatever the linker of a test is called.
export PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1
tool=x86_64-w64-mingw32
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER="$tool-gcc-posix"
export CC_x86_64_pc_windows_gnu="$tool-gcc-posix" AR_x86_64_pc_windows_gnu="$tool-ar"
std=std,panic_unwind
[ $# -gt 0 ] || set -- build
[ "$1" != test ] || std="$std,test"
command=$1
shift
cargo "$command" --profile "${PROFILE:-release}" -Zbuild-std="$std" --target x86_64-pc-windows-gnu --locked "$@"
