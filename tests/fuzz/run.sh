#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs every fuzz target, from a copy of its seeds in corpus/NAME/, for some minutes each, on each processor one. Build
# them before:
#   cmake --preset asan && cmake --build --preset asan --target fuzz
#   tests/fuzz/run.sh MINUTES     or 5s: seconds
# An input that breaks a target is kept in build/asan/fuzz/found/.
set -euo pipefail

time=${1:-5s}
[[ $time =~ ^[0-9]+s?$ ]] || { echo "fuzz: not minutes, nor seconds as 5s: $time" >&2; exit 2; }
seconds=${time%s}
[[ $time == *s ]] || seconds=$((time * 60))
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
programs=build/asan/fuzz
found=build/asan/fuzz/found
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run_target() {
  local name=$1
  mkdir -p "$work/$name" "$found"
  cp tests/fuzz/corpus/"${name%_fuzz}"/* "$work/$name/"
  if ! "$programs/$name" "$work/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -artifact_prefix="$found/$name-" >"$work/$name.log" 2>&1; then
    grep -vE '^#|NEW_FUNC' "$work/$name.log" | tail -60 >&2
    echo "fuzz: $name failed; once more with: $programs/$name FILE, where FILE is in $found/" >&2
    return 1
  fi
  echo "fuzz: $name: $(tail -1 "$work/$name.log")"
}

export -f run_target
export seconds programs found work
# shellcheck disable=SC2016  # The inner shell expands it.
find tests/fuzz -maxdepth 1 -name '*_fuzz.cc' -printf '%f\0' | sort -z | sed -z 's/\.cc$//' |
  xargs -0 -r -n 1 -P "$(nproc)" bash -euo pipefail -c 'run_target "$1"' run_target
