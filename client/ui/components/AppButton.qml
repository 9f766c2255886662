// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Sucharit

// A push button. `primary` is the one thing most people want to do next.
T.Button {
    id: control

    property bool primary: false

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: 18
    verticalPadding: 8
    font.pixelSize: Theme.bodySize
    font.bold: primary
    focusPolicy: Qt.StrongFocus
    Accessible.name: text

    contentItem: AppText {
        text: control.text
        font: control.font
        color: !control.enabled ? Theme.disabledText : control.primary ? Theme.primaryText : Theme.primary
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: !control.enabled ? Theme.disabled : control.primary ? (control.down ? Theme.primaryPressed : Theme.primary) : (control.down ? Theme.chosen : Theme.surface)
        border.width: control.visualFocus ? 4 : 2
        border.color: control.visualFocus ? Theme.focus : control.enabled ? Theme.primary : Theme.line
    }
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
}
