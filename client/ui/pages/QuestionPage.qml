// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// One question with its own choices.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property FormViewModel form: tablet.form
    readonly property int number: form.number

    onNumberChanged: scroller.contentY = 0

    display: tablet.display
    title: qsTr("Question %1 of %2").arg(form.number).arg(form.size)
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
            visible: root.form.number > 1 || root.form.changing
            text: qsTr("Back")
            onClicked: root.form.back()
        },
        AppButton {
            objectName: "next"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: root.form.canGoOn
            text: !root.form.canGoOn ? qsTr("Choose one answer") : root.form.changing || root.form.number === root.form.size ? qsTr("Look at my answers") : qsTr("Next")
            onClicked: root.form.next()
        }
    ]

    ProgressStrip {
        objectName: "progress"
        Layout.fillWidth: true
        to: root.form.size
        value: root.form.number
        Accessible.name: root.title
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.form.error
    }

    AppText {
        objectName: "question"
        Layout.fillWidth: true
        Layout.topMargin: 8
        Layout.bottomMargin: 8
        text: root.form.text
        font.bold: true
        font.pixelSize: Theme.questionSize
        Accessible.role: Accessible.Heading
    }

    Repeater {
        id: choices

        objectName: "choices"
        model: root.form.choices

        delegate: ChoiceButton {
            required property int index
            required property string modelData

            objectName: "choice" + index
            Layout.fillWidth: true
            text: modelData
            // qmllint disable unqualified
            chosen: root.form.pressed === index
            saved: root.form.saved === index
            onClicked: root.form.choose(index)
            // qmllint enable unqualified
        }
    }

    ConfirmPopup {
        id: stopPopup

        objectName: "stopPopup"
        question: qsTr("Stop answering?")
        explanation: qsTr("Your answers so far are erased. Nothing is kept.")
        no: qsTr("Go on answering")
        yes: qsTr("Stop and erase")
        onConfirmed: root.form.abandon()
    }
}
