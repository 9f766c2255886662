#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs all benchmarks and prints one table: figure, baseline, ratio, goal, met or not met.
#   tests/bench/run.sh [--quick] [FOLDER]     FOLDER: of the programs (default: build/bench/tests/bench)
#   --quick: two minutes, with fewer and smaller turns; the ratios are the same but for noise
#   tests/bench/run.sh --smoke EXPORT_BENCH   for CTest: only sees that the export benchmark runs
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ "${1:-}" != --smoke ] || exec "$here/export.sh" "$@"

quick=
[ "${1:-}" != --quick ] || { quick=--quick; shift; }
programs=$(realpath "${1:-$here/../../build/bench/tests/bench}")

printf '| figure | measured | baseline | ratio | goal | |\n|---|---|---|---|---|---|\n'
# Word splitting: no argument at all without --quick.
# shellcheck disable=SC2086
"$programs/intake_bench" $quick
# shellcheck disable=SC2086
"$programs/intake_bench" $quick --engine postgres
if [ -n "$quick" ]; then
  "$programs/close_bench" 50000
  "$programs/scoring_bench" 830 1000000
else
  "$programs/close_bench" 1000000
  "$programs/scoring_bench" 8300 10000000
fi
"$here/duckdb.sh" $quick
"$programs/bytes_bench"
"$here/export.sh" --table $quick "$programs/export_bench"
