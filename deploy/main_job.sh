#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The main job with real processes: three tablets answer without a server, are killed, send to a server that is
# killed too, and the agency's published scores come out.
#   deploy/main_job.sh BIN DATA OUT [--tablet]
# BIN: the programs. DATA: a real agency's responses (tests/data). OUT: an empty or new folder for all files.
# --tablet: instead, sets up and opens the tablet's app, enrolled with the running server.
# Exits 0 only if all responses are counted once and every score is the expected one.
set -euo pipefail

bin=$1 data=$2
mkdir -p "$3"
out=$(cd "$3" && pwd)
language=${SUCHARIT_LANGUAGE:-th}
case "${SUCHARIT_LANGUAGE:-}${LANG:-}" in en*) language=en ;; esac
export SUCHARIT_LANGUAGE=$language

# say THAI ENGLISH
say() { if [ "$language" = en ]; then printf '\n▸ %s\n' "$2"; else printf '\n▸ %s\n' "$1"; fi; }
note() { if [ "$language" = en ]; then printf '  %s\n' "$2"; else printf '  %s\n' "$1"; fi; }
fail() { say "ไม่สำเร็จ: $1" "FAILED: $2" >&2; exit 1; }

admin() { "$bin/sucharit" --profile "$out/profile" --address "$(cat "$out/address")" "$@"; }
# In the background: the shell becomes the tablet, so that nobody reports its death.
fleet_alone() { exec "$bin/sucharit-fleet" "$1" --folder "$out/tablets" "${@:2}"; }
fleet() { "$bin/sucharit-fleet" "$1" --folder "$out/tablets" "${@:2}"; }

server=
# The trap's own status must not hide the script's.
stop_all() { [ -z "$server" ] || kill -KILL "$server" 2>>"$out/server.log" || server=; }
trap stop_all EXIT

# start_server ADDRESS: returns once the server says that it listens.
start_server() {
  local line pipe=$out/server.pipe
  rm -f "$pipe"
  mkfifo "$pipe"
  "$bin/sucharitd" --config "$out/server.config" --listen "$1" 2>"$pipe" &
  server=$!
  exec 7<"$pipe"
  while IFS= read -r line <&7; do
    printf '%s\n' "$line" >>"$out/server.log"
    case "$line" in *'listening on'*) break ;; esac
  done
  case "${line:-}" in *'listening on'*) ;; *) fail 'เซิร์ฟเวอร์ไม่เริ่ม' 'the server did not start' ;; esac
  cat <&7 >>"$out/server.log" &
  exec 7<&-
}

stop_server() {
  kill -"$1" "$server"
  wait "$server" 2>>"$out/server.log" || [ "$1" = KILL ] || fail 'เซิร์ฟเวอร์หยุดไม่เรียบร้อย' 'the server did not stop cleanly'
  server=
}

# expect_killed COMMAND...: the command must end by SIGKILL. (In the background, or the shell reports the kill on the terminal.)
expect_killed() {
  local status=0
  "$@" &
  wait $! 2>>"$out/server.log" || status=$?
  [ "$status" -eq 137 ] || fail "ควรถูก SIGKILL แต่จบด้วย $status" "should have died of SIGKILL, ended with $status"
}

set_up() {
  say 'ติดตั้งเซิร์ฟเวอร์: กุญแจ ใบรับรอง ฐานข้อมูล SQLite' 'Making an installation: keys, certificates, a SQLite database'
  (umask 077 && head -c 18 /dev/urandom | base64 >"$out/operator-password")
  "$bin/sucharit" --profile "$out/profile" init --data-folder "$out/data" --key-folder "$out/keys" \
    --config "$out/server.config" --listen 127.0.0.1:0 --address-file "$out/address" \
    --password-file "$out/operator-password"
  start_server 127.0.0.1:0
  admin login --user operator --password-file "$out/operator-password"
  admin agency create bang-tabun --name-th 'เทศบาลตำบลบางตะบูน' --name-en 'Bang Tabun Subdistrict Municipality'
  say 'สร้างรอบปี 2567 แล้วเปิดรอบ' 'Creating the round of 2567 and opening it'
  admin round create --agency bang-tabun --definition ita-2567 --population IIT=31 --population EIT=70 \
    --cards IIT | tee "$out/round.txt"
  round=$(grep -oE '[0-9a-f]{32}' "$out/round.txt" | head -1)
  (umask 077 && head -c 18 /dev/urandom | base64 >"$out/passphrase")
  admin round open "$round" --key-copy "$out/key-copy" --passphrase-file "$out/passphrase"
  admin device enrol-code --agency bang-tabun --count "$1" --output-folder "$out/tickets"
}

