#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The main job gives the published scores; and it notices if one is not the expected.
#   tests/end_to_end/main_job_test.sh BIN
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo '== the main job ends with the published scores'
SUCHARIT_LANGUAGE=en deploy/main_job.sh "$1" tests/data "$work/right" | tee "$work/right.txt"
grep -q 'collected 101  received 101  counted 101  (card refused 0  not valid 0  late 0)' "$work/right.txt"
grep -qE '93\.93 +93\.93$' "$work/right.txt"
[ "$(grep -c '≠$' "$work/right.txt")" -eq 3 ]

echo '== a score that is not the expected one fails the main job'
cp -r tests/data "$work/data"
sed -i 's|^item,I1,2720/31,87.74|item,I1,2721/31,87.77|' "$work/data/bang-tabun-2567-expected-scores.csv"
if SUCHARIT_LANGUAGE=en deploy/main_job.sh "$1" "$work/data" "$work/wrong" >"$work/wrong.txt" 2>&1; then
  echo 'the main job did not notice the wrong score' >&2
  exit 1
fi
grep -q REASON_SCORES_DIFFER "$work/wrong.txt"
