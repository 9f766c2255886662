#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Checks by their #include lines that the parts depend on each other in one direction only.
#   tests/check_dependencies.sh [FOLDER]     FOLDER: the source tree (default: this one)
set -euo pipefail

cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
failures=0

# rule WHAT FOLDERS INCLUDES [ALLOWED]: in the FOLDERS no include matches INCLUDES (a regular expression for what
# follows the < or the "), except in files whose path ALLOWED matches.
rule() {
  local what=$1 folders=$2 includes=$3 allowed=${4:-^$} found
  # shellcheck disable=SC2086  # Folder names hold no blanks.
  found=$(matching -r --include='*.h' --include='*.cc' \
    "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($includes)" $folders | matching -v "$allowed")
  [ -n "$found" ] || return 0
  printf '%s:\n%s\n' "$what" "$found" >&2
  failures=$((failures + 1))
}

# grep, for which nothing found is no failure.
matching() { grep -E "$@" || [ $? -eq 1 ]; }

rule 'Qt outside client/ui and client/main.cc' 'common server client' 'Q[A-Za-z]+' \
  '^client/(ui/|main\.cc)'
rule 'gRPC outside the transport' 'common server client' 'grpc(pp)?[/.]|.*\.grpc\.pb\.h' \
  '^((common|server|client)/(.*/)?rpc/|server/server\.|server/admin_main\.cc|server/command_line/|client/core/(sync|enrol))'
rule "SQLite's header outside common/sqlite" 'common server client' 'sqlite3\.h' '^common/sqlite/'
rule "libpq's header outside server/sql" 'common server client' '(.*/)?libpq' '^server/sql/'
rule "libsodium's header outside common/crypto" 'common server client' 'sodium[./]' '^common/crypto/'
rule 'common/ includes server/ or client/' common 'server/|client/'
rule 'server/ includes client/' server 'client/'
rule 'client/ includes server/' client 'server/'
rule 'client/core includes ui/ or fleet/' client/core 'client/(ui|fleet)/'
rule 'a core stage includes what comes after it' \
  'server/store server/intake server/anonymize server/scoring' 'server/(publish|export|rpc|command_line)/'
rule 'document/ and spreadsheet/ know of results' 'server/document server/spreadsheet' \
  'server/(store|scoring|publish|analysis|report|export|rpc|command_line)/|sucharit/v1/result'
rule 'analysis/ and report/ reach into the server' 'server/analysis server/report' \
  'server/(store|intake|anonymize|rounds|rpc|command_line)/'
rule 'publish/ includes what comes after it' server/publish 'server/(export|rpc|command_line)/'
rule 'export/ includes what comes after it' server/export 'server/(rpc|command_line)/'
rule 'a program includes tests' 'common server client' 'tests/|gtest|gmock'

[ "$failures" -eq 0 ] || { echo "check_dependencies: $failures rule(s) broken" >&2; exit 1; }
