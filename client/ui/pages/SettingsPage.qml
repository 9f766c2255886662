// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Settings, and what staff look at with the administrator when something is wrong.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property DiagnosticsViewModel diagnostics: tablet.diagnostics
    readonly property KeyboardViewModel keyboard: tablet.keyboard

    display: tablet.display
    title: tablet.agency
    actions: AppButton {
        objectName: "backToStaff"
        Layout.fillWidth: true
        text: qsTr("Back")
        onClicked: root.tablet.openStaff()
    }

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Settings and diagnostics")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.diagnostics.error
    }

    Card {
        Layout.fillWidth: true

        AppText {
            Layout.fillWidth: true
            text: qsTr("Keyboard on the screen")
            font.bold: true
            color: Theme.primary
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: [
                { mode: "automatic", words: qsTr("If this device has no keyboard of its own") },
                { mode: "on", words: qsTr("Always") },
                { mode: "off", words: qsTr("Never") }
            ]

            delegate: ChoiceButton {
                required property var modelData

                objectName: "keyboard-" + modelData.mode
                Layout.fillWidth: true
                text: modelData.words
                // qmllint disable unqualified
                chosen: root.keyboard.mode === modelData.mode
                saved: chosen
                onClicked: root.keyboard.mode = modelData.mode
                // qmllint enable unqualified
            }
        }
    }

    FactList {
        objectName: "identity"
        Layout.fillWidth: true
        heading: qsTr("This tablet")
        rows: root.diagnostics.identity
    }

    FactList {
        objectName: "program"
        Layout.fillWidth: true
        heading: qsTr("Versions and storage")
        rows: root.diagnostics.program
    }

    FactList {
        objectName: "outbox"
        Layout.fillWidth: true
        heading: qsTr("Responses that wait")
        rows: root.diagnostics.outbox.length > 0 ? root.diagnostics.outbox : [{ label: qsTr("Waiting to be sent"), value: qsTr("nothing") }]
    }

    FactList {
        objectName: "lastSync"
        Layout.fillWidth: true
        heading: qsTr("Synchronization")
        rows: [{ label: qsTr("Last time all went well"), value: root.tablet.sync.lastTime || qsTr("never") }]
    }

    LineList {
        objectName: "failures"
        Layout.fillWidth: true
        heading: qsTr("What failed while synchronizing")
        nothing: qsTr("Nothing failed.")
        lines: root.diagnostics.failures
    }

    CheckList {
        Layout.fillWidth: true
        checks: root.diagnostics.checks
        busy: root.diagnostics.checking
        onWanted: root.diagnostics.check()
    }

    LineList {
        objectName: "log"
        Layout.fillWidth: true
        heading: qsTr("Log")
        nothing: qsTr("Nothing has happened yet.")
        lines: root.diagnostics.log
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The log holds times, counts and codes of faults, and nothing of what respondents did.")
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
    }
}
