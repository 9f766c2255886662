#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The steps of install_test.sh that run inside the bare Debian 12, each by its function's name. /trial has the packages
# of two releases, main_job.sh, its data, and sucharit-fleet, which no package has.
set -euo pipefail

export SUCHARIT_LANGUAGE=en DEBIAN_FRONTEND=noninteractive
# shellcheck source=tests/packages/season_steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/season_steps.sh"

fail() {
  echo "in_root: $*" >&2
  exit 1
}

# quietly COMMAND...: its output only if it fails.
quietly() {
  "$@" >/tmp/output 2>&1 || { cat /tmp/output >&2; fail "failed: $*"; }
}

# Every file and folder but what apt and other packages' programs write as they please.
list_files() {
  find / -xdev \( -path /proc -o -path /dev -o -path /sys -o -path /run -o -path /tmp -o -path /trial -o -path /var/cache \
    -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) -prune -o -print | LC_ALL=C sort
}

remember_the_bare_system() {
  quietly apt-get update -q
  # For the season's cards, whose codes are read out of the PDF.
  quietly apt-get install -y --no-install-recommends poppler-utils
  list_files >/trial/files-before
}

# What prints cards and reports; after the packages, so that none of it stands in for a dependency that they lack.
install_recommended() {
  local recommended
  recommended=$(dpkg-query -W -f '${Recommends}' sucharit-server | tr -d ,)
  # shellcheck disable=SC2086  # Names of packages.
  quietly apt-get install -y --no-install-recommends $recommended
  # shellcheck disable=SC2086
  quietly apt-mark auto $recommended
}

install_with_apt() {
  quietly apt-get install -y --no-install-recommends /trial/1/*.deb
  grep -c '^Setting up' /tmp/output | sed 's/$/ packages were set up/'
  sucharit --version
  local file
  for file in /var/lib/sucharit /var/lib/sucharit-keys /var/lib/sucharit-tablet $config; do
    [ ! -e "$file" ] || fail "installing made $file"
  done
  if compgen -G '/var/lib/dpkg/info/sucharit-*.config'; then fail 'a package asks questions'; fi
  install_recommended
}

check_the_units() {
  quietly systemd-analyze verify --man=no sucharitd.service sucharit-backup.timer sucharit-backup.service
  [ -L /etc/systemd/system/multi-user.target.wants/sucharitd.service ] || fail 'the server is not enabled'
  if compgen -G '/etc/systemd/system/*/sucharit-kiosk.service'; then fail 'the kiosk is enabled'; fi
  systemd-analyze security --offline=yes --no-pager sucharitd.service | tail -1
}

start_the_tablet() {
  QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software setpriv --reuid=nobody --regid=nogroup --clear-groups \
    env HOME=/tmp sucharit-tablet --self-test
}

# The unit's own command, as the unit's user, in a chroot without systemd.
start_server() {
  local line command pipe=/tmp/server.pipe
  read -ra command < <(sed -n 's/^ExecStart=//p' /lib/systemd/system/sucharitd.service)
  rm -f "$pipe"
  mkfifo "$pipe"
  setpriv --reuid=sucharit --regid=sucharit --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
    "${command[@]}" 2>"$pipe" &
  server=$!
  exec 7<"$pipe"
  while IFS= read -r line <&7; do
    case "$line" in *'listening on'*) break ;; esac
    echo "$line" >&2
  done
  case "${line:-}" in *'listening on'*) ;; *) fail 'the server did not start' ;; esac
  cat <&7 >/tmp/server.log &
  exec 7<&-
}

stop_server() {
  kill -TERM "$server"
  wait "$server" || fail 'the server did not stop cleanly'
}

# As root, as the manual page says.
make_an_installation() {
  (umask 077 && head -c 18 /dev/urandom | base64 >/trial/operator-password)
  sucharit init --data-folder /var/lib/sucharit --key-folder /var/lib/sucharit-keys --config "$config" \
    --listen 0.0.0.0:8443 --public-address 127.0.0.1:8443 --password-file /trial/operator-password
}

create_agency() {
  quietly sucharit login --user operator --password-file /trial/operator-password
  quietly sucharit agency create bang-tabun --name-th 'เทศบาลตำบลบางตะบูน' --name-en 'Bang Tabun'
}