# One card for each employee and some to spare, as they are printed; nobody notes who draws which.
print_cards() {
  say 'พิมพ์บัตรให้พนักงานจับ ใบละหนึ่งคำตอบ โดยไม่มีรายชื่อว่าใครได้ใบไหน' \
    'Printing cards for employees to draw: one response each, and no list of who has which'
  admin cards print "$round" --questionnaire IIT --population --output "$out/cards.pdf"
  pdftotext "$out/cards.pdf" - | grep -oE '([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}' >"$out/cards.txt"
  note "บัตร $(wc -l <"$out/cards.txt") ใบ สำหรับ 31 คน" "$(wc -l <"$out/cards.txt") cards for 31 people"
}

answer_offline() {
  say 'ลงทะเบียนแท็บเล็ตสามเครื่อง แล้วปิดเซิร์ฟเวอร์' 'Enrolling three tablets, then stopping the server'
  fleet enrol --ticket "$out/tickets/ticket-1.txt" --ticket "$out/tickets/ticket-2.txt" \
    --ticket "$out/tickets/ticket-3.txt" --names 'เคาน์เตอร์ 1,เคาน์เตอร์ 2,ห้องประชุม'
  stop_server TERM
  local responses=(--responses "IIT=$data/bang-tabun-2567-iit-responses.csv" --responses "EIT=$data/bang-tabun-2567-eit-responses.csv"
    --cards "IIT=$out/cards.txt")
  say 'ผู้ตอบ 101 คนตอบบนแท็บเล็ตโดยไม่มีเครือข่าย' '101 people answer on the tablets, without a network'
  fleet play --tablet 1,2 "${responses[@]}"
  note 'แท็บเล็ต 3: ไฟดับ (SIGKILL) กลางคำตอบของคนหนึ่ง แล้วเปิดใหม่ ทำต่อจากข้อที่ค้าง' \
    "Tablet 3: power cut (SIGKILL) in the middle of somebody's response; it goes on where it was"
  expect_killed fleet_alone play --tablet 3 --kill-at answer:100 "${responses[@]}"
  fleet play --tablet 3 "${responses[@]}"
  fleet status
}

# The server is killed while tablets 1 and 3 hold their streams open between two receipts.
push_through_crashes() {
  say 'เปิดเซิร์ฟเวอร์ ส่งคำตอบ' 'Starting the server; the tablets send'
  start_server "$(cat "$out/address")"
  note 'แท็บเล็ต 2: ไฟดับ (SIGKILL) กลางการส่ง หลังเซิร์ฟเวอร์รับแล้วแต่ก่อนแท็บเล็ตลบ' \
    'Tablet 2: power cut (SIGKILL) in the middle of a push, after the server had the batch, before the tablet knew'
  expect_killed fleet_alone sync --tablet 2 --batch 4 --kill-at sent:3
  note 'เซิร์ฟเวอร์: ถูก SIGKILL ระหว่างที่แท็บเล็ต 1 และ 3 กำลังส่ง แล้วเปิดใหม่' \
    'The server: SIGKILL while tablets 1 and 3 are sending, then started again'
  local line
  coproc SENDING { fleet sync --tablet 1,3 --batch 2 --hold-after 4 --attempts 20; }
  local sending=$SENDING_PID to=${SENDING[1]}
  IFS= read -r line <&"${SENDING[0]}"
  [ "$line" = holding ] || fail 'แท็บเล็ตไม่ได้หยุดรอ' 'the tablets did not hold'
  stop_server KILL
  start_server "$(cat "$out/address")"
  echo go >&"$to"
  wait "$sending" || fail 'แท็บเล็ตส่งไม่ครบ' 'the tablets did not send everything'
  fleet sync --tablet 2
}

