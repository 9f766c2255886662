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
    readonly property string prompt: form.kind === "number" ? qsTr("Type a number") : form.kind === "text" ? qsTr("Write an answer") : form.kind === "choices" ? qsTr("Choose at least one answer") : qsTr("Choose one answer")

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
            text: !root.form.canGoOn ? root.prompt : !root.form.answered && root.form.typed === "" ? qsTr("Skip this question") : root.form.changing || root.form.number === root.form.size ? qsTr("Look at my answers") : qsTr("Next")
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
        objectName: "section"
        Layout.fillWidth: true
        Layout.topMargin: 8
        visible: text.length > 0
        text: root.form.section
        color: Theme.quietText
        font.bold: true
        Accessible.role: Accessible.Heading
    }

    AppText {
        Layout.fillWidth: true
        visible: text.length > 0
        text: root.form.sectionText
        color: Theme.quietText
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

    AppText {
        objectName: "hint"
        Layout.fillWidth: true
        Layout.bottomMargin: 8
        visible: text.length > 0
        text: (root.form.hint + " " + (root.form.optional ? qsTr("You may leave this question out.") : "")).trim()
    }

    AppField {
        objectName: "numberField"
        Layout.fillWidth: true
        Layout.maximumWidth: 400 * Theme.textScale
        visible: root.form.kind === "number"
        label: root.form.text
        example: root.form.unit
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        maximumLength: 20
        text: root.form.kind === "number" ? root.form.typed : ""
        onTextEdited: root.form.type(text)
        onAccepted: root.form.next()
    }

    AppTextArea {
        objectName: "textField"
        Layout.fillWidth: true
        visible: root.form.kind === "text"
        label: root.form.text
        text: root.form.kind === "text" ? root.form.typed : ""
        onTextChanged: {
            if (root.form.kind === "text")
                root.form.type(text);
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: root.form.kind === "number" || root.form.kind === "text"
        spacing: 12

        Rectangle {
            objectName: "typedIsSaved"
            implicitWidth: Math.round(32 * Math.min(1.5, Theme.textScale))
            implicitHeight: implicitWidth
            radius: width / 2
            color: Theme.primary
            visible: root.form.typedIsSaved
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Saved")

            TickMark {
                anchors.fill: parent
                anchors.margins: 4
            }
        }

        AppText {
            Layout.fillWidth: true
            text: root.form.kind === "number" ? root.form.unit : qsTr("%1 of %2 letters").arg(root.form.typed.length).arg(root.form.maximumLength)
            color: Theme.quietText
        }
    }

    AppText {
        Layout.fillWidth: true
        visible: root.form.kind === "text"
        text: qsTr("Please don’t write names or anything that tells who you are.")
        color: Theme.quietText
        font.pixelSize: Theme.smallSize
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
            several: root.form.kind === "choices"
            chosen: root.form.pressed.indexOf(index) >= 0
            saved: root.form.saved.indexOf(index) >= 0
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
