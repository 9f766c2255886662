#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the packages, checks them with lintian, and puts them into a new, bare Debian 12 with apt: installed, used for a
# season, upgraded, purged. By hand, because it builds everything for release. Needs root, and the group `check` of
# deploy/packages.txt.
#   tests/packages/install_test.sh [--built]     --built: the packages of deploy/build_packages.sh are up to date
# Exits 0 only if every step did what its name says, and nothing but data was left at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly suite=bookworm

fail() {
  echo "install_test: $*" >&2
  exit 1
}

# timed WHAT COMMAND...: runs the command and says how long WHAT took.
timed() {
  local what=$1 start=$SECONDS
  shift
  "$@" || fail "failed: $what"
  echo "install_test: $((SECONDS - start)) s: $what"
}

# The Debian archive that this machine itself installs from.
mirror() {
  # shellcheck disable=SC2016  # apt-get expands these.
  apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
    awk -v suite="$suite" '$2 == suite { print $1; exit }'
}

# Two builds of the same programs, the second with a higher number.
build_packages() {
  local release
  for release in 1 2; do
    deploy/build_packages.sh "$release" >"$folder/list-$release"
    mkdir "$folder/$release"
    xargs cp -t "$folder/$release" <"$folder/list-$release"
  done
}

check_packages() {
  lintian --allow-root --fail-on error,warning "$folder"/1/*.deb
}

# systemd is on every installed Debian, though not in debootstrap's smallest set.
make_root() {
  local archive
  archive=$(mirror)
  [ -n "$archive" ] || fail "this machine's apt sources name no Debian $suite; run apt-get update"
  debootstrap --variant=minbase --include=systemd-sysv,dbus,ca-certificates "$suite" "$folder/root" "$archive" \
    >"$folder/debootstrap.log" 2>&1 || { tail -20 "$folder/debootstrap.log" >&2; return 1; }
  mkdir -p "$folder/root/trial/bin"
  cp -r "$folder/1" "$folder/2" tests/packages/in_root.sh tests/packages/season_steps.sh deploy/main_job.sh tests/data "$folder/root/trial/"
  cp build/packages/bin/sucharit-fleet "$folder/root/trial/bin/"
}

# in_root COMMAND...: the mounts live in a namespace of their own, which ends with the command and whatever it started,
# so the folder that is removed afterwards never has this machine's /dev in it.
in_root() {
  # shellcheck disable=SC2016  # The inner shell expands these.
  unshare --mount --pid --fork --kill-child bash -euc '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    exec chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"' \
    install_test "$folder/root" "$@" </dev/null
}

# boot STEP: in a copy of the root, with systemd as its first process and no network but loopback. The copy turns itself
# off after the step.
boot() {
  local unit=etc/systemd/system/step.service
  cp -a "$folder/root" "$folder/booted"
  cat >"$folder/booted/$unit" <<UNIT
[Unit]
After=sucharitd.service
[Service]
Type=oneshot
Environment=HOME=/root LANG=C.UTF-8
ExecStart=/trial/in_root.sh $1
ExecStopPost=/usr/bin/systemctl --no-block poweroff
StandardOutput=append:/trial/step.log
StandardError=append:/trial/step.log
[Install]
WantedBy=multi-user.target
UNIT
  chroot "$folder/booted" systemctl --quiet enable step.service
  UNIFIED_CGROUP_HIERARCHY=1 timeout 600 systemd-nspawn --quiet --register=no --keep-unit --private-network \
    --directory "$folder/booted" --machine "sucharit-$$" --boot </dev/null >"$folder/boot.log" 2>&1 ||
    { tail -40 "$folder/boot.log" >&2; return 1; }
  cat "$folder/booted/trial/step.log"
  tail -1 "$folder/booted/trial/step.log" | grep -qx passed || return 1
  rm -rf --one-file-system "$folder/booted"
}

main() {
  [ "$(id -u)" -eq 0 ] || fail "needs root (chroot)"
  case "${1:-}" in '' | --built) ;; *) fail "usage: tests/packages/install_test.sh [--built]" ;; esac
  folder=$(mktemp -d)
  trap 'rm -rf --one-file-system "$folder"' EXIT
  if [ "${1:-}" = --built ] && ! [ -x build/packages/bin/sucharit-fleet ]; then fail 'nothing is built'; fi
  timed 'build the packages' build_packages
  timed 'lintian' check_packages
  timed 'debootstrap' make_root
  local step
  for step in remember_the_bare_system install_with_apt check_the_units start_the_tablet make_an_installation; do
    timed "$step" in_root /trial/in_root.sh "$step"
  done
  timed serve_under_systemd boot serve_under_systemd
  for step in serve_without_systemd run_a_season upgrade use_the_data_again purge; do
    timed "$step" in_root /trial/in_root.sh "$step"
  done
}

main "$@"
