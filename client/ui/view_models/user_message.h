// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

#include "absl/status/status.h"

namespace sucharit {

// What went wrong, as a sentence in the language of the screen that says what to do. The English
// message of a status is for logs and is never shown.
class UserMessage {
  Q_DECLARE_TR_FUNCTIONS(UserMessage)

 public:
  // Empty if `status` is OK.
  static QString For(const absl::Status& status);
};

}  // namespace sucharit
