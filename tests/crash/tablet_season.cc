// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/tablet_season.h"

#include <filesystem>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/core/enrol.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/outbox_export.h"
#include "client/core/received_boxes.h"
#include "client/core/sync.h"
#include "common/files/files.h"
#include "common/response/outbox_file.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/import_outbox_command.h"
#include "server/command_line/run_command_line.h"

namespace sucharit::testing {
namespace {

// Whether the tablet synchronizes, or its outbox is brought to the server as a file, after so many.
constexpr int64_t kSyncAfter = 2;
constexpr int64_t kFileAfter = 4;

size_t FirstAnswer(int64_t number) { return static_cast<size_t>(number % 6); }
size_t SecondAnswer(int64_t number) { return static_cast<size_t>(number % 2); }

std::string RoundOfTheSeason() { return std::string(16, 'a'); }

absl::StatusOr<OutboxCounts> Counts(TabletDatabase& tablet) {
  ASSIGN_OR_RETURN(const std::vector<OutboxCounts> counts, Outbox(tablet).Counts());
  return counts.empty() ? OutboxCounts() : counts.at(0);
}

absl::Status ImportOutbox(const TabletSurroundings& surroundings, const std::string& file) {
  const char* arguments[] = {"sucharit",
                             "--profile",
                             surroundings.profile.c_str(),
                             "--address",
                             surroundings.address.c_str(),
                             "import-outbox",
                             file.c_str()};
  Connection connection;
  const auto with_server = [&](CLI::App& app, CommandContext& context) {
    connection.AddOptions(app, context);
    AddImportOutboxCommand(app, context, connection);
  };
  std::ostringstream out;
  std::ostringstream err;
  const int status = RunCommandLine(std::size(arguments), arguments, out, err, {with_server});
  return status == 0 ? absl::OkStatus() : absl::UnavailableError(err.str());
}

}  // namespace

absl::Status TabletSeason::Enrolled(TabletDatabase& tablet) {
  ASSIGN_OR_RETURN(const auto identity, IdentityStore(tablet).Load());
  if (!identity.has_value()) {
    RETURN_IF_ERROR(Enrol(tablet, surroundings_.ticket, "Counter 1"));
  }
  promises_.enrolled = true;
  // Enrolling doesn't mind if the rounds can't be had.
  ASSIGN_OR_RETURN(const auto rounds, Library(tablet).Rounds());
  return rounds.empty() ? Sync(tablet) : absl::OkStatus();
}

absl::Status TabletSeason::Answer(TabletDatabase& tablet, int64_t number) {
  ASSIGN_OR_RETURN(std::unique_ptr<FormSession> session, FormSession::Resume(tablet, clock_));
  if (session == nullptr) {
    ASSIGN_OR_RETURN(
        session, FormSession::Begin(tablet, clock_,
                                    {RoundOfTheSeason(), "S", {}, 0, surroundings_.cards[number]}));
  }
  promises_.answered = 0;
  promises_.begun = number + 1;
  RETURN_IF_ERROR(session->Answer(0, FirstAnswer(number)));
  promises_.answered = 1;
  RETURN_IF_ERROR(session->Answer(1, SecondAnswer(number)));
  promises_.answered = 2;
  RETURN_IF_ERROR(session->Finish().status());
  promises_.finished = number + 1;
  return absl::OkStatus();
}

absl::Status TabletSeason::Sync(TabletDatabase& tablet) {
  SyncObserver nobody;
  SyncOptions options;
  options.batch_size = 1;
  RETURN_IF_ERROR(Synchronize(tablet, options, nobody));
  ASSIGN_OR_RETURN(const OutboxCounts counts, Counts(tablet));
  promises_.received = counts.stored;
  return absl::OkStatus();
}

absl::Status TabletSeason::BringByFile(TabletDatabase& tablet) {
  RETURN_IF_ERROR(ExportOutbox(tablet, ExportFile()).status());
  promises_.exported = true;
  return ImportOutbox(surroundings_, ExportFile());
}

absl::Status TabletSeason::Run() {
  ASSIGN_OR_RETURN(const auto tablet, TabletDatabase::Open(surroundings_.folder + "/tablet"));
  RETURN_IF_ERROR(Enrolled(*tablet));
  ASSIGN_OR_RETURN(const OutboxCounts counts, Counts(*tablet));
  for (int64_t number = counts.finished; number < kResponses; ++number) {
    if (number == kSyncAfter) RETURN_IF_ERROR(Sync(*tablet));
    if (number == kFileAfter) RETURN_IF_ERROR(BringByFile(*tablet));
    RETURN_IF_ERROR(Answer(*tablet, number));
  }
  return Sync(*tablet);
}

// The draft that there must be, may be, or must not be.
std::string TabletSeason::Draft(TabletDatabase& tablet, int64_t finished) const {
  const auto session = FormSession::Resume(tablet, clock_);
  if (!session.ok()) return absl::StrCat("draft: ", session.status().ToString());
  if (*session == nullptr) return promises_.begun > finished ? "the draft is lost" : "";
  size_t answered = 0;
  for (size_t question = 0; question < (*session)->size(); ++question) {
    if ((*session)->answer(question).has_value()) ++answered;
  }
  const bool in_progress = promises_.begun == finished + 1;
  if (in_progress && static_cast<int64_t>(answered) < promises_.answered) return "lost answers";
  if (answered > 0 && (*session)->answer(0) != FirstAnswer(finished)) return "an old draft stays";
  return "";
}

// What has become of the finished ones.
std::string TabletSeason::Finished(TabletDatabase& tablet, const OutboxCounts& counts) const {
  std::string words;
  if (counts.finished < promises_.finished || counts.finished > promises_.finished + 1) {
    absl::StrAppend(&words, promises_.finished.load(), " finished, but ", counts.finished, "; ");
  }
  if (counts.stored < promises_.received) words += "received ones are forgotten; ";
  if (counts.finished != counts.waiting + counts.stored) words += "the sum is wrong; ";
  const auto batch = Outbox(tablet).NextBatch(kResponses, {});
  if (!batch.ok() || batch->boxes_size() != counts.waiting) words += "waiting ones are lost; ";
  const auto kept = ReceivedBoxes(tablet).Ids(RoundOfTheSeason());
  if (!kept.ok() || static_cast<int64_t>(kept->size()) != counts.stored) {
    words += "received boxes aren't kept; ";
  }
  return words;
}

std::string TabletSeason::File() const {
  const auto file = ReadWholeFile(ExportFile());
  if (!file.ok()) return promises_.exported ? "the file is lost; " : "";
  return ReadOutboxFile(*file).ok() ? "" : "the file isn't whole; ";
}

std::string TabletSeason::WhatIsBroken() const {
  const auto tablet = TabletDatabase::Open(surroundings_.folder + "/tablet");
  if (!tablet.ok()) return tablet.status().ToString();
  const absl::Status whole = (*tablet)->Lock()->CheckIntegrity();
  if (!whole.ok()) return whole.ToString();
  const auto counts = Counts(**tablet);
  const auto identity = IdentityStore(**tablet).Load();
  if (!counts.ok() || !identity.ok()) return "the tablet can't be read";
  const std::string enrolment =
      promises_.enrolled && !identity->has_value() ? "the enrolment is lost; " : "";
  return enrolment + Finished(**tablet, *counts) + File() + Draft(**tablet, counts->finished);
}

std::string TabletSeason::WhatIsLeft() const {
  const auto tablet = TabletDatabase::Open(surroundings_.folder + "/tablet");
  if (!tablet.ok()) return tablet.status().ToString();
  std::string words;
  const auto counts = Counts(**tablet);
  if (!counts.ok() || counts->stored != kResponses) words += "not all are received; ";
  const auto bytes = ReceivedBoxes(**tablet).KeptBytes();
  if (!bytes.ok() || *bytes == 0) words += "no box is kept; ";
  for (const std::string& card : surroundings_.cards) {
    const auto again = FormSession::Begin(**tablet, clock_, {RoundOfTheSeason(), "S", {}, 0, card});
    if (ReasonOf(again.status()) != v1::REASON_CARD_USED) words += "a card may be used again; ";
  }
  return words;
}

std::string TabletSeason::Expected() {
  std::string expected;
  for (int64_t number = 0; number < kResponses; ++number) {
    absl::StrAppend(&expected, number == 0 ? "" : " ", FirstAnswer(number), SecondAnswer(number));
  }
  return expected;
}

}  // namespace sucharit::testing
