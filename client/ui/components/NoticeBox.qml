// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// A sentence about how something went. Gone while there is none.
Rectangle {
    id: root

    property string text
    property bool bad: true

    visible: text.length > 0
    implicitHeight: sentence.implicitHeight + 32
    implicitWidth: 200
    radius: Theme.radius
    color: bad ? Theme.badSurface : Theme.goodSurface
    border.width: 2
    border.color: bad ? Theme.bad : Theme.good
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        anchors.fill: parent
        anchors.margins: 16
        spacing: 14

        AppText {
            text: root.bad ? "!" : "i"
            font.bold: true
            color: sentence.color
            Accessible.ignored: true
        }

        AppText {
            id: sentence

            objectName: "sentence"
            Layout.fillWidth: true
            text: root.text
            color: root.bad ? Theme.bad : Theme.good
            Accessible.ignored: true
        }
    }
}
