# shellcheck shell=sh
# What the scripts that build and try programs share; they read it in from the repository's root.

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian's packages, where they are not installed.
need() {
    dpkg -s "$@" >/dev/null 2>&1 && return
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# A folder that pip installs into, and nothing else does.
new_venv() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    python3 -m venv "$1"
}

# Debian's compiler with the sources of the standard library, which is built too: rustup's
# toolchain has it for this machine alone.
debian_rust() {
    need rustc-web cargo-web rust-web-src "$@"
    export PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1
}

# A setting of cargo (--config): no program has the paths of the machine that it was built on,
# and the same source gives the same program in any folder.
target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target"
anywhere="target.'cfg(all())'.rustflags = ['--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo', '--remap-path-prefix=$PWD=/jixiao', '--remap-path-prefix=$(cd "$target" && pwd)=/target']"

# The program for this machine as it is handed on: $native.
native() {
    command -v cargo >/dev/null || need rustc-web cargo-web
    command -v cc >/dev/null || need gcc libc6-dev
    host=$(rustc -vV | sed -n 's/^host: //p')
    # Compilers of C are asked anew where the time that packages bear is another.
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} \
        cargo build --locked --quiet --profile "${PROFILE:-dist}" --config deploy/static.toml --config "$anywhere" \
        --target "$host"
    # shellcheck disable=SC2034
    native=$target/$host/${PROFILE:-dist}/jixiao
}
