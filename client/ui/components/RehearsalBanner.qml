// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// Says on every page of a rehearsal that nothing counts. Gone while there is nothing to say.
Rectangle {
    id: root

    property string text

    visible: text.length > 0
    implicitHeight: visible ? sentence.implicitHeight + 16 : 0
    color: Theme.primary
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    AppText {
        id: sentence

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: parent.width - 2 * Theme.margin
        text: root.text
        font.bold: true
        font.pixelSize: Theme.smallSize
        color: Theme.primaryText
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
