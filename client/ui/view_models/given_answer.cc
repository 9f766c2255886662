// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/given_answer.h"

#include <algorithm>

#include <QStringList>

namespace sucharit {
namespace {

QString TypedFor(const Item& item, const AnswerValue& value) {
  if (!IsTyped(item) || std::holds_alternative<std::monostate>(value)) return {};
  const v1::Answer answer = WriteAnswer(item, value);
  return QString::fromStdString(item.kind == AnswerKind::kNumber ? answer.number() : answer.text());
}

}  // namespace

GivenAnswer GivenAnswer::Of(const Item& item, const AnswerValue& value) {
  return {value, TypedFor(item, value), value, 0, absl::OkStatus()};
}

bool GivenAnswer::MayGoOn(const Item& item) const {
  if (saving > 0) return false;
  if (IsTyped(item)) return item.optional || !typed.isEmpty();
  return pressed == saved && (item.optional || IsAnswered());
}

bool IsTyped(const Item& item) {
  return item.kind == AnswerKind::kNumber || item.kind == AnswerKind::kText;
}

QList<int> Positions(const AnswerValue& value) {
  if (const auto* choice = std::get_if<uint8_t>(&value)) return {*choice};
  const auto* choices = std::get_if<std::vector<uint8_t>>(&value);
  return choices == nullptr ? QList<int>() : QList<int>(choices->begin(), choices->end());
}

std::vector<size_t> Toggled(const Item& item, const AnswerValue& value, size_t choice) {
  const QList<int> taken = Positions(value);
  const bool takes_away = taken.contains(static_cast<int>(choice));
  std::vector<size_t> choices;
  for (size_t i = 0; i < item.choices.size(); ++i) {
    const bool stays =
        taken.contains(static_cast<int>(i)) && i != choice &&
        (takes_away || (!item.choices[choice].exclusive && !item.choices[i].exclusive));
    if (stays || (i == choice && !takes_away)) choices.push_back(i);
  }
  return choices;
}

QString InWords(const Item& item, const AnswerValue& value, const DisplayViewModel& display) {
  if (IsTyped(item)) {
    QString typed = TypedFor(item, value);
    if (typed.isEmpty() || !item.number) return typed;
    return QStringLiteral("%1 %2").arg(typed, display.In(item.number->unit)).trimmed();
  }
  QStringList labels;
  for (const int position : Positions(value)) {
    labels << display.In(item.choices[static_cast<size_t>(position)].label);
  }
  return labels.join(QStringLiteral(" • "));
}

QString WithArabicDigits(QString typed) {
  constexpr char16_t kThaiZero = 0x0E50;
  for (QChar& letter : typed) {
    if (letter >= QChar(kThaiZero) && letter <= QChar(kThaiZero + 9)) {
      letter = QChar(u'0' + letter.unicode() - kThaiZero);
    }
  }
  return typed;
}

}  // namespace sucharit
