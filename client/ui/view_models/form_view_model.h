// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QString>
#include <QStringList>

#include "absl/status/status.h"
#include "client/core/form_session.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/offers_view_model.h"
#include "client/ui/view_models/worker.h"

namespace sucharit {

// The response that is being given: one row a question, and the question that is on the screen. A
// press shows at once in `pressed`; `saved` follows when the answer is on disk.
class FormViewModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(int size READ size NOTIFY sessionChanged)
  // Counted from 1, for the eye.
  Q_PROPERTY(int number READ number NOTIFY questionChanged)
  Q_PROPERTY(QString text READ text NOTIFY questionChanged)
  Q_PROPERTY(QStringList choices READ choices NOTIFY questionChanged)
  // Positions in `choices`, or -1.
  Q_PROPERTY(int pressed READ pressed NOTIFY answerChanged)
  Q_PROPERTY(int saved READ saved NOTIFY answerChanged)
  Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY answerChanged)
  // Whether the question was opened from the review, to which the next step leads back.
  Q_PROPERTY(bool changing READ changing NOTIFY questionChanged)
  // The question at which a response found after a restart goes on, counted from 1.
  Q_PROPERTY(int resumeNumber READ resumeNumber NOTIFY sessionChanged)
  Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
  Q_PROPERTY(QString error READ error NOTIFY stateChanged)

 public:
  enum Role { kNumber = Qt::UserRole + 1, kQuestion, kAnswer };

  // What is passed must outlive the view model.
  FormViewModel(TabletDatabase& database, DisplayViewModel& display);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  int size() const { return rowCount(); }
  int number() const { return static_cast<int>(question_) + 1; }
  QString text() const;
  QStringList choices() const;
  int pressed() const { return PositionOf(&Given::pressed); }
  int saved() const { return PositionOf(&Given::saved); }
  bool canGoOn() const { return saved() >= 0 && saved() == pressed(); }
  bool changing() const { return changing_; }
  int resumeNumber() const;
  bool busy() const { return busy_; }
  QString error() const;

  // Begins a response. False, and an error, if that isn't possible.
  bool Begin(const Offer& offer, int32_t day);

  // Looks for a response that was in progress when the program ended. True if there is one,
  // readable or not.
  bool Resume();

  Q_INVOKABLE void choose(int choice);
  Q_INVOKABLE void next();
  Q_INVOKABLE void back();
  Q_INVOKABLE void change(int question);
  Q_INVOKABLE void finish();
  // The respondent stops, or doesn't go on with a response that was found: it is wiped.
  Q_INVOKABLE void abandon();
  // Goes on with the response that Resume() found.
  Q_INVOKABLE void goOn();

 Q_SIGNALS:
  void sessionChanged();
  void questionChanged();
  void answerChanged();
  void stateChanged();

  // Where to go.
  void questionWanted();
  void reviewWanted();
  void finished();
  void abandoned();

 private:
  // Positions of the choice that was pressed last and of the one that is on disk.
  struct Given {
    std::optional<size_t> pressed;
    std::optional<size_t> saved;
  };

  // `session` may be null.
  void Take(std::shared_ptr<FormSession> session);
  void Saved(const FormSession* session, size_t question, size_t choice, absl::Status status);
  void Show(size_t question);
  void OpenReview();
  void SetState(bool busy, absl::Status status);
  void EndWith(const std::function<absl::Status()>& end, void (FormViewModel::*ended)());
  int PositionOf(std::optional<size_t> Given::*which) const;

  TabletDatabase& database_;
  DisplayViewModel& display_;
  // Its answers belong to the worker's thread; everything else in it doesn't change.
  std::shared_ptr<FormSession> session_;
  std::vector<Given> given_;
  size_t question_ = 0;
  bool changing_ = false;
  bool reviewing_ = false;
  bool busy_ = false;
  absl::Status status_;
  Worker worker_;
};

}  // namespace sucharit
