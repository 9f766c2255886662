// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/staff_questions_view_model.h"

#include <algorithm>

#include <QStringList>

#include "client/core/form_session.h"

namespace sucharit {
namespace {

QString SettingOf(const Item& item) {
  return QStringLiteral("staffAnswers/%1.%2")
      .arg(QString::fromStdString(item.instrument), QString::fromStdString(item.id));
}

}  // namespace

StaffQuestionsViewModel::StaffQuestionsViewModel(QSettings& settings, DisplayViewModel& display)
    : settings_(settings), display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, [this] {
    if (!items_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  });
}

int StaffQuestionsViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QVariant StaffQuestionsViewModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<size_t>(index.row());
  if (role == kQuestion) return display_.In(items_[row].text);
  if (role == kChosen) return chosen_[row];
  if (role != kChoices) return {};
  QStringList labels;
  for (const Choice& choice : items_[row].choices) labels << display_.In(choice.label);
  return labels;
}

QHash<int, QByteArray> StaffQuestionsViewModel::roleNames() const {
  return {{kQuestion, "question"}, {kChoices, "choices"}, {kChosen, "chosen"}};
}

bool StaffQuestionsViewModel::complete() const {
  return std::find(chosen_.begin(), chosen_.end(), -1) == chosen_.end();
}

void StaffQuestionsViewModel::Ask(const Offer& offer) {
  beginResetModel();
  items_.clear();
  chosen_.clear();
  for (const Item* item : FormSession::StaffItems(offer.round->assessment, offer.questionnaire)) {
    items_.push_back(*item);
    chosen_.push_back(Remembered(*item));
  }
  endResetModel();
  Q_EMIT answersChanged();
}

void StaffQuestionsViewModel::choose(int row, int choice) {
  if (row < 0 || row >= rowCount()) return;
  const auto place = static_cast<size_t>(row);
  const auto position = static_cast<size_t>(choice);
  if (choice < 0 || position >= items_[place].choices.size()) return;
  chosen_[place] = choice;
  settings_.setValue(SettingOf(items_[place]),
                     QString::fromStdString(items_[place].choices[position].id));
  Q_EMIT dataChanged(index(row), index(row));
  Q_EMIT answersChanged();
}

std::vector<v1::Answer> StaffQuestionsViewModel::Answers() const {
  std::vector<v1::Answer> answers;
  for (size_t row = 0; row < items_.size(); ++row) {
    if (chosen_[row] < 0) continue;
    v1::Answer& answer = answers.emplace_back();
    answer.set_item(items_[row].id);
    answer.set_choice(items_[row].choices[static_cast<size_t>(chosen_[row])].id);
  }
  return answers;
}

int StaffQuestionsViewModel::Remembered(const Item& item) const {
  const std::string id = settings_.value(SettingOf(item)).toString().toStdString();
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& choice) { return choice.id == id; });
  return found == item.choices.end() ? -1 : static_cast<int>(found - item.choices.begin());
}

}  // namespace sucharit
