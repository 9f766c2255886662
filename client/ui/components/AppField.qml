// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Sucharit

TextField {
    id: control

    required property string label
    // What an answer may look like; left out where it doesn't fit, rather than cut off.
    property string example

    implicitHeight: Math.max(Theme.target, contentHeight + 24)
    font.pixelSize: Theme.bodySize
    color: Theme.text
    placeholderText: measure.advanceWidth <= width - leftPadding - rightPadding ? example : ""
    placeholderTextColor: Theme.quietText
    selectByMouse: true
    Accessible.name: label

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: control.activeFocus ? 3 : 1
        border.color: control.activeFocus ? Theme.primary : Theme.line
    }

    TextMetrics {
        id: measure

        font: control.font
        text: control.example
    }
}
