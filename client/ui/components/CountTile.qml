// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// A number in words: "Waiting 12".
RowLayout {
    id: root

    property string label
    property int count: 0
    property bool bad: false

    spacing: Theme.gap
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " " + count

    AppText {
        Layout.fillWidth: true
        text: root.label
        color: root.bad ? Theme.bad : Theme.text
        Accessible.ignored: true
    }

    AppText {
        text: root.count
        font.bold: true
        color: root.bad ? Theme.bad : Theme.text
        Accessible.ignored: true
    }
}
