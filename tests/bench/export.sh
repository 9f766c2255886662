#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Writes the same rows as CSV, SPSS and XLSX, beside `sqlite3 -csv`, in turns in one run, and prints medians.
#   tests/bench/export.sh [--table] [--quick] [BENCH]   a million rows of 30 items, five times; --quick: 100,000 rows, three times
#   tests/bench/export.sh --smoke BENCH                 1,000 rows, once: only sees that everything runs
# --table: prints lines of run.sh's table.
# BENCH: the program export_bench of an optimized build (default: build/bench/tests/bench/export_bench).
set -euo pipefail

rows=1000000 times=5 table=
[ "${1:-}" != --table ] || { table=yes; shift; }
case "${1:-}" in
  --quick) rows=100000 times=3; shift ;;
  --smoke) rows=1000 times=1; shift ;;
esac
bench=$(realpath "${1:-$(dirname "${BASH_SOURCE[0]}")/../../build/bench/tests/bench/export_bench}")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# measure NAME COMMAND...: adds "seconds MiB" of the whole process to NAME.measured.
measure() {
  /usr/bin/python3 - "$@" <<'EOF'
import resource, subprocess, sys, time
name, command = sys.argv[1], sys.argv[2:]
with open(name + ".out", "wb") as out:
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=out, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - begin
mebibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
with open(name + ".measured", "a") as measured:
    print(f"{seconds:.3f} {mebibytes:.1f}", file=measured)
EOF
}

# median NAME COLUMN
median() { cut -d' ' -f"$2" "$1.measured" | sort -n | sed -n "$(((times + 1) / 2))p"; }

"$bench" "--rows=$rows" --benchmark_filter=csv >first.out 2>&1
sqlite3 rows.db '.mode csv' '.import rows.csv answers'

for ((turn = 0; turn < times; ++turn)); do
  measure sqlite3 sqlite3 -header -csv rows.db 'SELECT * FROM answers ORDER BY rowid'
  for format in csv sav xlsx; do
    measure "$format" "$bench" "--rows=$rows" "--benchmark_filter=$format"
  done
done
# The same table, or the comparison says nothing. `sqlite3 -csv` ends rows in LF.
cmp <(tr -d '\r' <rows.csv) sqlite3.out

base=$(median sqlite3 1)
if [ -n "$table" ]; then
  for format in csv sav xlsx; do
    seconds=$(median "$format" 1)
    ratio=$(awk "BEGIN { printf \"%.2f\", $base / $seconds }")
    goal='' met=''
    [ "$format" != csv ] || { goal='>= 0.50' met=$(awk "BEGIN { print ($ratio >= 0.5 ? \"met\" : \"NOT MET\") }"); }
    printf '| export: %s rows to %s, peak %s MiB | %s s | %s s sqlite3 -csv | %s | %s | %s |\n' \
      "$rows" "$format" "$(median "$format" 2)" "$seconds" "$base" "$ratio" "$goal" "$met"
  done
  exit 0
fi
printf '%s rows x 30 items, median of %s\n\n' "$rows" "$times"
printf '| what | seconds | rate beside sqlite3 -csv | peak MiB | file MiB |\n|---|---|---|---|---|\n'
for name in sqlite3 csv sav xlsx; do
  file=rows.$name
  [ "$name" != sqlite3 ] || file=sqlite3.out
  seconds=$(median "$name" 1)
  printf '| %s | %s | %s | %s | %s |\n' "$name" "$seconds" \
    "$(awk "BEGIN { printf \"%.2f\", $base / $seconds }")" "$(median "$name" 2)" \
    "$(awk "BEGIN { printf \"%.1f\", $(stat -c %s "$file") / 1048576 }")"
done
