// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QString>
#include <QStringList>

namespace sucharit::testing {

// What is in the way of somebody with a screen reader, as Qt's accessibility tree of the window
// tells it: targets that aren't in it or without a fitting role, a name in `language` ("th" or
// "en") or an action, and buttons beside each other with the same name. `own_names` are names that
// stay as they are in every language. Empty if all is well.
QStringList AccessibleFaults(QQuickWindow& window, const QString& language,
                             const QStringList& own_names);

// What is in the way of somebody with a keyboard or switches: targets that Tab doesn't come to, and
// buttons that Enter and Space don't press. Nothing is pressed by this. The window must be active.
QStringList KeyboardFaults(QQuickWindow& window);

}  // namespace sucharit::testing
