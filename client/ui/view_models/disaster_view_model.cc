// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/disaster_view_model.h"

#include <utility>

#include "client/ui/view_models/user_message.h"
#include "common/status/reason.h"

namespace sucharit {

DisasterViewModel::DisasterViewModel(absl::Status status, QString folder, DisplayViewModel& display,
                                     ExportViewModel& exporter)
    : status_(std::move(status)), folder_(std::move(folder)), exporter_(exporter) {
  connect(&display, &DisplayViewModel::languageChanged, this, &DisasterViewModel::changed);
}

QString DisasterViewModel::message() const { return UserMessage::For(status_); }

ExportViewModel* DisasterViewModel::exporter() const {
  return ReasonOf(status_) == v1::REASON_STORAGE_IN_USE ? nullptr : &exporter_;
}

}  // namespace sucharit
