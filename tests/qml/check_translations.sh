#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fails unless every text of the screens is translated.
#   check_translations.sh LUPDATE client/ui
# Thai needs every text; English, in which the sources are written, only those that depend on a number.
set -euo pipefail

lupdate=$1
folder=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

failures=0
for language in th en; do
  ours=$folder/translations/sucharit_$language.ts
  fresh=$scratch/sucharit_$language.ts
  cp "$ours" "$fresh"
  plural=()
  [ "$language" = en ] && plural=(-pluralonly)
  # What lupdate can't place in its class would be looked for under another name when the program runs.
  if "$lupdate" -silent -locations none "${plural[@]}" -I "$folder/../.." "$folder" -ts "$fresh" 2>&1 | grep .; then
    failures=1
  fi
  if grep -nE 'type="(unfinished|vanished|obsolete)"|<translation></translation>|<numerusform></numerusform>' "$fresh"; then
    echo "check_translations: $ours isn't complete" >&2
    failures=1
  fi
  grep -q '<message' "$fresh" || { echo "check_translations: $ours holds nothing" >&2; failures=1; }
done
exit "$failures"
