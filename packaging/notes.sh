#!/bin/sh
# The section of CHANGELOG.md about a version, on standard output: packaging/notes.sh 0.2.0
set -eu
cd "$(dirname "$0")/.."
awk -v version="$1" '
    /^## / { inside = $2 == version || $2 == "[" version "]"; next }
    inside { print; found = 1 }
    END { exit !found }
' CHANGELOG.md || { echo "CHANGELOG.md has no section ## $1" >&2; exit 1; }
