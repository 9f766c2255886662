// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/form_view_model.h"

#include <algorithm>
#include <utility>

#include "client/ui/view_models/user_message.h"
#include "common/crypto/secret.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

// Null if the item stands outside of sections.
const Section* SectionOf(const Assessment& assessment, const Item& item) {
  const auto& sections = assessment.sections();
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const Section& section) {
    return section.id == item.section;
  });
  return found == sections.end() ? nullptr : &*found;
}

}  // namespace

FormViewModel::FormViewModel(TabletDatabase& database, const Clock& clock,
                             DisplayViewModel& display)
    : database_(database), clock_(clock), display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, [this] {
    if (!asked_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT questionChanged();
    Q_EMIT answerChanged();
    Q_EMIT stateChanged();
  });
}

int FormViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(asked_.size());
}

QVariant FormViewModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const size_t question = asked_[static_cast<size_t>(index.row())];
  const Item& asked = session_->item(question);
  switch (role) {
    case kNumber:
      return index.row() + 1;
    case kQuestion:
      return display_.In(asked.text);
    case kAnswer: {
      const QString words = InWords(asked, given_[question].saved, display_);
      return words.isEmpty() ? tr("(no answer)") : words;
    }
    default:
      return {};
  }
}

QHash<int, QByteArray> FormViewModel::roleNames() const {
  return {{kNumber, "number"}, {kQuestion, "question"}, {kAnswer, "answer"}};
}

const Item* FormViewModel::item() const {
  return question_ < given_.size() ? &session_->item(question_) : nullptr;
}

QString FormViewModel::kind() const {
  if (item() == nullptr) return {};
  switch (item()->kind) {
    case AnswerKind::kOneChoice:
      return QStringLiteral("choice");
    case AnswerKind::kSeveralChoices:
      return QStringLiteral("choices");
    case AnswerKind::kNumber:
      return QStringLiteral("number");
    case AnswerKind::kText:
      return QStringLiteral("text");
  }
  return {};
}

QString FormViewModel::section() const {
  if (item() == nullptr) return {};
  const Section* section = SectionOf(session_->assessment(), *item());
  return section == nullptr ? QString() : display_.In(section->title);
}

QString FormViewModel::sectionText() const {
  if (item() == nullptr) return {};
  const Section* section = SectionOf(session_->assessment(), *item());
  return section == nullptr ? QString() : display_.In(section->text);
}

QString FormViewModel::text() const { return item() ? display_.In(item()->text) : QString(); }

QString FormViewModel::hint() const { return item() ? display_.In(item()->hint) : QString(); }

QString FormViewModel::unit() const {
  return item() && item()->number ? display_.In(item()->number->unit) : QString();
}

QStringList FormViewModel::choices() const {
  QStringList labels;
  if (item() == nullptr) return labels;
  for (const Choice& choice : item()->choices) labels << display_.In(choice.label);
  return labels;
}

QList<int> FormViewModel::pressed() const {
  return item() ? Positions(given().pressed) : QList<int>();
}

QList<int> FormViewModel::saved() const { return item() ? Positions(given().saved) : QList<int>(); }

QString FormViewModel::typed() const { return item() ? given().typed : QString(); }

bool FormViewModel::typedIsSaved() const {
  return answered() && given().saving == 0 && given().refusal.ok();
}

bool FormViewModel::answered() const { return item() != nullptr && given().IsAnswered(); }

bool FormViewModel::canGoOn() const { return item() != nullptr && given().MayGoOn(*item()); }

int FormViewModel::resumeNumber() const { return std::min(RowOf(first_open_) + 1, size()); }

QString FormViewModel::error() const {
  return status_.ok() && shows_refusal_ ? Refusal() : UserMessage::For(status_);
}

QString FormViewModel::Refusal() const {
  if (item() == nullptr) return {};
  if (BreaksItsConstraint() || ReasonOf(given().refusal) == v1::REASON_ANSWER_CONSTRAINT) {
    return display_.In(item()->constraint_message);
  }
  if (given().refusal.ok()) return {};
  if (item()->number) {
    const auto bound = [this](int64_t scaled) {
      return QString::fromStdString(WriteAnswer(*item(), NumberAnswer{scaled}).number());
    };
    return tr("Please type a number from %1 to %2, with at most %3 decimals.")
        .arg(bound(item()->number->least), bound(item()->number->most))
        .arg(item()->number->decimals);
  }
  if (item()->maximum_length > 0) {
    return tr("Please write at most %n letters.", "", item()->maximum_length);
  }
  if (item()->maximum_chosen > 0) {
    return tr("Please choose at most %n answers.", "", item()->maximum_chosen);
  }
  return UserMessage::For(given().refusal);
}

