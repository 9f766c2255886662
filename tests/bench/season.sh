#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# A season of many agencies on one installation, compressed in time: total time, peak memory, disk, and what grows how.
#   tests/bench/season.sh [--agencies N] [--responses M] [--copies C] [--engine ENGINE] [--build FOLDER] [--keep FOLDER]
# The country has 8,300 agencies and 1,200,000 responses; without arguments a hundredth of it is played.
# --copies: how many agencies wrap a copy of their round's key, a second each (default: 100); the others' rounds are opened
# behind the server. --engine: sqlite (default), or postgres: Debian's PostgreSQL 15 with its own settings, in the season's folder.
# --build: of the programs (default: build/bench). --keep: the installation stays there.
# Ends with a backup, and `sucharit check` over the folder (of SQLite) and over what the backup restores to.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

agencies=83 responses=12000 copies=100 engine=sqlite build=build/bench folder='' database=''
while [ $# -gt 0 ]; do
  case "$1" in
    --agencies) agencies=$2 ;;
    --responses) responses=$2 ;;
    --copies) copies=$2 ;;
    --engine) engine=$2 ;;
    --build) build=$2 ;;
    --keep) folder=$2 ;;
    *) engine=unknown && break ;;
  esac
  shift 2
done
case "$engine" in
  sqlite | postgres) ;;
  *) sed -n 's/^#   //p' "$0" >&2; exit 2 ;;
esac
keep=$folder
[ -n "$folder" ] || folder=$(mktemp -d)
trap 'clean_up' EXIT
export SUCHARIT_LANGUAGE=en

readonly postgres=/usr/lib/postgresql/15/bin

# PostgreSQL refuses to run as root: it runs as nobody then, in a folder that is nobody's.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=nobody --regid=nogroup --clear-groups "$@" >/dev/null
  else
    "$@" >/dev/null
  fi
}

start_postgres() {
  local cluster=$folder/postgres/cluster
  mkdir -p "$folder/postgres"
  chmod 711 "$folder"
  [ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder/postgres"
  as_postgres "$postgres/initdb" --pgdata "$cluster" --auth=trust --username=sucharit --encoding=UTF8 --locale=C
  as_postgres "$postgres/pg_ctl" start --wait --pgdata "$cluster" --log "$folder/postgres/log" \
    --options "-k $folder/postgres -c listen_addresses=''"
  as_postgres "$postgres/createdb" --host "$folder/postgres" --username sucharit sucharit
  database="postgresql:///sucharit?host=$folder/postgres&user=sucharit"
}

clean_up() {
  [ -z "$database" ] || as_postgres "$postgres/pg_ctl" stop --mode immediate --pgdata "$folder/postgres/cluster"
  [ -n "$keep" ] || rm -rf "$folder"
}

# Of all its processes so far; a server's end is waited for, so that what served it has ended, too.
say_what_postgres_took() {
  local process
  process=$(head -1 "$folder/postgres/cluster/postmaster.pid")
  awk -v ticks="$(getconf CLK_TCK)" '{ print "PostgreSQL: " ($14 + $15 + $16 + $17) / ticks " s of CPU" }' "/proc/$process/stat"
  psql --no-psqlrc --tuples-only --no-align --dbname "$database" \
    --command "SELECT 'PostgreSQL MiB: ' || pg_database_size('sucharit') / 1048576"
}

# measure WHAT COMMAND...: prints how long the command took and its peak memory. Its output goes to FOLDER/output.
measure() {
  /usr/bin/python3 - "$folder/output" "$@" <<'EOF'
import resource, subprocess, sys, time
output, what, command = sys.argv[1], sys.argv[2], sys.argv[3:]
begin = time.monotonic()
with open(output, "w") as file:
    status = subprocess.call(command, stdout=file, stderr=subprocess.STDOUT)
if status:
    sys.exit(f"season: failed: {what}\n" + open(output).read())
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"{what}: {time.monotonic() - begin:.1f} s, {peak} MiB at its peak")
EOF
}

# Makes the operator's key for backups and prints its public half.
make_backup_key() {
  (umask 077 && echo 'a passphrase for a season' >"$words")
  "$build/bin/sucharit" backup keygen --folder "$folder/usb" --passphrase-file "$words" |
    sed -n 's/^backup_key: "\(.*\)"$/\1/p'
}

# Without the server: what a night's timer, a restore and an auditor's check cost. The first backup is that of the first publication.
look_after() {
  measure 'backup' "$build/bin/sucharit" backup --config "$folder/server.config" --keep 14
  measure 'restore' "$build/bin/sucharit" restore "$folder/backups/sucharit-000002.backup" --key "$folder/usb/backup.key" \
    --passphrase-file "$words" --folder "$folder/restored"
  [ -n "$database" ] || measure 'check' "$build/bin/sucharit" check "$folder/data" --key-folder "$folder/keys"
  measure 'check of the restored folder' "$build/bin/sucharit" check "$folder/restored" --key-folder "$folder/keys"
  du -sm "$folder/data" "$folder/backups" | sed "s|\t$folder/| MiB: |"
}

readonly words=$folder/words
[ "$engine" = sqlite ] || start_postgres
backup_key=$(make_backup_key)
"$build/tests/bench/season_bench" "$build/bin/sucharitd" tests/data/bang-tabun-2567-imported-scores.csv "$folder" \
  "$backup_key" "$agencies" "$responses" "$copies" ${database:+"$database"}
[ -z "$database" ] || say_what_postgres_took
look_after
# Pages by table: what the database's size is made of.
if [ -z "$database" ] && command -v sqlite3 >/dev/null; then
  echo 'largest tables and indexes, MiB:'
  sqlite3 -readonly -separator '  ' "$folder/data/sucharit.db" \
    'SELECT round(sum(pgsize) / 1048576.0, 1), name FROM dbstat GROUP BY name ORDER BY sum(pgsize) DESC LIMIT 8'
fi
