#!/bin/sh
# The program for Windows under wine: packaging/wine.sh JIXIAO.EXE FOLDER builds FOLDER/samples
# into FOLDER/out, and tries there what is otherwise on Windows (wine.py).
set -eu
program=$(realpath "$1") folder=$(realpath "$2")
cd "$(dirname "$0")/.."
. packaging/common.sh
need wine wine64 locales gcc-mingw-w64-x86-64-posix

# Chinese arguments are garbled in any other locale.
locale -a | grep -qi 'zh_CN.utf' || as_root localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
export LC_ALL=zh_CN.UTF-8 WINEDEBUG=-all WINEPREFIX="$folder/wine" WINEARCH=win64
trap 'wineserver --kill || true; rm -rf "$WINEPREFIX"' EXIT
wineboot --init >/dev/null 2>&1
winecfg -v win10 >/dev/null 2>&1

compile() {
    x86_64-w64-mingw32-gcc-posix -x c -o "$@"
}
# Wine 8 has not this library of Windows 10, which Rust takes random numbers from.
compile "$(dirname "$program")/bcryptprimitives.dll" -shared - -ladvapi32 <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
C
# A program that has a file open and lets nobody else have it, until its input ends.
compile "$folder/hold.exe" -municode - <<'C'
#include <stdio.h>
#include <windows.h>
int wmain(int count, wchar_t **names) {
    HANDLE file = CreateFileW(names[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    puts(count == 2 && file != INVALID_HANDLE_VALUE ? "held" : "not held");
    fflush(stdout);
    return getchar() != EOF;
}
C
python3 packaging/wine.py "$program" "$folder"
