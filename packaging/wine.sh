#!/bin/sh
# The program for Windows under wine: packaging/wine.sh JIXIAO.EXE FOLDER builds FOLDER/samples
# into FOLDER/out, and tries there what is otherwise on Windows.
set -eu
program=$1 folder=$2

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Chinese arguments are garbled in any other locale.
locale -a | grep -qi 'zh_CN.utf' || as_root localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
export LC_ALL=zh_CN.UTF-8 WINEDEBUG=-all WINEPREFIX="$folder/wine" WINEARCH=win64
wineboot --init >/dev/null 2>&1
winecfg -v win10 >/dev/null 2>&1
# Wine 8 has not this library of Windows 10, which Rust takes random numbers from.
cat >"$folder/random.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
C
x86_64-w64-mingw32-gcc-posix -shared -o "$(dirname "$program")/bcryptprimitives.dll" "$folder/random.c" -ladvapi32

fail() {
    echo "$1" >&2
    exit 1
}
run() { wine "$program" "$@"; }
# What it says and its exit code.
says() {
    code=0
    said=$(run "$@" 2>&1 </dev/null) || code=$?
    said=$(printf %s "$said" | tr -d '\r')
}

cd "$folder"
run build samples -o out --quiet
says check "samples\2026*.yaml" "samples\jixiao.yaml"
[ "$code" -eq 0 ] || fail "patterns: $said"
printf '年度: 2026\r\n项目名称: 一\r\n' >一.yaml
says check 一.yaml --format json
printf %s "$said" | grep -q '"file": "一.yaml"' || fail "Chinese: $said"
says check 一.yaml --format sarif
printf %s "$said" | grep -q '"uri": "%E4%B8%80.yaml"' || fail "address: $said"
cp 一.yaml con.yaml
says build con.yaml -o o
[ "$code" -ne 0 ] || fail "a device's name: $said"
mkdir -p p/单位
cp samples/2026-青年科技人才服务.yaml p/单位/项目.yaml
says build p -o o
printf %s "$said" | grep -q '/' && fail "separators: $said"
[ -s o/单位/项目.pdf ] || fail "folders: $said"
# A file that is open elsewhere keeps its bytes; the other one is written.
cat >hold.c <<'C'
#include <stdio.h>
#include <windows.h>
int main(int count, char **names) {
    HANDLE file = CreateFileA(names[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    puts(file == INVALID_HANDLE_VALUE ? "no" : "held");
    fflush(stdout);
    Sleep(20000);
    return 0;
}
C
x86_64-w64-mingw32-gcc-posix -o hold.exe hold.c
before=$(sha256sum o/单位/项目.pdf)
sed 's/项目名称: /项目名称: 改/' p/单位/项目.yaml >new.yaml
mv new.yaml p/单位/项目.yaml
wine hold.exe 'o\单位\项目.pdf' >held.txt 2>/dev/null &
holder=$!
until grep -q . held.txt; do sleep 0.2; done
says build p -o o
kill "$holder" 2>/dev/null || true
wineserver --kill || true
[ "$code" -eq 2 ] || fail "a file that is open: $code $said"
[ "$before" = "$(sha256sum o/单位/项目.pdf)" ] || fail 'a file that is open was changed'
long=$(printf '很长的名字%.0s' 1 2 3 4 5 6 7 8)
mkdir -p "long/$long/$long/$long"
cp p/单位/项目.yaml "long/$long/$long/$long/项目.yaml"
says build long -o 'o2'
[ "$code" -eq 0 ] || fail "long paths: $said"
rm -rf wine
