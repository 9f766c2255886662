// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/offers_view_model.h"

#include <algorithm>

#include <map>
#include <utility>

#include "client/ui/view_models/user_message.h"
#include "common/status/status_macros.h"

namespace sucharit {

OffersViewModel::OffersViewModel(Library& library, Outbox& outbox, const Clock& clock,
                                 DisplayViewModel& display)
    : library_(library), outbox_(outbox), clock_(clock), display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, [this] {
    if (!offers_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
  });
}

int OffersViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(offers_.size());
}

QVariant OffersViewModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Offer& offer = offers_[static_cast<size_t>(index.row())];
  switch (role) {
    case kName:
      return display_.In(offer.instrument().name);
    case kTitle:
      return display_.In(offer.round->assessment.definition().title());
    case kAgency:
      return display_.In(offer.round->offer.agency_name());
    case kQuestionnaire:
      return QString::fromStdString(offer.questionnaire);
    case kFinished:
      return static_cast<int>(offer.finished);
    case kAudience:
      return display_.In(offer.instrument().eligibility);
    case kRehearsal:
      return offer.round->offer.rehearsal();
    default:
      return {};
  }
}

QHash<int, QByteArray> OffersViewModel::roleNames() const {
  return {{kName, "name"},          {kTitle, "title"},
          {kAgency, "agency"},      {kQuestionnaire, "questionnaire"},
          {kFinished, "finished"},  {kAudience, "audience"},
          {kRehearsal, "rehearsal"}};
}

bool OffersViewModel::takeCards() const {
  return std::any_of(offers_.begin(), offers_.end(), [](const Offer& offer) {
    return offer.round->TakesCard(offer.questionnaire);
  });
}

int OffersViewModel::rehearsals() const {
  return static_cast<int>(std::count_if(offers_.begin(), offers_.end(), [](const Offer& offer) {
    return offer.round->offer.rehearsal();
  }));
}

QString OffersViewModel::error() const { return UserMessage::For(status_); }

void OffersViewModel::Refresh() {
  std::vector<Offer> offers;
  status_ = Read(offers);
  beginResetModel();
  offers_ = std::move(offers);
  endResetModel();
  Q_EMIT changed();
}

absl::Status OffersViewModel::Read(std::vector<Offer>& offers) {
  ASSIGN_OR_RETURN(const auto rounds, library_.Rounds());
  ASSIGN_OR_RETURN(const auto counts, outbox_.Counts());
  std::map<std::pair<std::string, std::string>, int64_t> finished;
  for (const OutboxCounts& count : counts) {
    finished[{count.round_id, count.questionnaire}] = count.finished;
  }

  const int32_t today = DayInThailand(clock_.Now());
  for (const auto& round : rounds) {
    if (!round->MayBegin(today)) continue;
    for (const std::string& questionnaire : round->offer.questionnaires()) {
      const auto count = finished.find({round->offer.round_id(), questionnaire});
      offers.push_back({round, questionnaire, count == finished.end() ? 0 : count->second});
    }
  }
  return absl::OkStatus();
}

}  // namespace sucharit
