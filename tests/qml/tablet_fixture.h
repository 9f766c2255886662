// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QQmlEngine>
#include <QString>
#include <QStringList>

#include "client/core/storage_space.h"
#include "client/ui/view_models/disaster_view_model.h"
#include "client/ui/view_models/tablet_view_model.h"
#include "common/assessment/assessment.h"
#include "tests/testing/fake_clock.h"

namespace sucharit::testing {

// A tablet in a temporary folder, with the real database below and nothing faked but the clock and
// the server.
class TabletFixture : public QObject {
  Q_OBJECT
  Q_PROPERTY(sucharit::TabletViewModel* tablet READ tablet NOTIFY opened)
  // What the next synchronization sends before it ends, and how it ends: "ok", "unavailable",
  // "not genuine", "other server", "portal", or by how many seconds the tablet's clock is found
  // ahead.
  Q_PROPERTY(QString serverAnswer MEMBER server_answer_)
  // Whether the device has a keyboard of its own.
  Q_PROPERTY(bool hasKeyboard MEMBER has_keyboard_)

 public:
  TabletFixture();
  ~TabletFixture() override;

  // The engine that follows the language of the screen, as main.cc's does.
  static void RetranslateWith(QQmlEngine* engine);

  TabletViewModel* tablet() const;

  // A new, empty folder.
  Q_INVOKABLE void openEmpty();

  // A folder of somebody else, as it is. It stays when the fixture ends.
  void openIn(const QString& folder);

  // A new folder of an enrolled tablet with one open round of ita-2567. "มาลี", whose PIN is 4711,
  // is signed in.
  Q_INVOKABLE void openEnrolled();

  // The same with the survey of tests/testing/survey_definition.h.
  Q_INVOKABLE void openSurvey();

  // The same with ita-2567 whose IIT takes cards; `selfService` as with --self, nobody signed in.
  Q_INVOKABLE void openWithCards(bool selfService = false);

  // One of the three cards of that round.
  Q_INVOKABLE QString card(int number) const;

  // The same as openEnrolled() and openWithCards(), in a rehearsal.
  Q_INVOKABLE void openRehearsal();
  Q_INVOKABLE void openRehearsalWithCards(bool selfService = false);

  // The text of the QR code in a picture file; empty if there is none.
  Q_INVOKABLE QString readPicture(const QString& file) const;

  // A picture file with the QR code of `text`, and the folder that it lies in.
  Q_INVOKABLE QString writePicture(const QString& text);
  Q_INVOKABLE QString folder() const;

  // A ticket as it stands in a QR code, for a server that doesn't exist.
  Q_INVOKABLE QString ticket() const;

  // A new folder of an enrolled tablet on which nobody can sign in yet.
  Q_INVOKABLE void openEnrolledWithoutStaff();

  // Lets "มาลี" sign in.
  Q_INVOKABLE void signIn();

  // Takes the person in that row off the list by the core alone.
  Q_INVOKABLE void removeFromStaff(int row);

  // Nobody touches the tablet for so long.
  Q_INVOKABLE void passSeconds(int seconds);

  // Sets the tablet's clock, backwards if negative.
  Q_INVOKABLE void advanceClock(int seconds);

  // What is left on the tablet's storage; looked at when staff's page opens.
  Q_INVOKABLE void leaveFreeMegabytes(int megabytes);

  // Boxes in the emergency export of that number; -1 if there is none that can be read.
  Q_INVOKABLE int exportedBoxes(int number);

  // The time to a planned synchronization passes.
  Q_INVOKABLE void passMinutesToPlannedRun(int minutes);

  // Lets go of everything without a word, as a kill would, and opens the folder again.
  Q_INVOKABLE void reopen();

  // Puts finished responses into the outbox by the core alone.
  Q_INVOKABLE void finishResponses(int count);

  // Boxes in the outbox, read by a second Outbox; whether a draft is on disk.
  Q_INVOKABLE int waitingOnDisk();
  Q_INVOKABLE bool hasDraft();

  // Whether a draft in the folder has this answer; both counted from 0.
  Q_INVOKABLE int answerOnDisk(int question);

  Q_INVOKABLE int secondsToPlannedRun() const;

  // What the disaster page shows when the disk is full. Belongs to the fixture.
  Q_INVOKABLE sucharit::DisasterViewModel* fullDisk();

 Q_SIGNALS:
  void opened();
  void aboutToClose();

 private:
  struct Graph;

  void MakeGraph();
  void Close();
  void OpenWithRound(const Assessment& assessment);
  void KeepRoundWithCards();
  void OpenGraph();

  QStringList cards_;
  bool rehearsal_ = false;
  bool has_keyboard_ = true;
  QString server_answer_ = QStringLiteral("ok");
  // Room as a test leaves it.
  struct Space : StorageSpace {
    int64_t FreeBytes() const override { return bytes; }
    int64_t bytes = int64_t{10} << 30;
  };

  std::optional<FakeClock> clock_;
  Space space_;
  std::unique_ptr<Graph> graph_;
};

}  // namespace sucharit::testing
