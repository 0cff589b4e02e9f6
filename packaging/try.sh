#!/bin/sh
# Do the packages in dist/ (packaging/dist.sh) do their work where nothing else is
# installed, and do they all write the same bytes? Those that are not there are told.
#
# A foreign root shows that a program needs no library; qemu runs that of another processor;
# wine that of Windows. What wine cannot show: scanners that hold files open, the limit of
# 260 characters for programs that do not ask for longer paths, Explorer's own double click,
# what a console looks like.
set -eu
cd "$(dirname "$0")/.."
. packaging/common.sh
dist=$PWD/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A package of dist/: $file, nothing where it was not made.
package() {
    file=$(find "$dist" -maxdepth 1 -name "$1" | head -n 1)
    if [ -n "$file" ]; then echo "== ${file##*/}"; else echo "== $1: not made"; return 1; fi
}

# A root with the samples and nothing else.
new_root() {
    root=$work/$1
    mkdir -p "$root"
    cp -r samples "$root"
}

# What a program made of the samples is what the first one made.
compare() {
    if [ -e "$work/first" ]; then diff -r --exclude=.jixiao-lock "$work/first" "$1"; else cp -r "$1" "$work/first"; fi
}

(cd "$dist" && sha256sum --check --quiet SHA256SUMS)

if package 'jixiao-*-linux-x86_64.tar.gz'; then
    new_root tar
    tar --extract --file "$file" --directory "$root" --strip-components 1
    as_root chroot "$root" /jixiao build samples -o out --format pdf,xlsx,ofd --quiet
    test -s "$root/man/man1/jixiao.1" -a -s "$root/completions/jixiao.zsh" -a -s "$root/licenses/LICENSE-MIT"
    compare "$root/out"
fi
if package 'jixiao_*_amd64.deb'; then
    new_root deb
    dpkg-deb --extract "$file" "$root"
    as_root chroot "$root" /usr/bin/jixiao build samples -o out --format pdf,xlsx,ofd --quiet
    compare "$root/out"
    need desktop-file-utils
    desktop-file-validate "$root/usr/share/applications/jixiao.desktop"
    test -s "$root/usr/share/man/zh_CN/man1/jixiao.1.gz" -a -s "$root/usr/share/doc/jixiao/copyright"
fi
if package 'jixiao-*.whl'; then
    new_root wheel
    new_venv "$root/venv"
    "$root/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$file"
    (cd "$root" && venv/bin/jixiao build samples -o out --format pdf,xlsx,ofd --quiet)
    compare "$root/out"
fi
if package 'jixiao-*-linux-aarch64.tar.gz'; then
    need qemu-user-static
    new_root aarch64
    tar --extract --file "$file" --directory "$root" --strip-components 1
    cp "$(command -v qemu-aarch64-static)" "$root/qemu"
    as_root chroot "$root" /qemu /jixiao build samples -o out --format pdf,xlsx,ofd --quiet
    compare "$root/out"
fi
if package 'jixiao-*-windows-x86_64.zip'; then
    # With the samples that it brings.
    root=$work/windows
    python3 -m zipfile --extract "$file" "$root"
    mv "$root"/jixiao-*-windows-x86_64/* "$root"
    packaging/wine.sh "$root/jixiao.exe" "$root"
    compare "$root/out"
fi
