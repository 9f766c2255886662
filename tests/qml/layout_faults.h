// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickItem>
#include <QStringList>

namespace sucharit::testing {

// What somebody at the screen couldn't read, reach or hit of what is visible below `root`: texts
// that are cut off or lie beyond what can be scrolled to, and targets that are too small. Empty if
// all is well. Layouts must have settled.
QStringList LayoutFaults(const QQuickItem& root);

// Everything that is visible and can be pressed or typed into, in no order.
QList<QQuickItem*> ShownTargets(const QQuickItem& root);

}  // namespace sucharit::testing
