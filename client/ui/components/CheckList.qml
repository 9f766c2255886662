// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// The self-test: a button, and a line for each check. `checks` is a list of {text, good}.
Card {
    id: root

    property var checks: []
    property bool busy: false

    signal wanted

    AppText {
        Layout.fillWidth: true
        text: qsTr("Self-test")
        font.bold: true
        color: Theme.primary
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.checks

        delegate: RowLayout {
            id: line

            required property int index
            required property var modelData
            readonly property string verdict: modelData.good ? qsTr("In order") : qsTr("Fault")

            objectName: "check" + index
            Layout.fillWidth: true
            spacing: Theme.gap
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.text + ": " + verdict

            AppText {
                Layout.fillWidth: true
                text: line.modelData.text
                Accessible.ignored: true
            }

            AppText {
                text: line.verdict
                font.bold: true
                color: line.modelData.good ? Theme.good : Theme.bad
                Accessible.ignored: true
            }
        }
    }

    AppButton {
        objectName: "check"
        Layout.fillWidth: true
        enabled: !root.busy
        text: root.busy ? qsTr("Testing …") : qsTr("Test this tablet")
        onClicked: root.wanted()
    }
}
