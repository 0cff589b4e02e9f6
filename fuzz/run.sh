#!/bin/sh
# Fuzzes every target for so many seconds, or those named:
#   fuzz/run.sh 60 project layout
# Needs a nightly toolchain and cargo-fuzz. No sanitizer: there is no unsafe code.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -eq 0 ] || shift
for target in ${*:-project template settings target money date layout workbook font pdf ofd sheet store}; do
  case $target in
  project) seeds='../samples ../tests/cases/2019 ../tests/cases/2020 ../tests/cases/2023 ../tests/cases/2026 ../tests/cases/findings' ;;
  template) seeds='../templates ../tests/cases/2027 ../tests/cases/layouts' ;;
  *) seeds=seeds/$target ;;
  esac
  mkdir -p "corpus/$target"
  # shellcheck disable=SC2086
  cargo +nightly fuzz run --fuzz-dir . -s none "$target" "corpus/$target" $seeds -- \
    -max_total_time="$seconds" -max_len=100000 -timeout=10 -report_slow_units=2 -rss_limit_mb=1000 -print_final_stats=1
done
