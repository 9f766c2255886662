// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include <QString>

#include "tests/qml/stage.h"

namespace sucharit::testing {

// One state of one page, and how the stage gets there from nowhere.
struct PageStop {
  QString name;  // Begins with the page's file: "StaffPage, warned".
  std::function<void(Stage&)> go;
};

// Every page in every state that looks different. Layout, accessibility and pictures are checked on
// each; a new page is one entry more.
const std::vector<PageStop>& PageTour();

// Ends the program if there is none of that name.
const PageStop& PageStopNamed(const QString& name);

}  // namespace sucharit::testing
