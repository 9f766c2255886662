// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// A tick, drawn: few fonts have one.
Item {
    id: root

    property color color: Theme.primaryText

    implicitWidth: 24
    implicitHeight: 24

    Rectangle {
        x: root.width * 0.14
        y: root.height * 0.56
        width: root.width * 0.34
        height: root.height * 0.13
        radius: height / 2
        rotation: 45
        color: root.color
        antialiasing: true
    }

    Rectangle {
        x: root.width * 0.29
        y: root.height * 0.45
        width: root.width * 0.62
        height: root.height * 0.13
        radius: height / 2
        rotation: -50
        color: root.color
        antialiasing: true
    }
}
