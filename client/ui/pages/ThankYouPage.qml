// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// After finishing.
PageFrame {
    id: root

    required property TabletViewModel tablet

    display: tablet.display
    title: tablet.agency
    centered: true
    actions: AppButton {
        objectName: "staff"
        Layout.fillWidth: true
        text: root.tablet.selfService ? qsTr("Done: next person") : qsTr("Staff: next person")
        onClicked: root.tablet.takeBack()
    }

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        implicitWidth: 112
        implicitHeight: 112
        radius: 56
        color: Theme.good

        TickMark {
            anchors.centerIn: parent
            width: 80
            height: 80
            color: Theme.goodMark
        }
    }

    HeadingText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Thank you")
    }

    AppText {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Your answers are saved and sealed. Nobody can read them on this tablet, not even staff.")
    }

    ReceiptCard {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        code: root.tablet.form.receipt
        picture: root.tablet.form.receiptPicture
    }

    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        horizontalAlignment: Text.AlignHCenter
        font.bold: true
        font.pixelSize: Theme.questionSize
        text: root.tablet.selfService ? qsTr("Please let the next person come.") : qsTr("Please hand the tablet back to staff.")
    }
}
