// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/commands.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <functional>
#include <iostream>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/core/enrol.h"
#include "client/core/outbox.h"
#include "client/fleet/fleet_folder.h"
#include "client/fleet/fleet_status.h"
#include "client/fleet/messages.h"
#include "client/fleet/play.h"
#include "client/fleet/synchronize_fleet.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kMisused = 2;

constexpr Say kEnrolled = {"ลงทะเบียนแล้ว", "enrolled"};
constexpr Say kPlayed = {"ตอบเสร็จในครั้งนี้: ", "finished in this run: "};
constexpr Say kLeft = {"ยังรอส่ง: ", "still waiting: "};

// Writes whole lines, from several threads.
class Speaker {
 public:
  explicit Speaker(const FleetArguments& fleet) : fleet_(fleet) {}

  void Progress(absl::string_view tablet, const std::string& text) {
    if (!fleet_.quiet) Write(absl::StrCat(tablet, ": ", text, "\n"));
  }

  int Failure(absl::string_view tablet, const absl::Status& status) {
    Write(FailureLine(tablet, status, fleet_.language));
    return kFailed;
  }

  int Misuse(const absl::Status& status) {
    Failure("", status);
    return kMisused;
  }

  std::string In(const Say& text) const { return text.In(fleet_.language); }

 private:
  void Write(const std::string& line) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::cerr << line << std::flush;
  }

  const FleetArguments& fleet_;
  std::mutex mutex_;
};

absl::Status Misused(absl::string_view why, absl::string_view argument) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, argument);
}

// Reads "answer:12" as 12; an empty text is 0.
absl::StatusOr<int64_t> ParseKillAt(absl::string_view text, absl::string_view point) {
  if (text.empty()) return 0;
  absl::string_view number = text;
  int64_t count = 0;
  if (!absl::ConsumePrefix(&number, absl::StrCat(point, ":")) ||
      !absl::SimpleAtoi(number, &count) || count < 1) {
    return Misused("not of the form POINT:NUMBER", absl::StrCat("--kill-at ", text));
  }
  return count;
}

// As abrupt as a power cut for this process: nothing is closed, flushed or rolled back.
void KillMyself() { std::raise(SIGKILL); }

absl::Status EnrolOne(const std::string& folder, int number, const std::string& ticket_file,
                      const std::string& name) {
  ASSIGN_OR_RETURN(const std::string ticket, ReadWholeFile(ticket_file));
  ASSIGN_OR_RETURN(const auto database, OpenTablet(folder, number));
  return Within(ticket_file, Enrol(*database, ticket, name));
}

// Counts what a run finishes, and ends the process where it was told to.
class PlayCounter : public PlayObserver {
 public:
  explicit PlayCounter(int64_t kill_at) : kill_at_(kill_at) {}
  void AnswerSaved() override {
    if (++answers_ == kill_at_) KillMyself();
  }
  void ResponseFinished() override { ++finished_; }
  int64_t TakeFinished() { return std::exchange(finished_, 0); }

 private:
  const int64_t kill_at_;
  int64_t answers_ = 0;
  int64_t finished_ = 0;
};

struct Play {
  std::string round_id;
  ResponseFiles files;
  PlayCounter counter;
};

absl::StatusOr<Play> ReadPlay(const PlayArguments& arguments) {
  std::vector<ResponseFile> files;
  for (const std::string& text : arguments.responses) {
    ASSIGN_OR_RETURN(files.emplace_back(), ParseResponseFile(text));
  }
  std::vector<ResponseFile> cards;
  for (const std::string& text : arguments.cards) {
    ASSIGN_OR_RETURN(cards.emplace_back(), ParseResponseFile(text));
  }
  ASSIGN_OR_RETURN(const int64_t kill_at, ParseKillAt(arguments.kill_at, "answer"));
  const std::string round_id = crypto::FromHex(arguments.round, kRoundIdSize);
  if (round_id.empty() && !arguments.round.empty()) return Misused("not a round's id", "--round");
  return Play{round_id, ResponseFiles(std::move(files), std::move(cards)), PlayCounter(kill_at)};
}

struct Fleet {
  int count;
  std::vector<int> chosen;
};

absl::StatusOr<Fleet> FindFleet(const FleetArguments& arguments) {
  Fleet fleet;
  ASSIGN_OR_RETURN(fleet.count, CountTablets(arguments.folder));
  ASSIGN_OR_RETURN(fleet.chosen, ParseTablets(arguments.tablets, fleet.count));
  return fleet;
}

