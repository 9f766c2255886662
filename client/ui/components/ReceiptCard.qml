// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// The receipt of a response: what the respondent may write down or photograph. Gone where there is none.
Card {
    id: root

    property string code

    objectName: "receiptCard"
    visible: code.length > 0

    AppText {
        Layout.fillWidth: true
        text: qsTr("Your receipt")
        font.bold: true
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("Write it down or photograph it. When the results are published you can check that your response was counted. The receipt doesn’t tell what you answered, and it is kept nowhere on this tablet.")
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
    }

    AppText {
        objectName: "receipt"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: root.code
        font.family: "monospace"
        font.bold: true
    }

    QrItem {
        objectName: "receiptPicture"
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: 240
        Layout.preferredHeight: 240
        text: root.code
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("The receipt as a QR code")
    }
}
