# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# A season on the installed server, as deploy/README.md tells it, with two tablets of sucharit-fleet. Read by in_root.sh,
# which upgrades the packages between `season_begins` and `season_ends`, while one tablet hasn't sent yet.

readonly config=/etc/sucharit/server.config
readonly season=/trial/season-installed

# As malee, who administers one agency and nothing else, with a copy of the profile and a login of her own.
as_malee() { sucharit --profile "$season/profile" --token-file "$season/malee.token" "$@"; }

fleet() { quietly /trial/bin/sucharit-fleet "$1" --folder "$season/tablets" "${@:2}"; }

make_secret() { (umask 077 && head -c 18 /dev/urandom | base64 >"$1"); }

set_up_backups() {
  make_secret "$season/backup-passphrase"
  sucharit backup keygen --folder "$season/usb" --passphrase-file "$season/backup-passphrase" |
    grep '^backup_key:' >>"$config"
  echo 'backup_folder: "/var/lib/sucharit-backups"' >>"$config"
  quietly systemctl restart sucharitd
  quietly systemctl enable --now sucharit-backup.timer
}

# By the timer's own unit, in its sandbox.
back_up() {
  quietly systemctl start sucharit-backup.service
  last_backup=$(find /var/lib/sucharit-backups -name '*.backup' | sort | tail -1)
  [ "$(stat -c %U:%a "$last_backup")" = sucharit:600 ] || fail 'a backup belongs to somebody else'
}

add_users() {
  quietly sucharit login --user operator --password-file /trial/operator-password
  quietly sucharit agency create bang-tabun --name-th 'เทศบาลตำบลบางตะบูน' --name-en 'Bang Tabun'
  make_secret "$season/malee-password"
  quietly sucharit user add malee --role administrator:bang-tabun --password-file "$season/malee-password"
  cp /root/.config/sucharit/profile "$season/profile"
  quietly as_malee login --user malee --password-file "$season/malee-password"
  if as_malee agency create ban-laem --name-th บ้านแหลม --name-en 'Ban Laem' >/tmp/output 2>&1; then
    fail 'an administrator of one agency made another'
  fi
}

open_the_round() {
  quietly as_malee --json round create --agency bang-tabun --definition ita-2567 --population IIT=31 --population EIT=70 \
    --cards IIT
  round=$(grep -oE '[0-9a-f]{32}' /tmp/output)
  echo "$round" >"$season/round"
  make_secret "$season/passphrase"
  quietly as_malee round open "$round" --key-copy "$season/usb/round.key" --passphrase-file "$season/passphrase"
  quietly as_malee cards print "$round" --questionnaire IIT --population --output "$season/cards.pdf"
  pdftotext "$season/cards.pdf" - | grep -oE '([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}' >"$season/cards.txt"
  quietly as_malee device enrol-code --agency bang-tabun --count 2 --output-folder "$season/tickets"
}

answer() {
  fleet enrol --ticket "$season/tickets/ticket-1.txt" --ticket "$season/tickets/ticket-2.txt"
  fleet play --responses "IIT=/trial/data/bang-tabun-2567-iit-responses.csv" \
    --responses "EIT=/trial/data/bang-tabun-2567-eit-responses.csv" --cards "IIT=$season/cards.txt"
  fleet sync --tablet 1
}

season_begins() {
  mkdir -p "$season"
  set_up_backups
  await_start 2
  add_users
  open_the_round
  answer
  back_up
}

close_and_publish() {
  quietly as_malee import "$round" /trial/data/bang-tabun-2567-imported-scores.csv
  if as_malee round close "$round" >/tmp/output 2>&1; then fail 'closed while a tablet had not reported'; fi
  fleet sync
  quietly as_malee cards reconcile "$round" --questionnaire IIT --left-over "$(($(wc -l <"$season/cards.txt") - 31))" \
    --witness 'สมชาย ใจดี' --witness 'มาลี ศรีสุข'
  quietly as_malee round close "$round"
  quietly as_malee publish "$round" --yes
  quietly as_malee export "$round" --folder "$season/results"
  cut -d, -f1-4 /trial/data/bang-tabun-2567-expected-scores.csv | cmp - "$season/results/scores.csv" ||
    fail 'a score is not the expected one'
  quietly sucharit verify --bundle "$season/results/bundle.json"
}

# What the runbook says to do when the disk is gone.
restore_and_go_on() {
  systemctl stop sucharitd
  [ "$(systemctl show --property Result --value sucharitd)" = success ] || fail 'the server did not stop cleanly'
  quietly sucharit check /var/lib/sucharit --key-folder /var/lib/sucharit-keys
  mv /var/lib/sucharit "$season/lost"
  quietly sucharit restore "$last_backup" --key "$season/usb/backup.key" --passphrase-file "$season/backup-passphrase" \
    --folder /var/lib/sucharit
  quietly sucharit check /var/lib/sucharit --key-folder /var/lib/sucharit-keys
  chown -R sucharit: /var/lib/sucharit
  quietly systemctl start sucharitd
}

season_ends() {
  round=$(cat "$season/round")
  close_and_publish
  back_up
  quietly sucharit doctor
  quietly sucharit audit verify
  restore_and_go_on
  await_start 4
  # A restored server has ended all logins.
  quietly as_malee login --user malee --password-file "$season/malee-password"
  as_malee round status "$round" >/tmp/output
  grep -q '101' /tmp/output || fail 'the restored round lacks responses'
  grep -E 'ublished' /tmp/output || fail 'the restored round is not published'
}
