// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// After the program ended in the middle of a response. Shows no answer.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property FormViewModel form: tablet.form

    display: tablet.display
    title: tablet.agency
    centered: true
    actions: [
        AppButton {
            objectName: "wipe"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: !root.form.busy
            text: qsTr("Erase")
            onClicked: wipePopup.open()
        },
        AppButton {
            objectName: "goOn"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: !root.form.busy
            visible: root.tablet.mayBeHandedBack
            text: qsTr("Staff: hand it back")
            onClicked: root.tablet.handBack()
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("A response isn’t finished")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The app was closed while somebody was answering. The answers given so far are safe and hidden.")
    }

    AppText {
        objectName: "where"
        Layout.fillWidth: true
        visible: root.form.size > 0
        font.bold: true
        font.pixelSize: Theme.questionSize
        text: qsTr("Question %1 of %2").arg(root.form.resumeNumber).arg(root.form.size)
    }

    AppText {
        Layout.fillWidth: true
        text: root.tablet.mayBeHandedBack ? qsTr("Whoever handed the tablet over hands it back with their own PIN, and only if the same person is here. Otherwise erase it: nothing is kept then.") : qsTr("Nobody can hand it back, so it can only be erased. Nothing is kept then.")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.form.error
    }

    ConfirmPopup {
        id: wipePopup

        objectName: "wipePopup"
        question: qsTr("Erase the unfinished response?")
        explanation: qsTr("Nothing of it is kept.")
        no: qsTr("Leave it")
        yes: qsTr("Erase")
        onConfirmed: root.form.abandon()
    }
}