# await_start N: until the server has said for the N-th time that it listens.
await_start() {
  local times
  times=$(grep -m "$1" -c 'listening on' < <(timeout 60 journalctl --follow --lines all --unit sucharitd))
  [ "$times" -eq "$1" ] || fail "the server has not started $1 times"
}

# expect_confined: what the kernel says of the running server's rights.
expect_confined() {
  local process line
  process=$(systemctl show --property MainPID --value sucharitd)
  for line in 'CapBnd:\s0000000000000000' 'NoNewPrivs:\s1' 'Seccomp:\s2' "Uid:\s$(id -u sucharit)\s"; do
    grep -qP "^$line" "/proc/$process/status" || fail "the server's process lacks $line"
  done
}

# purge_under_systemd: the server runs until then, and nothing of it is left but data.
purge_under_systemd() {
  quietly apt-get purge -y sucharit-server sucharit-tablet
  systemctl --quiet is-active sucharitd sucharit-backup.timer && fail 'a unit still runs'
  [ -z "$(systemctl list-unit-files --no-legend 'sucharit*')" ] || fail 'a unit is left'
  local left
  left=$(find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /trial -o -path /root \
    -o -path '/var/lib/sucharit*' -o -path /var/log/journal \) -prune -o -name '*sucharit*' -print)
  [ -z "$left" ] || fail "also left: $left"
  for folder in sucharit sucharit-keys sucharit-backups; do
    [ -n "$(ls "/var/lib/$folder")" ] || fail "/var/lib/$folder is gone"
  done
}

# With systemd as the first process: the units as they are, all their restrictions in force.
serve_under_systemd() {
  await_start 1
  expect_confined
  [ "$(stat -c %U /var/lib/sucharit/sucharit.db)" = sucharit ] || fail 'the data belong to somebody else'
  season_begins
  quietly apt-get install -y --no-install-recommends /trial/2/*.deb
  await_start 3
  expect_confined
  season_ends
  purge_under_systemd
  echo passed
}

serve_without_systemd() {
  # What systemd does for the folders of StateDirectory= at the first start.
  chown -R sucharit:sucharit /var/lib/sucharit /var/lib/sucharit-keys
  start_server
  create_agency
  stop_server
}

# A real agency's round with the installed programs, in a folder of its own, tablets and server killed in the middle.
run_a_season() {
  ln -sf /usr/bin/sucharit /usr/sbin/sucharitd /trial/bin/
  quietly bash /trial/main_job.sh /trial/bin /trial/data /trial/season
  grep -E '^▸ collected' /tmp/output
}

upgrade() {
  find "$config" /var/lib/sucharit -type f -exec sha256sum {} + >/tmp/sums
  quietly apt-get install -y --no-install-recommends /trial/2/*.deb
  dpkg-query -W -f '${Package} ${Version}\n' 'sucharit-*'
  [ "$(dpkg-query -W -f '${Version}\n' 'sucharit-*' | grep -c -- '-2$')" -eq 2 ] || fail 'not upgraded'
  sha256sum --quiet -c /tmp/sums
}

use_the_data_again() {
  start_server
  sucharit --json agency list >/tmp/agencies
  grep -q bang-tabun /tmp/agencies || fail 'the agency is gone'
  stop_server
}

# Everything that is left and was not there before belongs to what people entrusted to the programs.
purge() {
  quietly apt-get purge -y sucharit-server sucharit-tablet
  grep -E 'were? kept|was kept' /tmp/output
  # Also what something of the bare system would merely suggest.
  quietly apt-get autoremove --purge -y -o APT::AutoRemove::SuggestsImportant=false
  list_files >/trial/files-after
  comm -13 /trial/files-before /trial/files-after >/trial/left
  local unexpected
  unexpected=$(grep -vE '^/var/lib/sucharit(-keys|-backups)?(/|$)|^/root/\.config(/sucharit(/profile)?)?$|^/root/\.local(/state(/sucharit(/token)?)?)?$' /trial/left) || [ $? -eq 1 ]
  [ -z "$unexpected" ] || fail "also left: $(head -20 <<<"$unexpected")"
  cat /trial/left
  comm -23 /trial/files-before /trial/files-after >/trial/lost
  [ ! -s /trial/lost ] || fail "purging also took: $(head -20 /trial/lost)"
  [ -s /var/lib/sucharit/sucharit.db ] || fail 'the data are gone'
}

"$1"
