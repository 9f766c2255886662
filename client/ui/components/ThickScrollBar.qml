// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Sucharit

// Stays visible while there is more than fits, so that nobody misses the last choice.
T.ScrollBar {
    id: control

    implicitWidth: 14
    padding: 3
    minimumSize: 0.1
    policy: size < 1 ? T.ScrollBar.AlwaysOn : T.ScrollBar.AlwaysOff
    visible: policy === T.ScrollBar.AlwaysOn

    contentItem: Rectangle {
        implicitWidth: 8
        radius: 4
        color: control.pressed ? Theme.primary : Theme.line
    }
}
