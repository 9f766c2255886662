// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <QCoreApplication>
#include <QString>

#include "client/ui/view_models/display_view_model.h"

namespace sucharit {

// An instant for the eye, in Thailand's time and in the language of the screen.
class TimeText {
  Q_DECLARE_TR_FUNCTIONS(TimeText)

 public:
  static QString Of(int64_t unix_seconds, const DisplayViewModel& display);
};

}  // namespace sucharit
