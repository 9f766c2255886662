#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# From a bare Debian 12 to an agency's published scores, without a question: installs what is missing, builds, runs
# the main job (deploy/main_job.sh) and names the folder with its files.
#   deploy/demo.sh             the main job
#   deploy/demo.sh --tablet    set up a server and open the tablet's app, enrolled with it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${SUCHARIT_LANGUAGE:-}${LANG:-}" in en*) language=en ;; *) language=th ;; esac
say() { if [ "$language" = en ]; then printf '▸ %s\n' "$2"; else printf '▸ %s\n' "$1"; fi; }

targets=(sucharitd sucharit sucharit-fleet)
case "${1:-}" in
  '') ;;
  --tablet) targets+=(sucharit-tablet) ;;
  *) echo "usage: deploy/demo.sh [--tablet]" >&2; exit 2 ;;
esac
if [ "${1:-}" = --tablet ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
  say 'ไม่พบจอภาพ: กรุณาสั่งในเดสก์ท็อปของเครื่อง' 'There is no screen here: run this on a desktop.' >&2
  exit 1
fi

say '1/3 ติดตั้งแพ็กเกจที่ขาด' '1/3 Installing the packages that are missing'
deploy/install_packages.sh build run-server run-tablet demo

say '2/3 สร้างโปรแกรม (ครั้งแรกใช้เวลาหลายนาที)' '2/3 Building (the first time takes minutes)'
mkdir -p build
if ! { cmake --preset release && cmake --build --preset release --target "${targets[@]}"; } 2>&1 |
  tee build/release.log |
  awk -F'[][/]' '/^\[[0-9]+\/[0-9]+\]/ { step = int(10 * $2 / $3)
    if (step != last) { printf "  %d %%\n", 10 * step; fflush(); last = step } }'; then
  tail -40 build/release.log >&2
  say 'สร้างโปรแกรมไม่สำเร็จ ดู build/release.log' 'The build failed: see build/release.log' >&2
  exit 1
fi

say '3/3 งานหลัก' '3/3 The main job'
out=$(mktemp -d "${TMPDIR:-/tmp}/sucharit-demo-XXXXXX")
deploy/main_job.sh build/release/bin tests/data "$out" "$@"
