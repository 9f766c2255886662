// SPDX-License-Identifier: Apache-2.0
//
// Kills a tablet's process at random moments while responses are being given, and looks at what is
// left on the disk.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "client/core/form_session.h"
#include "client/core/outbox.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::TemporaryFolder;

constexpr int kRuns = 30;
constexpr int kMostSteps = 60;

// What the child reports, each after it is durable.
constexpr char kAnswered = 'a';
constexpr char kFinished = 'f';

// Responses without end, until somebody kills the process. Anything unexpected ends it.
[[noreturn]] void AnswerForever(const std::string& folder, const std::string& round_id, int out) {
  const auto report = [out](char step) {
    if (write(out, &step, 1) != 1) _exit(1);
  };
  const FakeClock clock;
  auto database = TabletDatabase::Open(folder);
  while (database.ok()) {
    auto session = FormSession::Begin(**database, clock, {round_id, "S"});
    if (!session.ok()) break;
    for (size_t question = 0; question < (*session)->size(); ++question) {
      if (!(*session)->Answer(question, question).ok()) _exit(1);
      report(kAnswered);
    }
    if (!(*session)->Finish().ok()) break;
    report(kFinished);
  }
  _exit(1);
}

struct Reported {
  int64_t finished = 0;
  size_t answered = 0;  // Of the response in progress.
};

// Takes in what is left in the pipe, too: the child may have gone on until the signal came.
Reported ReadSteps(int in, pid_t child, int kill_after) {
  Reported reported;
  char step = 0;
  for (int steps = 0; read(in, &step, 1) == 1;) {
    if (step == kAnswered) ++reported.answered;
    if (step == kFinished) reported = {reported.finished + 1, 0};
    if (++steps == kill_after) kill(child, SIGKILL);
  }
  return reported;
}

Reported RunAndKill(const std::string& folder, const std::string& round_id, int kill_after) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    AnswerForever(folder, round_id, ends[1]);
  }
  close(ends[1]);
  const Reported reported = ReadSteps(ends[0], child, kill_after);
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return reported;
}

size_t AnswersOf(const FormSession* session) {
  size_t answers = 0;
  for (size_t question = 0; session != nullptr && question < session->size(); ++question) {
    if (session->answer(question) == question) ++answers;
  }
  return answers;
}

// Everything reported is there. What was durable but not reported yet may be there as well: at most
// one step.
void ExpectNothingLost(TabletDatabase& database, const Reported& reported) {
  const auto counts = Outbox(database).Counts();
  ASSERT_THAT(counts, IsOk());
  const int64_t finished = counts->empty() ? 0 : counts->front().finished;
  const FakeClock clock;
  const auto session = FormSession::Resume(database, clock);
  ASSERT_THAT(session, IsOk());
  const size_t answers = AnswersOf(session->get());

  EXPECT_EQ(Outbox(database).NextBatch(1000, {})->boxes_size(), finished);
  if (finished == reported.finished) {
    EXPECT_GE(answers, reported.answered);
    EXPECT_LE(answers, reported.answered + 1);
  } else {
    EXPECT_EQ(finished, reported.finished + 1);
    EXPECT_EQ(reported.answered, 2u);
    EXPECT_EQ(answers, 0u);
  }
}

TEST(KillTest, LosesNoSavedAnswerAndNoFinishedResponse) {
  std::mt19937 random(2567);
  std::uniform_int_distribution<int> steps(1, kMostSteps);
  const RoundForTests round;

  for (int run = 0; run < kRuns; ++run) {
    const int kill_after = steps(random);
    SCOPED_TRACE(::testing::Message() << "run " << run << ", killed after step " << kill_after);
    const TemporaryFolder folder;
    ASSERT_THAT(Library(**TabletDatabase::Open(folder.path())).Keep(round.Listed()), IsOk());

    const Reported reported = RunAndKill(folder.path(), round.round_id(), kill_after);

    const auto database = TabletDatabase::Open(folder.path());
    ASSERT_THAT(database, IsOk());
    ExpectNothingLost(**database, reported);
  }
}

}  // namespace
}  // namespace sucharit
