// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// The respondent's first page: who asks, why, how long, what is kept and what never is.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property IntroductionViewModel introduction: tablet.introduction

    display: tablet.display
    title: introduction.agency
    actions: [
        AppButton {
            objectName: "notNow"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Not now")
            onClicked: root.tablet.takeBack()
        },
        AppButton {
            objectName: "begin"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            text: qsTr("Begin")
            onClicked: root.tablet.begin()
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("We would like to hear your view")
    }

    AppText {
        Layout.fillWidth: true
        text: root.introduction.name
        color: Theme.quietText
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.tablet.form.error
    }

    Card {
        Layout.fillWidth: true

        FactRow {
            Layout.fillWidth: true
            question: qsTr("Who asks?")
            answer: root.introduction.whoAsks
        }

        FactRow {
            Layout.fillWidth: true
            question: qsTr("Why?")
            answer: root.introduction.why
        }

        FactRow {
            Layout.fillWidth: true
            question: qsTr("How long does it take?")
            answer: root.introduction.howLong
        }

        FactRow {
            Layout.fillWidth: true
            question: qsTr("Who may answer?")
            answer: root.introduction.whoMayAnswer
        }

        FactRow {
            Layout.fillWidth: true
            question: qsTr("What is kept?")
            answer: root.introduction.whatIsKept
        }

        FactRow {
            Layout.fillWidth: true
            question: qsTr("What is never kept?")
            answer: root.introduction.whatNeverIs
        }
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("Answering is up to you. You may stop at any time; then nothing is kept.")
        font.bold: true
    }
}
