// SPDX-License-Identifier: Apache-2.0
#include "client/core/event_log.h"

#include <algorithm>
#include <string>

#include "absl/strings/numbers.h"
#include "client/core/captive_portal.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Counts what was received on the way through.
class CountingObserver : public SyncObserver {
 public:
  explicit CountingObserver(SyncObserver& next) : next_(next) {}

  void Began(int64_t waiting) override { next_.Began(waiting); }
  void BatchSent(int64_t boxes) override { next_.BatchSent(boxes); }
  void ReceiptArrived(int64_t boxes) override { next_.ReceiptArrived(boxes); }
  void Progressed(int64_t received, int64_t total) override {
    received_ = received;
    next_.Progressed(received, total);
  }
  bool Cancelled() override { return next_.Cancelled(); }

  int64_t received() const { return received_; }

 private:
  SyncObserver& next_;
  int64_t received_ = 0;
};

// What a sentence about the status needs besides its reason. Anything but a number is left out.
int64_t DetailOf(const absl::Status& status) {
  if (IsCaptivePortal(status)) return 1;
  int64_t number = 0;
  return absl::SimpleAtoi(SubjectOf(status), &number) ? number : 0;
}

absl::Status OutcomeOf(int64_t code, int64_t reason, int64_t detail) {
  const auto status_code = static_cast<absl::StatusCode>(code);
  if (status_code == absl::StatusCode::kOk) return absl::OkStatus();
  if (reason == v1::REASON_UNSPECIFIED) return {status_code, "from the log"};
  if (reason == v1::REASON_NOT_OUR_SERVER && detail == 1) return CaptivePortalError();
  return Refused(status_code, static_cast<v1::Reason>(reason), "from the log",
                 std::to_string(detail));
}

absl::StatusOr<std::vector<Event>> Read(sqlite::Statement& query) {
  std::vector<Event> events;
  while (query.Step()) {
    Event& event = events.emplace_back();
    event.at_unix = query.Int(0);
    event.kind = static_cast<EventKind>(query.Int(1));
    event.count = query.Int(2);
    event.milliseconds = query.Int(3);
    event.outcome = OutcomeOf(query.Int(4), query.Int(5), query.Int(6));
  }
  RETURN_IF_ERROR(query.status());
  return events;
}

}  // namespace

absl::Status EventLog::Add(const Event& event) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(sqlite::Statement(*database,
                                    "INSERT INTO event(at_unix, kind, count, milliseconds, code, "
                                    "reason, detail) VALUES(?, ?, ?, ?, ?, ?, ?)")
                      .Bind(absl::ToUnixSeconds(clock_.Now()))
                      .Bind(static_cast<int64_t>(event.kind))
                      .Bind(event.count)
                      .Bind(event.milliseconds)
                      .Bind(static_cast<int64_t>(event.outcome.code()))
                      .Bind(static_cast<int64_t>(ReasonOf(event.outcome)))
                      .Bind(DetailOf(event.outcome))
                      .Run());
  RETURN_IF_ERROR(sqlite::Statement(*database,
                                    "DELETE FROM event WHERE number <= "
                                    "(SELECT MAX(number) FROM event) - ?")
                      .Bind(kMost)
                      .Run());
  return transaction.Commit();
}

absl::StatusOr<std::vector<Event>> EventLog::Latest(int64_t most) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT at_unix, kind, count, milliseconds, code, reason, detail "
                          "FROM event ORDER BY number DESC LIMIT ?");
  query.Bind(most);
  return Read(query);
}

absl::StatusOr<std::vector<Event>> EventLog::FailedSynchronizations(int64_t most) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT at_unix, kind, count, milliseconds, code, reason, detail "
                          "FROM event WHERE kind = ? AND code != 0 ORDER BY number DESC LIMIT ?");
  query.Bind(static_cast<int64_t>(EventKind::kSynchronized)).Bind(most);
  return Read(query);
}

absl::Status EventLog::Follow(SyncObserver& observer,
                              const std::function<absl::Status(SyncObserver&)>& synchronize) {
  CountingObserver counting(observer);
  const absl::Time began = clock_.Now();
  absl::Status status = synchronize(counting);
  // Somebody may have set the clock back meanwhile.
  const int64_t milliseconds =
      std::max<int64_t>(0, absl::ToInt64Milliseconds(clock_.Now() - began));
  Add({EventKind::kSynchronized, counting.received(), milliseconds, status}).IgnoreError();
  return status;
}

}  // namespace sucharit
