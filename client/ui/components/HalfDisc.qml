// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// A disc of which one half is filled: the sign for contrast.
Item {
    id: root

    implicitWidth: Math.round(24 * Theme.textScale)
    implicitHeight: implicitWidth

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: "transparent"
        border.width: 3
        border.color: Theme.primary
    }

    Item {
        width: root.width / 2
        height: root.height
        clip: true

        Rectangle {
            width: root.width
            height: root.height
            radius: width / 2
            color: Theme.primary
        }
    }
}
