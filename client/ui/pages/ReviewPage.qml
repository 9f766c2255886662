// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// All answers in the words of their choices, before they are sealed.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property FormViewModel form: tablet.form

    display: tablet.display
    title: qsTr("Your answers")
    barButtons: AppButton {
        objectName: "stop"
        font.pixelSize: Theme.smallSize
        horizontalPadding: 12
        text: qsTr("Stop")
        onClicked: stopPopup.open()
    }
    actions: [
        AppButton {
            objectName: "back"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: !root.form.busy
            text: qsTr("Back")
            onClicked: root.form.back()
        },
        AppButton {
            objectName: "finish"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: !root.form.busy
            text: root.form.busy ? qsTr("Saving …") : qsTr("Finish")
            onClicked: root.form.finish()
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Is this what you meant?")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("Press a question to change its answer. After you finish, nobody can read or change it on this tablet.")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.form.error
    }

    Repeater {
        model: root.form

        delegate: ReviewRow {
            objectName: "row" + index
            Layout.fillWidth: true
            onClicked: root.form.change(index) // qmllint disable unqualified
        }
    }

    ConfirmPopup {
        id: stopPopup

        question: qsTr("Stop answering?")
        explanation: qsTr("Your answers so far are erased. Nothing is kept.")
        no: qsTr("Go on answering")
        yes: qsTr("Stop and erase")
        onConfirmed: root.form.abandon()
    }
}
