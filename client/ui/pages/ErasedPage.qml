// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// After a start that found a response which may not be gone on with.
PageFrame {
    id: root

    required property TabletViewModel tablet

    display: tablet.display
    title: tablet.agency
    centered: true
    actions: AppButton {
        objectName: "staff"
        Layout.fillWidth: true
        primary: true
        text: qsTr("Staff: go on")
        onClicked: root.tablet.takeBack()
    }

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("An unfinished response was erased")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The app was closed while somebody was answering. That was more than half an hour ago, or the tablet’s clock was set back since.")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("Nobody can know whether the same person is still here, so nothing of it was kept. Responses that were finished are safe.")
    }
}
