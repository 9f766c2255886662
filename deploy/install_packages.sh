#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing of packages.txt, and asks nothing.
#   deploy/install_packages.sh [GROUP...]     groups: build run-server run-tablet demo test check (default: all)
set -euo pipefail

list="$(dirname "${BASH_SOURCE[0]}")/packages.txt"

groups_known() { sed -n 's/^# group: //p' "$list"; }

check_groups() {
  local group
  for group in "$@"; do
    if ! groups_known | grep -qxF -- "$group"; then
      echo "install_packages: no group '$group'; there are: $(groups_known | xargs)" >&2
      exit 2
    fi
  done
}

# Names the packages of the given groups, or of all groups.
wanted() {
  awk -v groups=" $* " '
    /^# group: / { take = groups == "  " || index(groups, " " $3 " ") }
    take && /^[a-z0-9]/ { print $1 }' "$list"
}

# Names those of the packages on standard input that are not installed.
missing() {
  local package
  while read -r package; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      echo "$package"
  done
}

# Runs apt-get as root: directly, or through a sudo that asks no password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif sudo -n true 2>/dev/null; then
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  else
    echo "install_packages: ต้องใช้สิทธิ์ root หรือ sudo ที่ไม่ถามรหัสผ่าน เพื่อติดตั้ง: $packages" >&2
    echo "install_packages: needs root, or sudo without a password, to install: $packages" >&2
    return 1
  fi
}

# Shows one line per 50 packages; all of apt's own words only when it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! as_root "$@" 2>&1 | tee "$log" |
    awk '/^Setting up/ && ++n % 50 == 0 { print "  " n " packages set up"; fflush() }'; then
    cat "$log" >&2
    rm -f "$log"
    echo "install_packages: failed: $*" >&2
    exit 1
  fi
  rm -f "$log"
}

check_groups "$@"
packages=$(wanted "$@" | missing | xargs)
[ -n "$packages" ] || exit 0
echo "Installing $(wc -w <<<"$packages") packages and what they need (up to three minutes)"
quietly apt-get update -q
# shellcheck disable=SC2086  # Package names hold no blanks.
quietly apt-get install -y -q --no-install-recommends $packages
