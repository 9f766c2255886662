#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs clang-tidy over the programs' sources as the preset dev compiles them; build dev before.
#   tests/check_tidy.sh [COMMIT]     only those that changed since COMMIT (default: all)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sources() {
  if [ $# -gt 0 ]; then
    git diff -z --name-only --diff-filter=d "$1" -- 'common/*.cc' 'server/*.cc' 'client/*.cc'
  else
    git ls-files -z 'common/*.cc' 'server/*.cc' 'client/*.cc'
  fi
}

# clang doesn't know every warning that the build names for GCC. Standard error only counts the warnings in system
# headers that are not shown.
sources "$@" | xargs -0 -r -n 2 -P "$(nproc)" clang-tidy -p build/dev --quiet \
  --extra-arg=-Wno-unknown-warning-option 2>/dev/null
