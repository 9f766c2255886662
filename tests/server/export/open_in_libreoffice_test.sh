#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# LibreOffice opens the workbook that sample_export writes: Thai and figures stand in the PDF it makes.
#   open_in_libreoffice_test.sh SAMPLE_EXPORT
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$1" "$folder" th
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to pdf --outdir "$folder" \
  "$folder/agency/results.xlsx" >"$folder/soffice.log" 2>&1 || { cat "$folder/soffice.log" >&2; exit 1; }
# Blanks that PDF readers put between Thai marks don't count.
text=$(pdftotext -layout "$folder/results.pdf" - | tr -d '[:space:]')

for expected in 93.93 61148467/651000 67.74 IIT EIT OIT sucharit-bundle-1; do
  case "$text" in
    *"$expected"*) ;;
    *) echo "not in the PDF: $expected" >&2; exit 1 ;;
  esac
done
