// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sucharit {

// Whether the device has a keyboard to write with, built in or plugged in, as Linux tells it in
// `folder` ("/sys/class/input"). Buttons for power and volume, and touch screens, are none. False
// if nobody can tell.
bool HasHardwareKeyboard(const std::string& folder);

}  // namespace sucharit
