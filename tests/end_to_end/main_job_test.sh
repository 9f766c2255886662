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
# With a limit of locked memory: then the server says so and goes on.
(ulimit -l 64 && SUCHARIT_LANGUAGE=en deploy/main_job.sh "$1" tests/data "$work/right") | tee "$work/right.txt"
grep -q 'collected 101  received 101  counted 101  (card refused 0  not valid 0  late 0)' "$work/right.txt"
grep -qE '93\.93 +93\.93$' "$work/right.txt"
[ "$(grep -c '≠$' "$work/right.txt")" -eq 3 ]

echo '== the log of real processes tells when the server began and ended, and nothing else'
log=$work/right/server.log
if grep -E '^[0-9]{4}-' "$log" |
  grep -vE ' (listening on 127\.0\.0\.1:[0-9]+|stopping|stopped|only keys are locked against swap: [a-z .'"'"']+)$'; then
  echo 'the log holds something else' >&2
  exit 1
fi
grep -q 'only keys are locked against swap' "$log"

echo '== no card, ticket, passphrase or tablet is named where it must not be'
# nowhere WHAT PLACE...: none of the lines of standard input stands in a file there.
nowhere() {
  local what=$1
  shift
  if grep -rlaFf - "$@"; then
    echo "$what found" >&2
    exit 1
  fi
}
out=$work/right
nowhere 'a card' "$log" "$out/data" "$out/tablets" "$out/results" "$out/report" <"$out/cards.txt"
tr -d - <"$out/cards.txt" | nowhere 'a card' "$log" "$out/data" "$out/tablets" "$out/results" "$out/report"
nowhere 'a passphrase' "$log" "$out/data" "$out/keys" "$out/results" "$out/report" <"$out/passphrase"
cat "$out"/tickets/ticket-*.txt | nowhere 'a ticket' "$log" "$out/data" "$out/tablets" "$out/results" "$out/report"
printf 'เคาน์เตอร์ 1\nเคาน์เตอร์ 2\nห้องประชุม\n' | nowhere "a tablet's name" "$log" "$out/results" "$out/report"

echo '== a score that is not the expected one fails the main job'
cp -r tests/data "$work/data"
sed -i 's|^item,I1,2720/31,87.74|item,I1,2721/31,87.77|' "$work/data/bang-tabun-2567-expected-scores.csv"
if SUCHARIT_LANGUAGE=en deploy/main_job.sh "$1" "$work/data" "$work/wrong" >"$work/wrong.txt" 2>&1; then
  echo 'the main job did not notice the wrong score' >&2
  exit 1
fi
grep -q REASON_SCORES_DIFFER "$work/wrong.txt"
