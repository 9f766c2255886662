// SPDX-License-Identifier: Apache-2.0
#include "client/core/staff.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/password.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kShortestPin = 4;
constexpr size_t kLongestPin = 8;
constexpr size_t kLongestName = 256;  // Bytes: 64 letters of any script.
constexpr int64_t kFirstWait = 30;
constexpr int64_t kLongestWait = 900;

absl::Status Unknown(int64_t staff_id) {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_STAFF_UNKNOWN,
                 "nobody of that number signs in here", absl::StrCat(staff_id));
}

absl::Status BadName() {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_STAFF_NAME,
                 "the name is empty, too long or taken");
}

absl::Status CheckShape(absl::string_view pin) {
  const bool digits =
      std::all_of(pin.begin(), pin.end(), [](char each) { return each >= '0' && each <= '9'; });
  if (digits && pin.size() >= kShortestPin && pin.size() <= kLongestPin) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_PIN_MALFORMED,
                 "a PIN has four to eight digits");
}

// Seconds to wait after so many wrong PINs in a row.
int64_t WaitAfter(int64_t wrong_pins) {
  int64_t wait = kFirstWait;
  for (int64_t i = StaffStore::kWrongPinsBeforeWait; i < wrong_pins && wait < kLongestWait; ++i) {
    wait *= 2;
  }
  return std::min(wait, kLongestWait);
}

}  // namespace

absl::StatusOr<std::vector<StaffMember>> StaffStore::List() {
  auto database = database_.Lock();
  sqlite::Statement query(*database, "SELECT staff_id, name FROM staff ORDER BY name");
  std::vector<StaffMember> staff;
  while (query.Step()) staff.push_back({query.Int(0), query.Text(1)});
  RETURN_IF_ERROR(query.status());
  return staff;
}

absl::StatusOr<StaffMember> StaffStore::Add(absl::string_view name, absl::string_view pin) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(name);
  if (trimmed.empty() || trimmed.size() > kLongestName) return BadName();
  RETURN_IF_ERROR(CheckShape(pin));
  ASSIGN_OR_RETURN(const std::string hash, crypto::HashPassword(pin));
  auto database = database_.Lock();
  sqlite::Statement insert(*database,
                           "INSERT INTO staff(name, pin_hash, wrong_pins, wait_until_unix) "
                           "VALUES(?, ?, 0, 0) RETURNING staff_id");
  insert.BindText(trimmed).BindText(hash);
  const bool added = insert.Step();
  if (absl::IsAlreadyExists(insert.status())) return BadName();
  RETURN_IF_ERROR(insert.status());
  if (!added) return absl::InternalError("no row came back");
  const StaffMember member{insert.Int(0), std::string(trimmed)};
  insert.Step();  // To its end: only then the row is on disk.
  RETURN_IF_ERROR(insert.status());
  return member;
}

absl::Status StaffStore::CheckPin(int64_t staff_id, absl::string_view pin) {
  ASSIGN_OR_RETURN(Record record, Find(staff_id));
  const int64_t now = absl::ToUnixSeconds(clock_.Now());
  const int64_t wait = std::min(record.wait_until_unix - now, kLongestWait);
  if (wait > 0) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_PIN_WAIT, "too many wrong PINs",
                   absl::StrCat(wait));
  }
  if (crypto::VerifyPassword(pin, record.pin_hash)) {
    if (record.wrong_pins == 0) return absl::OkStatus();
    return Update(staff_id, {record.pin_hash, 0, 0});
  }
  ++record.wrong_pins;
  if (record.wrong_pins >= kWrongPinsBeforeWait) {
    record.wait_until_unix = now + WaitAfter(record.wrong_pins);
  }
  RETURN_IF_ERROR(Update(staff_id, record));
  return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_PIN_WRONG, "another PIN");
}

absl::Status StaffStore::ChangePin(int64_t staff_id, absl::string_view pin) {
  RETURN_IF_ERROR(CheckShape(pin));
  RETURN_IF_ERROR(Find(staff_id).status());
  ASSIGN_OR_RETURN(const std::string hash, crypto::HashPassword(pin));
  return Update(staff_id, {hash, 0, 0});
}

absl::Status StaffStore::Remove(int64_t staff_id) {
  RETURN_IF_ERROR(Find(staff_id).status());
  auto database = database_.Lock();
  RETURN_IF_ERROR(sqlite::Statement(*database,
                                    "DELETE FROM staff WHERE staff_id = ? AND "
                                    "(SELECT count(*) FROM staff) > 1")
                      .Bind(staff_id)
                      .Run());
  if (database->Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_STAFF_UNKNOWN,
                 "somebody must be able to take the tablet back", absl::StrCat(staff_id));
}

absl::StatusOr<StaffStore::Record> StaffStore::Find(int64_t staff_id) {
  auto database = database_.Lock();
  sqlite::Statement query(
      *database, "SELECT pin_hash, wrong_pins, wait_until_unix FROM staff WHERE staff_id = ?");
  query.Bind(staff_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return Unknown(staff_id);
  return Record{query.Text(0), query.Int(1), query.Int(2)};
}

absl::Status StaffStore::Update(int64_t staff_id, const Record& record) {
  auto database = database_.Lock();
  return sqlite::Statement(*database,
                           "UPDATE staff SET pin_hash = ?, wrong_pins = ?, wait_until_unix = ? "
                           "WHERE staff_id = ?")
      .BindText(record.pin_hash)
      .Bind(record.wrong_pins)
      .Bind(record.wait_until_unix)
      .Bind(staff_id)
      .Run();
}

}  // namespace sucharit
