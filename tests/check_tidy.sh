#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs clang-tidy over the programs' sources as the preset dev compiles them; build dev before.
#   tests/check_tidy.sh [COMMIT]     only those that changed since COMMIT, or include a header that did (default: all)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly all=('common/*.cc' 'server/*.cc' 'client/*.cc')

changed() { git diff --name-only --diff-filter=d "$@"; }

sources() {
  if [ $# -eq 0 ]; then
    git ls-files "${all[@]}"
  else
    changed "$1" -- "${all[@]}"
    changed "$1" -- 'common/*.h' 'server/*.h' 'client/*.h' >build/headers
    [ ! -s build/headers ] || sed 's/.*/#include "&"/' build/headers | git grep -lFf - -- "${all[@]}" || [ $? -eq 1 ]
  fi
}

# Standard error only counts the warnings in system headers that are not shown.
sources "$@" | sort -u | xargs -r -d '\n' -n 2 -P "$(nproc)" clang-tidy -p build/dev --quiet 2>/dev/null
