#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Checks the whole project as CI does, stops at the first failure, and ends with CTest's summary.
#   tests/run.sh          packages, format, scripts, build, fuzz targets 5 s each, all tests
#   tests/run.sh --all    also: all tests under the sanitizers, clang-tidy of what changed lately, fuzz targets 30 s each, more kills
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
# CI often runs as root in a checkout that is another user's, which git refuses otherwise.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'

begin() {
  step=$1
  printf '== %s (at %d min %02d s)\n' "$step" $((SECONDS / 60)) $((SECONDS % 60))
}

check_format() {
  local log=build/format.log
  mkdir -p build
  if ! git ls-files -z '*.cc' '*.h' | xargs -0 -r clang-format --dry-run -Werror 2>"$log"; then
    echo 'run.sh: mend these with clang-format -i:' >&2
    sed -nE 's/^([^ :]+):[0-9]+:.*/\1/p' "$log" | sort -u >&2
    return 1
  fi
}

check_scripts() {
  { git ls-files -z '*.sh' && printf '.ci/run\0'; } | xargs -0 -r shellcheck
}

# Configures and builds a preset; shows Ninja's lines only when something fails.
build() {
  local preset=$1 log
  shift
  mkdir -p build
  log="build/$preset.log"
  if ! { cmake --preset "$preset" && cmake --build --preset "$preset" "$@"; } >"$log" 2>&1; then
    grep -E -m 20 -A 12 'CMake Error|FAILED|error:' "$log" >&2 || tail -40 "$log" >&2
    echo "run.sh: the whole output is in $log" >&2
    return 1
  fi
}

# Linting everything takes a quarter of an hour; what hasn't changed for fifty commits was linted when it did.
lint() {
  local lately
  lately=$(git rev-list --max-count=51 HEAD | sed -n 51p)
  tests/check_tidy.sh ${lately:+"$lately"}
}

main() {
  local all=no fuzz_seconds=5
  case "${1:-}" in
    '') ;;
    --all) all=yes fuzz_seconds=30 ;;
    *) echo "usage: tests/run.sh [--all]" >&2; exit 2 ;;
  esac

  trap '[ $? -eq 0 ] || echo "run.sh: FAILED in step: $step" >&2' EXIT

  begin 'packages'; deploy/install_packages.sh
  begin 'format'; check_format
  begin 'scripts'; check_scripts
  begin 'build dev'; build dev
  begin 'build fuzz targets'; build asan --target fuzz
  begin "fuzz targets, $fuzz_seconds s each"; tests/fuzz/run.sh "${fuzz_seconds}s"
  if [ "$all" = yes ]; then
    begin 'clang-tidy'; lint
    begin 'build asan'; build asan
    begin 'tests under the sanitizers'; ctest --preset asan
    export SUCHARIT_KILLS=20
  fi
  begin 'tests'; ctest --preset dev
}

main "$@"
