#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs commands in a clone of HEAD on a new, bare Debian 12, and says how long each took. Needs root, about 8 GB of
# temporary space, and debootstrap.
#   tests/bare_debian.sh [COMMAND...]     each COMMAND is one string; default: deploy/demo.sh, then tests/run.sh
set -euo pipefail

readonly suite=bookworm
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "bare_debian: $*" >&2
  exit 1
}

# The Debian archive that this machine itself installs from.
mirror() {
  # shellcheck disable=SC2016  # apt-get expands these.
  apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
    awk -v suite="$suite" '$2 == suite { print $1; exit }'
}

# timed WHAT COMMAND...: runs the command and says how long WHAT took.
timed() {
  local what=$1 start=$SECONDS
  shift
  "$@" || return
  echo "bare_debian: $((SECONDS - start)) s: $what"
}

make_root() {
  local archive
  archive=$(mirror)
  [ -n "$archive" ] || fail "this machine's apt sources name no Debian $suite; run apt-get update"
  debootstrap --variant=minbase "$suite" "$1" "$archive" >"$1.log" 2>&1 ||
    { tail -20 "$1.log" >&2; fail "debootstrap failed"; }
}

# Runs $2 in the root $1. The mounts live in a namespace of their own, which ends with the command and whatever it
# started, so the folder that is removed afterwards never has this machine's /dev in it.
in_root() {
  local root=$1 command=$2
  # shellcheck disable=SC2016  # The inner shell expands these.
  unshare --mount --pid --fork --kill-child bash -euc '
    mount -t proc proc "$1/proc"
    mount --bind /dev "$1/dev"
    mount -t tmpfs tmpfs "$1/dev/shm"
    exec chroot "$1" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
      bash -c "cd /root/sucharit && $2"' bare_debian "$root" "$command" </dev/null
}

main() {
  [ "$(id -u)" -eq 0 ] || fail "needs root (chroot)"
  [ $# -gt 0 ] || set -- deploy/demo.sh tests/run.sh
  folder=$(mktemp -d)
  trap 'rm -rf --one-file-system "$folder"' EXIT
  "$source_tree/deploy/install_packages.sh" check
  timed "debootstrap" make_root "$folder/root"
  git -c safe.directory='*' -C "$source_tree" bundle create --quiet "$folder/head" HEAD
  git -c advice.detachedHead=false clone --quiet "$folder/head" "$folder/root/root/sucharit"
  for command in "$@"; do
    timed "$command" in_root "$folder/root" "$command" || fail "failed: $command"
  done
}

main "$@"
