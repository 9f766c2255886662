// SPDX-License-Identifier: Apache-2.0
//
// Kills the real sucharit-tablet at random moments while a hand answers on its screen by mouse, and
// looks with the core alone at what is on the disk. SUCHARIT_KILLS says how often (default: 4).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "client/core/form_session.h"
#include "client/core/outbox.h"
#include "common/time/clock.h"
#include "tests/qml/screen_guide.h"
#include "tests/qml/tablet_folder.h"
#include "tests/qml/virtual_screen.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

extern char** environ;

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::KnownPage;
using ::sucharit::testing::ScreenGuide;
using ::sucharit::testing::TemporaryFolder;
using ::sucharit::testing::VirtualScreen;

constexpr QSize kScreen(800, 1280);
// Looks at the screen. A response takes some 1,500 of them; a start some 300.
constexpr int kMostLooks = 3000;
// Without a kill; a page that never comes fails the test.
constexpr int kPatience = 20000;

// What the screen has shown until the app was killed.
class Seen {
 public:
  void Begin() { Forget(); }
  void Press(size_t question, size_t choice) { pressed_ = {{question, choice}}; }
  void ShowTick(size_t question, size_t choice) {
    answers_[question] = choice;
    pressed_.reset();
  }
  void PressFinish() { finishing_ = true; }
  void Thanked() {
    // The app may have come back with the response that was finished before it was killed.
    if (finishing_) ++thanked_;
    Forget();
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

// The app on that screen; gone with this at the latest.
class App {
 public:
  App(const VirtualScreen& screen, const std::string& folder) {
    std::string program = SUCHARIT_TABLET;
    std::string option = "--folder";
    std::string folder_argument = folder;
    char* arguments[] = {program.data(), option.data(), folder_argument.data(), nullptr};
    std::vector<std::string> variables = {"DISPLAY=" + screen.name(), "QT_QPA_PLATFORM=xcb",
                                          "QT_QUICK_BACKEND=software"};
    for (char** variable = environ; *variable != nullptr; ++variable) {
      const std::string text = *variable;
      if (text.rfind("QT_", 0) != 0 && text.rfind("DISPLAY=", 0) != 0) variables.push_back(text);
    }
    std::vector<char*> environment;
    for (std::string& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    EXPECT_EQ(
        posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environment.data()),
        0);
    posix_spawn_file_actions_destroy(&actions);
  }
  ~App() { Kill(); }
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  void Kill() {
    if (process_ == 0) return;
    kill(process_, SIGKILL);
    int status = 0;
    EXPECT_EQ(waitpid(process_, &status, 0), process_);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the app ended by itself";
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
};

// Somebody who answers what the screen asks, response after response, until the app is killed: when
// this has looked at the screen `looks` times. The app never waits for the looks, so the moment is
// any, also in the middle of a write.
class Hand {
 public:
  Hand(const ScreenGuide& guide, const VirtualScreen& screen, App& app, Seen& seen,
       std::mt19937& random, int looks)
      : guide_(guide), screen_(screen), app_(app), seen_(seen), random_(random), looks_(looks) {}

  void AnswerUntilTheKill() {
    while (!killed_) Step();
  }

 private:
  void Look() {
    if (++looked_ < looks_) return;
    app_.Kill();
    killed_ = true;
  }

  std::string PageOnScreen() {
    Look();
    return guide_.Recognize(screen_.Picture(guide_.head()));
  }

  // False once the app is killed.
  bool WaitUntil(const std::function<bool()>& condition, const std::string& what) {
    for (int i = 0; i < kPatience && !killed_; ++i) {
      if (condition()) return !killed_;
    }
    if (!killed_) ADD_FAILURE() << "never seen: " << what;
    app_.Kill();
    killed_ = true;
    return false;
  }

  void Click(const std::string& button) {
    const auto& buttons = guide_.page(page_).buttons;
    ASSERT_TRUE(buttons.count(button)) << page_ << " has no " << button;
    screen_.Click(buttons.at(button));
  }

  bool ClickAndLeave(const std::string& button) {
    const std::string before = page_;
    Click(button);
    return WaitUntil(
        [&] {
          page_ = PageOnScreen();
          return !page_.empty() && page_ != before;
        },
        "what comes after " + button + " on " + before);
  }

  int AtMost(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  void TypePin() {
    for (const char figure : std::string(testing::kStaffPin)) {
      Click(std::string("digit") + figure);
    }
    ClickAndLeave("pinDone");
  }

  void Answer(size_t question) {
    const KnownPage& page = guide_.page(page_);
    const auto choice = static_cast<size_t>(AtMost(static_cast<int>(page.choices.size()) - 1));
    seen_.Press(question, choice);
    screen_.Click(page.choices[choice]);
    if (!WaitUntil([&] { return ShowsTick(page.ticks[choice]); }, "the tick")) return;
    seen_.ShowTick(question, choice);
    ClickAndLeave(question > 0 && AtMost(4) == 0 ? "back" : "next");
  }

  bool ShowsTick(const QPoint& point) {
    const bool shows = guide_.IsTick(screen_.Picture(QRect(point, QSize(1, 1))).pixelColor(0, 0));
    Look();
    return shows;
  }

  void Step() {
    if (page_.empty()) {
      WaitUntil([this] { return !(page_ = PageOnScreen()).empty(); }, "the first page");
    } else if (page_.rfind("question ", 0) == 0) {
      Answer(std::stoul(page_.substr(9)) - 1);
    } else if (page_.rfind("sign-in", 0) == 0) {
      TypePin();
    } else if (page_ == "staff") {
      ClickAndLeave("offer1");
    } else if (page_ == "start") {
      seen_.Begin();
      ClickAndLeave("begin");
    } else if (page_ == "review") {
      seen_.PressFinish();
      if (ClickAndLeave("finish")) seen_.Thanked();
    } else {
      ClickAndLeave(page_ == "resume" ? "goOn" : "staff");
    }
  }

  const ScreenGuide& guide_;
  const VirtualScreen& screen_;
  App& app_;
  Seen& seen_;
  std::mt19937& random_;
  const int looks_;
  int looked_ = 0;
  bool killed_ = false;
  std::string page_;
};

void ExpectWhatWasShown(TabletDatabase& database, Seen& seen) {
  const auto counts = Outbox(database).Counts();
  ASSERT_THAT(counts, IsOk());
  const int64_t finished = counts->empty() ? 0 : counts->front().finished;
  const SystemClock clock;
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
  std::uniform_int_distribution<int> looks(1, kMostLooks);
  const TemporaryFolder folder;
  testing::FillTabletFolder(folder.path(), SystemClock());
  const ScreenGuide guide(kScreen);
  const VirtualScreen screen(kScreen);
  Seen seen;

  for (int run = 0; run < Kills(); ++run) {
    SCOPED_TRACE(::testing::Message() << "run " << run);
    {
      App app(screen, folder.path());
      Hand(guide, screen, app, seen, random, looks(random)).AnswerUntilTheKill();
    }

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
