#!/bin/sh
# Makes jixiao.vsix in the current folder; with a program as its argument, one that bundles it.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
target=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source/package.json" "$source/extension.js" "$source/README.md" "$work"
cp "$source/../../LICENSE-MIT" "$work/LICENSE"
if [ $# -gt 0 ]; then
    mkdir "$work/bin"
    cp "$1" "$work/bin/"
fi
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts
npx --no-install vsce package --allow-missing-repository --out "$target/jixiao.vsix"
