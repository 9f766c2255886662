// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/form_view_model.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "client/ui/view_models/user_message.h"

namespace sucharit {

FormViewModel::FormViewModel(TabletDatabase& database, DisplayViewModel& display)
    : database_(database), display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, [this] {
    if (!given_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT questionChanged();
    Q_EMIT answerChanged();
    Q_EMIT stateChanged();
  });
}

int FormViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(given_.size());
}

QVariant FormViewModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<size_t>(index.row());
  const Item& item = session_->item(row);
  switch (role) {
    case kNumber:
      return index.row() + 1;
    case kQuestion:
      return display_.In(item.text);
    case kAnswer:
      return given_[row].saved ? display_.In(item.choices[*given_[row].saved].label) : QString();
    default:
      return {};
  }
}

QHash<int, QByteArray> FormViewModel::roleNames() const {
  return {{kNumber, "number"}, {kQuestion, "question"}, {kAnswer, "answer"}};
}

QString FormViewModel::text() const {
  return question_ < given_.size() ? display_.In(session_->item(question_).text) : QString();
}

QStringList FormViewModel::choices() const {
  QStringList labels;
  if (question_ >= given_.size()) return labels;
  for (const Choice& choice : session_->item(question_).choices) {
    labels << display_.In(choice.label);
  }
  return labels;
}

int FormViewModel::resumeNumber() const {
  const auto open = std::find_if(given_.begin(), given_.end(),
                                 [](const Given& given) { return !given.saved.has_value(); });
  return std::min(static_cast<int>(open - given_.begin()) + 1, size());
}

QString FormViewModel::error() const { return UserMessage::For(status_); }

bool FormViewModel::Begin(const Offer& offer, int32_t day) {
  auto session =
      FormSession::Begin(database_, offer.round->offer.round_id(), offer.questionnaire, day);
  SetState(false, session.status());
  if (!session.ok()) return false;
  Take(std::move(session).value());
  return true;
}

bool FormViewModel::Resume() {
  auto session = FormSession::Resume(database_);
  const absl::Status status = session.status();
  Take(status.ok() ? std::move(session).value() : nullptr);
  SetState(false, status);
  return session_ != nullptr || !status.ok();
}

void FormViewModel::choose(int choice) {
  if (busy_ || question_ >= given_.size() || choice < 0 || choice >= choices().size()) return;
  const auto position = static_cast<size_t>(choice);
  given_[question_].pressed = position;
  SetState(false, absl::OkStatus());
  Q_EMIT answerChanged();
  worker_.Run(
      this,
      [session = session_, question = question_, position] {
        return session->Answer(question, position);
      },
      [this, session = session_.get(), question = question_, position](absl::Status status) {
        Saved(session, question, position, std::move(status));
      });
}

void FormViewModel::next() {
  if (busy_ || !canGoOn()) return;
  if (!changing_ && question_ + 1 < given_.size()) return Show(question_ + 1);
  OpenReview();
}

void FormViewModel::back() {
  if (busy_) return;
  if (changing_) return OpenReview();
  if (std::exchange(reviewing_, false)) {
    Show(given_.size() - 1);
    Q_EMIT questionWanted();
  } else if (question_ > 0) {
    Show(question_ - 1);
  }
}

void FormViewModel::change(int question) {
  if (busy_ || question < 0 || question >= size()) return;
  reviewing_ = false;
  changing_ = true;
  Show(static_cast<size_t>(question));
  Q_EMIT questionWanted();
}

void FormViewModel::finish() {
  if (busy_ || !session_) return;
  EndWith([session = session_] { return session->Finish(); }, &FormViewModel::finished);
}

void FormViewModel::abandon() {
  if (busy_) return;
  EndWith([&database = database_] { return FormSession::Wipe(database); },
          &FormViewModel::abandoned);
}

void FormViewModel::goOn() {
  if (busy_ || !session_) return;
  const auto open = static_cast<size_t>(resumeNumber()) - 1;
  Show(open);
  if (canGoOn()) {  // The one shown is the last, and it has its answer.
    OpenReview();
  } else {
    Q_EMIT questionWanted();
  }
}

void FormViewModel::Take(std::shared_ptr<FormSession> session) {
  beginResetModel();
  session_ = std::move(session);
  given_.assign(session_ ? session_->size() : 0, Given());
  for (size_t i = 0; i < given_.size(); ++i) given_[i] = {session_->answer(i), session_->answer(i)};
  endResetModel();
  changing_ = reviewing_ = false;
  Q_EMIT sessionChanged();
  Show(0);
}

void FormViewModel::Saved(const FormSession* session, size_t question, size_t choice,
                          absl::Status status) {
  if (session != session_.get()) return;
  Given& given = given_[question];
  if (status.ok()) {
    given.saved = choice;
  } else {
    if (given.pressed == choice) given.pressed = given.saved;
    SetState(busy_, std::move(status));
  }
  const QModelIndex row = index(static_cast<int>(question));
  Q_EMIT dataChanged(row, row);
  Q_EMIT answerChanged();
}

void FormViewModel::Show(size_t question) {
  question_ = question;
  SetState(busy_, absl::OkStatus());
  Q_EMIT questionChanged();
  Q_EMIT answerChanged();
}

void FormViewModel::OpenReview() {
  changing_ = false;
  reviewing_ = true;
  Q_EMIT questionChanged();
  Q_EMIT reviewWanted();
}

void FormViewModel::SetState(bool busy, absl::Status status) {
  busy_ = busy;
  status_ = std::move(status);
  Q_EMIT stateChanged();
}

void FormViewModel::EndWith(const std::function<absl::Status()>& end,
                            void (FormViewModel::*ended)()) {
  SetState(true, absl::OkStatus());
  worker_.Run(this, end, [this, ended](absl::Status status) {
    const bool over = status.ok();
    SetState(false, std::move(status));
    if (!over) return;
    Take(nullptr);
    Q_EMIT(this->*ended)();
  });
}

int FormViewModel::PositionOf(std::optional<size_t> Given::*which) const {
  if (question_ >= given_.size() || !(given_[question_].*which)) return -1;
  return static_cast<int>(*(given_[question_].*which));
}

}  // namespace sucharit