absl::Status PlayOne(const FleetArguments& fleet, int number, int count, const Clock& clock,
                     Play& play) {
  ASSIGN_OR_RETURN(const auto database, OpenTablet(fleet.folder, number));
  return PlayShare(*database, play.round_id, clock, Share{number - 1, count}, play.files,
                   play.counter);
}

// Tells a script that the fleet stands still, and goes on when the script says so.
void Hold() {
  std::cout << "holding" << std::endl;
  std::string line;
  std::getline(std::cin, line);
}

void PauseFor(absl::Duration duration) {
  std::mutex mutex;
  std::unique_lock<std::mutex> lock(mutex);
  std::condition_variable never;
  never.wait_for(lock, absl::ToChronoMilliseconds(duration), [] { return false; });
}

int SyncOne(const FleetArguments& fleet, int number, const SyncArguments& arguments,
            SyncFaults& faults, Speaker& speaker) {
  const std::string name = TabletName(number);
  const auto database = OpenTablet(fleet.folder, number);
  if (!database.ok()) return speaker.Failure(name, database.status());
  SyncOptions options;
  options.batch_size = arguments.batch;
  const absl::Status status =
      SynchronizeTablet(**database, options, arguments.attempts, faults, PauseFor);
  const auto waiting = Outbox(**database).Waiting();
  if (waiting.ok()) speaker.Progress(name, absl::StrCat(speaker.In(kLeft), *waiting));
  if (!status.ok()) return speaker.Failure(name, status);
  return waiting.ok() ? kDone : speaker.Failure(name, waiting.status());
}

}  // namespace

int RunEnrol(const FleetArguments& fleet, const EnrolArguments& arguments) {
  Speaker speaker(fleet);
  if (!arguments.names.empty() && arguments.names.size() != arguments.tickets.size()) {
    return speaker.Misuse(Misused("one name for each ticket", "--names"));
  }
  int result = kDone;
  for (size_t i = 0; i < arguments.tickets.size(); ++i) {
    const int number = arguments.first + static_cast<int>(i);
    const std::string name = TabletName(number);
    const std::string& device_name = arguments.names.empty() ? name : arguments.names[i];
    const absl::Status status = EnrolOne(fleet.folder, number, arguments.tickets[i], device_name);
    if (status.ok()) {
      speaker.Progress(name, speaker.In(kEnrolled));
    } else {
      result = speaker.Failure(name, status);
    }
  }
  return result;
}

int RunPlay(const FleetArguments& fleet, const PlayArguments& arguments, const Clock& clock) {
  Speaker speaker(fleet);
  auto play = ReadPlay(arguments);
  if (!play.ok()) return speaker.Misuse(play.status());
  const auto found = FindFleet(fleet);
  if (!found.ok()) return speaker.Failure("", found.status());
  int result = kDone;
  for (const int number : found->chosen) {
    const std::string name = TabletName(number);
    const absl::Status status = PlayOne(fleet, number, found->count, clock, *play);
    speaker.Progress(name, absl::StrCat(speaker.In(kPlayed), play->counter.TakeFinished()));
    if (!status.ok()) result = speaker.Failure(name, status);
  }
  return result;
}

int RunSync(const FleetArguments& fleet, const SyncArguments& arguments) {
  Speaker speaker(fleet);
  const auto kill_at = ParseKillAt(arguments.kill_at, "sent");
  if (!kill_at.ok()) return speaker.Misuse(kill_at.status());
  const auto found = FindFleet(fleet);
  if (!found.ok()) return speaker.Failure("", found.status());
  SyncFaults faults(*kill_at, KillMyself, arguments.hold_after, Hold);
  std::atomic<int> result = kDone;
  std::vector<std::thread> threads;
  for (const int number : found->chosen) {
    threads.emplace_back([&, number] {
      if (SyncOne(fleet, number, arguments, faults, speaker) != kDone) result = kFailed;
    });
  }
  for (std::thread& thread : threads) thread.join();
  return result;
}

int RunStatus(const FleetArguments& fleet, bool json) {
  Speaker speaker(fleet);
  const auto found = FindFleet(fleet);
  if (!found.ok()) return speaker.Failure("", found.status());
  FleetStatus status;
  for (const int number : found->chosen) {
    const std::string name = TabletName(number);
    const auto database = OpenTablet(fleet.folder, number);
    const absl::Status added = database.ok() ? status.Add(name, **database) : database.status();
    if (!added.ok()) return speaker.Failure(name, added);
  }
  std::cout << (json ? status.AsJson() : status.AsTable(fleet.language));
  return kDone;
}

}  // namespace sucharit
