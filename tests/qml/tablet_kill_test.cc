// SPDX-License-Identifier: Apache-2.0
//
// Kills the tablet's window at random moments while somebody answers by mouse, and looks with the
// core alone at what is on the disk. SUCHARIT_KILLS says how often (default: 4).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>

#include "client/core/form_session.h"
#include "client/core/outbox.h"
#include "tests/qml/tablet_folder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

extern char** environ;

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::TemporaryFolder;

// Some responses.
constexpr int kMostLines = 500;

// What a screen has shown, all that the driver said until it was killed.
class Seen {
 public:
  void Take(const std::string& line) {
    std::istringstream words(line);
    std::string what;
    size_t question = 0;
    size_t choice = 0;
    words >> what >> question >> choice;
    if (what == "begin") answers_.clear();
    if (what == "press") pressed_ = {{question, choice}};
    if (what == "shown") answers_[question] = choice;
    if (what == "shown" || what == "begin") pressed_.reset();
    if (what == "finish") finishing_ = true;
    if (what != "thanked") return;
    ++thanked_;
    finishing_ = false;
    answers_.clear();
  }

  int64_t thanked() const { return thanked_; }
  bool finishing() const { return finishing_; }
  size_t answers() const { return answers_.size(); }

  // Whether the disk may hold this for a question, after what was shown and what was pressed last.
  bool Agrees(size_t question, std::optional<size_t> on_disk) const {
    const auto shown = answers_.find(question);
    if (shown != answers_.end() && on_disk == shown->second) return true;
    if (pressed_ && pressed_->first == question && on_disk == pressed_->second) return true;
    return shown == answers_.end() && !on_disk;
  }

  // The next run goes on with what is on the disk.
  void GoOnWith(const FormSession& session) {
    Forget();
    for (size_t question = 0; question < session.size(); ++question) {
      if (session.answer(question)) answers_[question] = *session.answer(question);
    }
  }

  void Finished() {
    ++thanked_;
    Forget();
  }
  void Forget() {
    finishing_ = false;
    answers_.clear();
    pressed_.reset();
  }

 private:
  std::map<size_t, size_t> answers_;  // Choice of each question of the response in progress.
  std::optional<std::pair<size_t, size_t>> pressed_;
  bool finishing_ = false;
  int64_t thanked_ = 0;
};

struct Child {
  pid_t process = 0;
  int output = -1;
};

Child StartDriver(const std::string& folder, int seed) {
  int ends[2];
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = TABLET_KILL_DRIVER;
  std::string folder_argument = folder;
  std::string seed_argument = std::to_string(seed);
  char* arguments[] = {program.data(), folder_argument.data(), seed_argument.data(), nullptr};
  Child child;
  EXPECT_EQ(posix_spawn(&child.process, program.c_str(), &actions, nullptr, arguments, environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  child.output = ends[0];
  return child;
}

// Kills once that many lines were said, then takes in what is left in the pipe. The driver goes on
// until the signal comes, so the moment is any, also in the middle of a write.
void ListenAndKill(const Child& child, int lines, Seen& seen) {
  std::string line;
  char letter = 0;
  for (int said = 0; read(child.output, &letter, 1) == 1;) {
    if (letter != '\n') {
      line += letter;
      continue;
    }
    seen.Take(line);
    line.clear();
    if (++said == lines) kill(child.process, SIGKILL);
  }
  close(child.output);
  int status = 0;
  EXPECT_EQ(waitpid(child.process, &status, 0), child.process);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the driver ended by itself";
}

void ExpectWhatWasShown(TabletDatabase& database, Seen& seen) {
  const auto counts = Outbox(database).Counts();
  ASSERT_THAT(counts, IsOk());
  const int64_t finished = counts->empty() ? 0 : counts->front().finished;
  const testing::FakeClock clock;
  const auto session = FormSession::Resume(database, clock);
  ASSERT_THAT(session, IsOk());

  EXPECT_EQ(Outbox(database).NextBatch(1000, {})->boxes_size(), finished);
  if (finished != seen.thanked()) {
    EXPECT_EQ(finished, seen.thanked() + 1);
    EXPECT_TRUE(seen.finishing());
    EXPECT_EQ(*session, nullptr);
    seen.Finished();
    return;
  }
  if (*session == nullptr) {
    EXPECT_EQ(seen.answers(), 0u);
    return seen.Forget();
  }
  for (size_t question = 0; question < (*session)->size(); ++question) {
    EXPECT_TRUE(seen.Agrees(question, (*session)->answer(question))) << "question " << question;
  }
  seen.GoOnWith(**session);
}

int Kills() {
  const char* kills = std::getenv("SUCHARIT_KILLS");
  return kills == nullptr ? 4 : std::atoi(kills);
}

TEST(TabletKillTest, WhatTheScreenShowedAsSavedIsThereAfterAKill) {
  std::mt19937 random(2567);
  std::uniform_int_distribution<int> lines(1, kMostLines);
  const TemporaryFolder folder;
  testing::FillTabletFolder(folder.path());
  Seen seen;

  for (int run = 0; run < Kills(); ++run) {
    SCOPED_TRACE(::testing::Message() << "run " << run);

    ListenAndKill(StartDriver(folder.path(), run), lines(random), seen);

    const auto database = TabletDatabase::Open(folder.path());
    ASSERT_THAT(database, IsOk());
    ExpectWhatWasShown(**database, seen);
  }
  RecordProperty("finished", static_cast<int>(seen.thanked()));
  if (Kills() < 50) return;
  EXPECT_GT(seen.thanked(), 0) << "no response was ever finished";
}

}  // namespace
}  // namespace sucharit