// An answer that was right when it was given, until an earlier one changed.
bool FormViewModel::BreaksItsConstraint() const {
  return question_ == first_open_ && answered() && given().refusal.ok();
}

bool FormViewModel::Begin(const Offer& offer, const std::vector<v1::Answer>& staff_answers,
                          int64_t handed_over_by, const std::string& card) {
  auto session = FormSession::Begin(
      database_, clock_,
      {offer.round->offer.round_id(), offer.questionnaire, staff_answers, handed_over_by, card});
  SetState(false, session.status());
  if (!session.ok()) return false;
  Take(std::move(session).value());
  return true;
}

FormViewModel::Found FormViewModel::Resume() {
  const auto stale = FormSession::WipeIfStale(database_, clock_);
  if (stale.ok() && *stale) return Found::kStale;
  auto session = FormSession::Resume(database_, clock_);
  const absl::Status status = session.status();
  Take(status.ok() ? std::move(session).value() : nullptr);
  SetState(false, status);
  return session_ != nullptr || !status.ok() ? Found::kResponse : Found::kNothing;
}

void FormViewModel::choose(int choice) {
  if (busy_ || choice < 0 || choice >= choices().size()) return;
  const auto position = static_cast<size_t>(choice);
  if (item()->kind == AnswerKind::kOneChoice) {
    given().pressed = static_cast<uint8_t>(position);
    return Save([question = question_, position](FormSession& session) {
      return session.Answer(question, position);
    });
  }
  const std::vector<size_t> taken = Toggled(*item(), given().pressed, position);
  given().pressed =
      taken.empty() ? AnswerValue() : AnswerValue(std::vector<uint8_t>(taken.begin(), taken.end()));
  Save([question = question_, taken](FormSession& session) {
    return session.Answer(question, taken);
  });
}

void FormViewModel::type(const QString& typed) {
  if (busy_ || item() == nullptr || !IsTyped(*item()) || typed == given().typed) return;
  given().typed = typed;
  const QString kept =
      item()->kind == AnswerKind::kNumber ? WithArabicDigits(typed.trimmed()) : typed.trimmed();
  Save([question = question_, text = kept.toStdString()](FormSession& session) {
    return session.Answer(question, absl::string_view(text));
  });
}

void FormViewModel::Save(const std::function<absl::Status(FormSession&)>& change) {
  ++given().saving;
  SetState(false, absl::OkStatus());
  Q_EMIT answerChanged();
  worker_.Run(
      this,
      [session = session_, change] {
        const absl::Status status = change(*session);
        return std::pair(status, SnapshotOf(*session));
      },
      [this, session = session_.get(),
       question = question_](const std::pair<absl::Status, Snapshot>& result) {
        if (session == session_.get()) Saved(question, result.first, result.second);
      });
}

FormViewModel::Snapshot FormViewModel::SnapshotOf(const FormSession& session) {
  Snapshot snapshot;
  for (size_t question = 0; question < session.size(); ++question) {
    snapshot.values.push_back(session.value(question));
    if (session.IsAsked(question)) snapshot.asked.push_back(question);
  }
  snapshot.first_open = session.FirstUnanswered();
  return snapshot;
}

// A refused choice is taken back from the screen; what was typed stays, to be corrected.
void FormViewModel::Saved(size_t question, absl::Status status, const Snapshot& snapshot) {
  Apply(snapshot);
  GivenAnswer& answer = given_[question];
  --answer.saving;
  if (!status.ok() && answer.saving == 0) answer.pressed = answer.saved;
  if (absl::IsInvalidArgument(status) || status.ok()) {
    answer.refusal = std::move(status);
    shows_refusal_ = !answer.refusal.ok() && !IsTyped(session_->item(question));
    Q_EMIT stateChanged();
  } else {
    SetState(busy_, std::move(status));
  }
  Q_EMIT answerChanged();
}

