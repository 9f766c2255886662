// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/warnings_view_model.h"

namespace sucharit {
namespace {

constexpr int64_t kMegabyte = int64_t{1024} * 1024;

}  // namespace

WarningsViewModel::WarningsViewModel(Outbox& outbox, const StorageSpace& space, const Clock& clock,
                                     DisplayViewModel& display)
    : outbox_(outbox), space_(space), clock_(clock) {
  connect(&display, &DisplayViewModel::languageChanged, this, &WarningsViewModel::changed);
  Refresh();
}

QString WarningsViewModel::storage() const {
  if (free_bytes_ < 0 || free_bytes_ >= kLowStorageBytes) return {};
  return tr("Little space is left on this tablet: %1 MB. Free some soon, before answers can’t be "
            "saved any more.")
      .arg(free_bytes_ / kMegabyte);
}

QString WarningsViewModel::unsent() const {
  if (days_unsent_ < kDaysUnsent) return {};
  return tr(
      "Responses have been waiting here for %n day(s). Bring the tablet to a network and "
      "synchronize, or save them to a file.",
      "", days_unsent_);
}

void WarningsViewModel::Refresh() {
  free_bytes_ = space_.FreeBytes();
  const auto oldest = outbox_.OldestWaitingDay();
  const bool waits = oldest.ok() && oldest->has_value();
  days_unsent_ = waits ? DayInThailand(clock_.Now()) - **oldest : 0;
  Q_EMIT changed();
}

}  // namespace sucharit
