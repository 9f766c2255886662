// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// After stopping.
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

    HeadingText {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Stopped. Nothing was kept.")
    }

    AppText {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("The answers were erased from this tablet.")
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
