// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// What staff say before they hand over: the service point, for example.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property StaffQuestionsViewModel questions: tablet.staffQuestions

    display: tablet.display
    title: tablet.agency
    actions: [
        AppButton {
            objectName: "backToStaff"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Back")
            onClicked: root.tablet.openStaff()
        },
        AppButton {
            objectName: "handOverNow"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: root.questions.complete
            text: qsTr("Hand over")
            onClicked: root.tablet.handOverNow()
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Before you hand over")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The respondent doesn’t see this. It is kept with the answers and counted only for groups large enough.")
        color: Theme.quietText
    }

    Repeater {
        model: root.questions

        delegate: Card {
            id: card

            required property int index
            required property string question
            required property var choices
            required property int chosen

            Layout.fillWidth: true

            AppText {
                Layout.fillWidth: true
                text: card.question
                font.bold: true
            }

            Repeater {
                model: card.choices

                delegate: ChoiceButton {
                    required property int index
                    required property string modelData

                    objectName: "staff" + card.index + "choice" + index // qmllint disable unqualified
                    Layout.fillWidth: true
                    text: modelData
                    // qmllint disable unqualified
                    chosen: card.chosen === index
                    saved: chosen
                    onClicked: root.questions.choose(card.index, index)
                    // qmllint enable unqualified
                }
            }
        }
    }
}
