// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Sucharit

// A key of the keyboard on the screen. Takes no focus, since what is edited must keep it.
T.AbstractButton {
    id: control

    // How many keys wide it is.
    property real units: 1
    property bool wordy: text.length > 2
    property bool lit: false
    property string spoken: text

    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.Button
    Accessible.name: spoken

    contentItem: Text {
        text: control.text
        textFormat: Text.PlainText
        font.pixelSize: Math.min(control.wordy ? Theme.smallSize : Theme.bodySize, Math.round(control.height * (control.wordy ? 0.4 : 0.56)))
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 12
        color: control.lit ? Theme.primaryText : Theme.text
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: 8
        color: control.down ? Theme.chosen : control.lit ? Theme.primary : Theme.surface
        border.width: control.down ? 3 : 1
        border.color: control.down ? Theme.primary : Theme.line
    }
}
