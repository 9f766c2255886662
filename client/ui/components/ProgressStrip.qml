// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Sucharit

T.ProgressBar {
    id: control

    implicitHeight: 14
    implicitWidth: 200

    background: Rectangle {
        radius: height / 2
        color: Theme.surface
        border.width: 1
        border.color: Theme.line
    }
    contentItem: Item {
        Rectangle {
            width: Math.max(height, parent.width * control.position)
            height: parent.height
            radius: height / 2
            color: Theme.primary
        }
    }
}
