// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/disaster_view_model.h"

#include <utility>

#include "client/ui/view_models/user_message.h"

namespace sucharit {

DisasterViewModel::DisasterViewModel(absl::Status status, QString folder, DisplayViewModel& display)
    : status_(std::move(status)), folder_(std::move(folder)) {
  connect(&display, &DisplayViewModel::languageChanged, this, &DisasterViewModel::changed);
}

QString DisasterViewModel::message() const { return UserMessage::For(status_); }

}  // namespace sucharit