close_and_score() {
  say 'นำเข้าคะแนน EIT ส่วนที่ 2 และ OIT' 'Importing the scores of EIT part 2 and OIT'
  admin import "$round" "$data/bang-tabun-2567-imported-scores.csv"
  say 'ปิดรอบ: ครั้งแรกหยุดรับใหม่และรอแท็บเล็ตยืนยันว่าไม่มีค้าง' \
    'Closing: the first call stops new responses and waits until each tablet says that nothing is left'
  ! admin round close "$round" 2>&1 || fail 'ปิดรอบเร็วเกินไป' 'the round closed too early'
  fleet sync
  note 'นับบัตรที่เหลือต่อหน้าพยานสองคน' 'The left-over cards are counted before two witnesses'
  admin cards reconcile "$round" --questionnaire IIT --left-over "$(($(wc -l <"$out/cards.txt") - 31))" \
    --witness 'สมชาย ใจดี' --witness 'มาลี ศรีสุข'
  admin round close "$round"
  admin cards list "$round"
  say 'คะแนน เทียบกับที่รายงานของหน่วยงานพิมพ์ไว้' "The scores, beside what the agency's report printed"
  admin score "$round" --beside "$data/bang-tabun-2567-expected-scores.csv"
  say 'เผยแพร่และส่งออก' 'Publishing and exporting'
  admin publish "$round" --yes
  admin export "$round" --folder "$out/results"
}

write_the_report() {
  say 'แผนมาตรการของปีถัดไป และรายงานผลการวิเคราะห์' 'The plan of measures for the next year, and the analysis report'
  admin plan import "$round" "$data/bang-tabun-2568-plan.csv"
  admin report "$round" --folder "$out/report"
  say 'ใครก็คำนวณคะแนนซ้ำได้จากไฟล์ที่เผยแพร่ โดยไม่ต้องมีเซิร์ฟเวอร์' \
    'Anybody can compute the scores again from the published file, without a server'
  admin verify "$round"
  "$bin/sucharit" verify --bundle "$out/results/bundle.json"
}

# sum COLUMN: of a column of totals.csv.
sum() { cut -d, -f"$1" "$out/results/totals.csv" | tail -n +2 | paste -sd+ | sed 's/+/ + /g' | xargs expr || [ $? -eq 1 ]; }

verify() {
  local collected
  cut -d, -f1-4 "$data/bang-tabun-2567-expected-scores.csv" | cmp - "$out/results/scores.csv" ||
    fail 'คะแนนไม่ตรงกับที่คาดไว้' 'a score is not the expected one'
  collected=$(fleet status --json | grep -oE '"total":\{"finished":[0-9]+' | grep -oE '[0-9]+$')
  say "เก็บได้ $collected  ได้รับ $(sum 2)  นับ $(sum 3)  (บัตรถูกปฏิเสธ $(sum 4)  ใช้ไม่ได้ $(sum 5)  มาสาย $(sum 6))" \
    "collected $collected  received $(sum 2)  counted $(sum 3)  (card refused $(sum 4)  not valid $(sum 5)  late $(sum 6))"
  [ "$collected $(sum 2) $(sum 3) $(sum 4) $(sum 5) $(sum 6)" = '101 101 101 0 0 0' ] ||
    fail 'จำนวนคำตอบไม่ตรง' 'the responses do not add up'
  ! compgen -G "$out/keys/rounds/*.sealing" || fail 'กุญแจของรอบยังอยู่' "the round's key is still there"
  grep -qE '๙๓\.๙๓|93\.93' "$out/report/report.html" || fail 'รายงานไม่มีคะแนนรวม' 'the report lacks the overall score'
  note "ไฟล์ทั้งหมดอยู่ที่ $out (ผลลัพธ์: $out/results รายงาน: $out/report)" \
    "All files are in $out (results: $out/results, report: $out/report)"
}

# For a person to try: the server runs for as long as the tablet's window is open.
open_tablet() {
  set_up 1
  print_cards
  note "รหัสบัตรอยู่ใน $out/cards.pdf" "The codes of the cards are in $out/cards.pdf"
  say 'เปิดแอปแท็บเล็ต (ปิดหน้าต่างเพื่อจบ)' "Opening the tablet's app (close its window to end)"
  "$bin/sucharit-tablet" --folder "$out/tablet" --ticket "$out/tickets/ticket-1.txt"
  stop_server TERM
  note "ไฟล์ทั้งหมดอยู่ที่ $out" "All files are in $out"
}

case "${4:-}" in
  --tablet) open_tablet ;;
  '')
    set_up 3
    print_cards
    answer_offline
    push_through_crashes
    close_and_score
    write_the_report
    stop_server TERM
    verify
    ;;
  *) fail "ไม่รู้จัก $4" "unknown: $4" ;;
esac
