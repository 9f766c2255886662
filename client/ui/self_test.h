// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>

namespace sucharit {

class TabletViewModel;

// Makes every page once. False, and what is wrong on stderr, if a QML module or a font is missing
// on this machine or a page has a fault. Shows nothing.
bool SelfTest(QQmlEngine& engine, TabletViewModel& tablet);

// Whether every page and all that it is made of can be loaded. Makes none of them.
bool PagesCanBeLoaded();

}  // namespace sucharit
