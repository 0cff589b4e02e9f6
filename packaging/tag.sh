#!/bin/sh
# Makes a release: packaging/tag.sh 0.2.0 checks that all is committed and tested, gives
# the version to Cargo.toml and the section "Unreleased" of CHANGELOG.md, commits, tags v0.2.0.
# Pushing the tag is left to you; the forge then builds the packages (packaging/dist.sh).
set -eu
cd "$(dirname "$0")/.."
version=${1:-}
echo "$version" | grep -Eq '^[0-9]+\.[0-9]+\.[0-9]+$' || { echo "not a version: $version" >&2; exit 2; }
[ -z "$(git status --porcelain)" ] || { echo 'There are changes that are not committed.' >&2; exit 2; }
! git rev-parse --quiet --verify "refs/tags/v$version" >/dev/null || { echo "v$version is there already." >&2; exit 2; }
grep -q '^## Unreleased' CHANGELOG.md || { echo 'CHANGELOG.md has no section ## Unreleased.' >&2; exit 2; }
.ci/run
sed -i "s/^version = \".*\"/version = \"$version\"/" Cargo.toml packaging/wasm/Cargo.toml
sed -i "s/^  \"version\": \".*\"/  \"version\": \"$version\"/" editors/vscode/package.json
sed -i "s/^\( *<assemblyIdentity .*version=\"\)[0-9.]*/\1$version.0/" packaging/jixiao.manifest
sed -i "s/^## Unreleased.*/## $version ($(date +%F))/" CHANGELOG.md
cargo update --workspace --quiet
git commit --quiet --all --message "Version $version"
git tag --annotate "v$version" --message "jixiao $version"
echo "v$version is ready: git push origin main v$version"
