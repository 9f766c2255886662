// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>

#include "client/ui/view_models/tablet_view_model.h"

namespace sucharit {

// Makes every page once. False, and what is wrong on stderr, if a QML module or a font is missing
// on this machine or a page has a fault. Shows nothing.
bool SelfTest(QQmlEngine& engine, TabletViewModel& tablet);

}  // namespace sucharit
