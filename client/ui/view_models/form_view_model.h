// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QStringList>

#include "absl/status/status.h"
#include "client/core/form_session.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/given_answer.h"
#include "client/ui/view_models/offers_view_model.h"
#include "client/ui/view_models/worker.h"

namespace sucharit {

// The response that is being given: one row a question that is asked, and the question that is on
// the screen. A press shows at once in `pressed`; `saved` follows when the answer is on disk.
class FormViewModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // Questions that are asked, given the answers so far.
  Q_PROPERTY(int size READ size NOTIFY sessionChanged)
  // Counted from 1, for the eye.
  Q_PROPERTY(int number READ number NOTIFY questionChanged)
  // "choice", "choices", "number" or "text".
  Q_PROPERTY(QString kind READ kind NOTIFY questionChanged)
  Q_PROPERTY(QString section READ section NOTIFY questionChanged)
  Q_PROPERTY(QString sectionText READ sectionText NOTIFY questionChanged)
  Q_PROPERTY(QString text READ text NOTIFY questionChanged)
  Q_PROPERTY(QString hint READ hint NOTIFY questionChanged)
  Q_PROPERTY(QString unit READ unit NOTIFY questionChanged)
  Q_PROPERTY(bool optional READ optional NOTIFY questionChanged)
  Q_PROPERTY(QStringList choices READ choices NOTIFY questionChanged)
  // Letters that a text may have.
  Q_PROPERTY(int maximumLength READ maximumLength NOTIFY questionChanged)
  // Positions in `choices`.
  Q_PROPERTY(QList<int> pressed READ pressed NOTIFY answerChanged)
  Q_PROPERTY(QList<int> saved READ saved NOTIFY answerChanged)
  Q_PROPERTY(QString typed READ typed NOTIFY answerChanged)
  Q_PROPERTY(bool typedIsSaved READ typedIsSaved NOTIFY answerChanged)
  Q_PROPERTY(bool answered READ answered NOTIFY answerChanged)
  Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY answerChanged)
  // Whether the question was opened from the review, to which the next step leads back.
  Q_PROPERTY(bool changing READ changing NOTIFY questionChanged)
  // The question at which a response found after a restart goes on, counted from 1.
  Q_PROPERTY(int resumeNumber READ resumeNumber NOTIFY sessionChanged)
  // The code on the receipt of the response that was finished last; empty where the round shows
  // none, and once it was forgotten.
  Q_PROPERTY(QString receipt READ receipt NOTIFY receiptChanged)
  Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
  Q_PROPERTY(QString error READ error NOTIFY stateChanged)

 public:
  enum Role { kNumber = Qt::UserRole + 1, kQuestion, kAnswer };

  // What is passed must outlive the view model.
  FormViewModel(TabletDatabase& database, const Clock& clock, DisplayViewModel& display);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  int size() const { return rowCount(); }
  int number() const { return RowOf(question_) + 1; }
  QString kind() const;
  QString section() const;
  QString sectionText() const;
  QString text() const;
  QString hint() const;
  QString unit() const;
  bool optional() const { return item() != nullptr && item()->optional; }
  QStringList choices() const;
  int maximumLength() const { return item() == nullptr ? 0 : item()->maximum_length; }
  QList<int> pressed() const;
  QList<int> saved() const;
  QString typed() const;
  bool typedIsSaved() const;
  bool answered() const;
  bool canGoOn() const;
  bool changing() const { return changing_; }
  int resumeNumber() const;
  QString receipt() const { return receipt_; }
  bool busy() const { return busy_; }
  QString error() const;

  // Begins a response. False, and an error, if that isn't possible.
  bool Begin(const Offer& offer, const std::vector<v1::Answer>& staff_answers,
             int64_t handed_over_by, const std::string& card);

  // What Resume() found.
  enum class Found { kNothing, kResponse, kStale };

  // Looks for a response that was in progress when the program ended, readable or not. One that may
  // not be gone on with any more is wiped.
  Found Resume();

  // Whether the response in progress, or else the last one, belongs to a rehearsal.
  bool rehearsal() const { return rehearsal_; }

  // Who handed the tablet over to the respondent; 0 where nobody did, or nothing is in progress.
  int64_t handed_over_by() const { return session_ ? session_->handed_over_by() : 0; }

  // Takes a choice; where several may be taken, takes it away if it was taken.
  Q_INVOKABLE void choose(int choice);
  // All that stands in the field.
  Q_INVOKABLE void type(const QString& typed);
  Q_INVOKABLE void next();
  Q_INVOKABLE void back();
  // `row` counts the questions that are asked, from 0.
  Q_INVOKABLE void change(int row);
  Q_INVOKABLE void finish();
  // Nobody needs the receipt on the screen any more.
  void ForgetReceipt();
  // The respondent stops, or doesn't go on with a response that was found: it is wiped.
  Q_INVOKABLE void abandon();
  // Goes on with the response that Resume() found.
  Q_INVOKABLE void goOn();

 Q_SIGNALS:
  void sessionChanged();
  void questionChanged();
  void answerChanged();
  void stateChanged();
  void receiptChanged();

  // Where to go.
  void questionWanted();
  void reviewWanted();
  void finished();
  void abandoned();

 private:
  // What the session says after a change, read in the worker's thread.
  struct Snapshot {
    std::vector<AnswerValue> values;
    std::vector<size_t> asked;
    size_t first_open = 0;
  };
  static Snapshot SnapshotOf(const FormSession& session);

  // The question on the screen; null if there is none.
  const Item* item() const;
  GivenAnswer& given() { return given_[question_]; }
  const GivenAnswer& given() const { return given_[question_]; }
  int RowOf(size_t question) const;

  // `session` may be null.
  void Take(std::shared_ptr<FormSession> session);
  void Save(const std::function<absl::Status(FormSession&)>& change);
  void Saved(size_t question, absl::Status status, const Snapshot& snapshot);
  void Apply(const Snapshot& snapshot);
  void Show(size_t question);
  void GoToOpenOrReview();
  void OpenReview();
  void SetState(bool busy, absl::Status status);
  void EndWith(const std::function<absl::Status()>& end, void (FormViewModel::*ended)(),
               const std::function<void()>& then = nullptr);
  QString Refusal() const;
  bool BreaksItsConstraint() const;

  TabletDatabase& database_;
  const Clock& clock_;
  DisplayViewModel& display_;
  // Its answers belong to the worker's thread; everything else in it doesn't change.
  std::shared_ptr<FormSession> session_;
  std::vector<GivenAnswer> given_;  // By question.
  std::vector<size_t> asked_;       // Questions.
  size_t first_open_ = 0;           // A question; beyond the last one if none is open.
  size_t question_ = 0;
  bool changing_ = false;
  bool reviewing_ = false;
  bool shows_refusal_ = false;
  QString receipt_;
  bool rehearsal_ = false;
  bool busy_ = false;
  absl::Status status_;
  Worker worker_;
};

}  // namespace sucharit