void FormViewModel::Apply(const Snapshot& snapshot) {
  for (size_t i = 0; i < given_.size(); ++i) given_[i].saved = snapshot.values[i];
  first_open_ = snapshot.first_open;
  if (snapshot.asked == asked_) {
    if (!asked_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  asked_ = snapshot.asked;
  endResetModel();
  Q_EMIT sessionChanged();
  Q_EMIT questionChanged();
}

void FormViewModel::next() {
  if (busy_ || !canGoOn()) return;
  if (!given().refusal.ok() || BreaksItsConstraint()) {
    shows_refusal_ = true;
    Q_EMIT stateChanged();
    return;
  }
  const auto row = static_cast<size_t>(RowOf(question_));
  if (!changing_ && row + 1 < asked_.size()) return Show(asked_[row + 1]);
  GoToOpenOrReview();
}

void FormViewModel::back() {
  if (busy_) return;
  if (changing_) return GoToOpenOrReview();
  const int row = RowOf(question_);
  if (std::exchange(reviewing_, false)) {
    Show(asked_.back());
    Q_EMIT questionWanted();
  } else if (row > 0) {
    Show(asked_[static_cast<size_t>(row) - 1]);
  }
}

void FormViewModel::change(int row) {
  if (busy_ || row < 0 || row >= size()) return;
  reviewing_ = false;
  changing_ = true;
  Show(asked_[static_cast<size_t>(row)]);
  Q_EMIT questionWanted();
}

void FormViewModel::finish() {
  if (busy_ || !session_) return;
  const auto code = std::make_shared<std::string>();
  EndWith(
      [session = session_, code] {
        auto receipt = session->Finish();
        if (!receipt.ok()) return receipt.status();
        *code = *std::move(receipt);
        return absl::OkStatus();
      },
      &FormViewModel::finished,
      [this, code] {
        receipt_ = QString::fromStdString(*code);
        crypto::Wipe(*code);
        Q_EMIT receiptChanged();
      });
}

void FormViewModel::ForgetReceipt() {
  receipt_.fill(QLatin1Char(' '));
  receipt_.clear();
  Q_EMIT receiptChanged();
}

void FormViewModel::abandon() {
  if (busy_) return;
  EndWith([&database = database_] { return FormSession::Wipe(database); },
          &FormViewModel::abandoned);
}

void FormViewModel::goOn() {
  if (busy_ || !session_) return;
  GoToOpenOrReview();
}

void FormViewModel::Take(std::shared_ptr<FormSession> session) {
  beginResetModel();
  session_ = std::move(session);
  if (session_) rehearsal_ = session_->round().offer.rehearsal();
  const Snapshot snapshot = session_ ? SnapshotOf(*session_) : Snapshot();
  given_.clear();
  for (size_t i = 0; i < snapshot.values.size(); ++i) {
    given_.push_back(GivenAnswer::Of(session_->item(i), snapshot.values[i]));
  }
  asked_ = snapshot.asked;
  first_open_ = snapshot.first_open;
  endResetModel();
  changing_ = reviewing_ = false;
  Q_EMIT sessionChanged();
  Show(asked_.empty() ? 0 : asked_.front());
}

int FormViewModel::RowOf(size_t question) const {
  return static_cast<int>(std::lower_bound(asked_.begin(), asked_.end(), question) -
                          asked_.begin());
}

void FormViewModel::Show(size_t question) {
  question_ = question;
  shows_refusal_ = false;
  SetState(busy_, absl::OkStatus());
  Q_EMIT questionChanged();
  Q_EMIT answerChanged();
}

// An answer may make others necessary, or break what another one must fulfil.
void FormViewModel::GoToOpenOrReview() {
  if (first_open_ >= given_.size()) return OpenReview();
  Show(first_open_);
  shows_refusal_ = true;
  Q_EMIT questionWanted();
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
                            void (FormViewModel::*ended)(), const std::function<void()>& then) {
  SetState(true, absl::OkStatus());
  worker_.Run(this, end, [this, ended, then](absl::Status status) {
    const bool over = status.ok();
    SetState(false, std::move(status));
    if (!over) return;
    Take(nullptr);
    if (then) then();
    Q_EMIT(this->*ended)();
  });
}

}  // namespace sucharit
