#!/bin/sh
# Does the same commit give the same packages anywhere? packaging/same.sh [PACKAGE...] has
# packaging/dist.sh make them twice, in clones with other paths, another home of cargo and of
# npm, other rights of new files, another language and time zone, and tells which are equal.
# PROFILE and CROSS_PROFILE are those of dist.sh.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Makes them in a clone, with the variables that come first.
made_in() {
    git clone --quiet . "$1"
    (cd "$1" && shift && unset CARGO_TARGET_DIR && env "$@")
}

made_in "$work/one" packaging/dist.sh "$@"
(
    umask 077
    made_in "$work/of/somebody/else" CARGO_HOME="$work/cargo" npm_config_cache="$work/npm" LC_ALL=C.UTF-8 \
        TZ=Asia/Shanghai packaging/dist.sh "$@"
)
differs=0
for file in "$work"/one/dist/*; do
    name=${file##*/}
    if cmp "$file" "$work/of/somebody/else/dist/$name"; then echo "equal: $name"; else differs=1; fi
done
exit "$differs"
