#!/bin/sh
# The program for Windows (x86_64), built on Debian: target/x86_64-pc-windows-gnu/release/jixiao.exe.
# Another profile by PROFILE=dist; other work with the same tools by arguments: test --no-run.
set -eu
cd "$(dirname "$0")/.."
. packaging/common.sh

debian_rust gcc-mingw-w64-x86-64-posix
tool=x86_64-w64-mingw32
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER="$tool-gcc-posix"
export CC_x86_64_pc_windows_gnu="$tool-gcc-posix" AR_x86_64_pc_windows_gnu="$tool-ar"
std=std,panic_unwind
[ $# -gt 0 ] || set -- build
[ "$1" != test ] || std="$std,test"
command=$1
shift
cargo "$command" --profile "${PROFILE:-release}" -Zbuild-std="$std" --config "$anywhere" \
    --target x86_64-pc-windows-gnu --locked "$@"
