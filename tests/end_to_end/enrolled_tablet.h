// SPDX-License-Identifier: Apache-2.0
//
// Real tablet code for tests against a real server.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "client/core/enrol.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/sync.h"
#include "client/core/tablet_database.h"
#include "common/enrolment/ticket.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// A tablet in a folder of its own.
class Tablet {
 public:
  Tablet() : database_(Required(TabletDatabase::Open(folder_.File("tablet")))) {}

  // Enrolled with `server`; knows its rounds.
  Tablet(const ServerForTests& server, const std::string& name) : Tablet(server.Ticket(), name) {}

  // Enrolled with whoever gave the ticket.
  Tablet(const v1::EnrolmentTicket& ticket, const std::string& name) : Tablet() {
    Require(Enrol(*database_, FormatTicket(ticket), name));
  }

  TabletDatabase& database() { return *database_; }

  // Answers and finishes `count` responses to the small definition; must succeed.
  void Finish(const RoundRecord& round, int count) {
    for (int i = 0; i < count; ++i) {
      auto session = Begin(round);
      Require(session->Answer(0, static_cast<size_t>(i % 6)));
      Require(session->Answer(1, static_cast<size_t>(i % 2)));
      Require(session->Finish().status());
    }
  }

  std::unique_ptr<FormSession> Begin(const RoundRecord& round) {
    return Required(FormSession::Begin(*database_, clock_, {round.round_id, "S"}));
  }

  absl::Status Sync(SyncObserver& observer, size_t batch_size = 100) {
    SyncOptions options;
    options.batch_size = batch_size;
    return Synchronize(*database_, options, observer);
  }

  absl::Status Sync() {
    SyncObserver nobody;
    return Sync(nobody);
  }

  int64_t Waiting() { return Required(Outbox(*database_).Waiting()); }

  // The only counts there are.
  OutboxCounts Counts() { return Required(Outbox(*database_).Counts()).at(0); }

  std::string DeviceId() { return Required(IdentityStore(*database_).Load())->device_id; }

  // From now on the tablet dials there and trusts that authority.
  void BelongsTo(const std::string& address, const std::string& authority_pem) {
    Identity identity = *Required(IdentityStore(*database_).Load());
    auto moved = Required(TabletDatabase::Open(folder_.File("moved")));
    identity.address = address;
    identity.authority_pem = authority_pem;
    Require(IdentityStore(*moved).Save(identity));
    const auto rounds = Required(Library(*database_).Rounds());
    v1::ListRoundsResponse offers;
    for (const auto& round : rounds) *offers.add_rounds() = round->offer;
    Require(Library(*moved).Keep(offers));
    database_ = std::move(moved);
  }

 private:
  FakeClock clock_;
  TemporaryFolder folder_;
  std::unique_ptr<TabletDatabase> database_;
};

}  // namespace sucharit::testing
