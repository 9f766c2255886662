// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Ten digits to press, one to take the last one away and one to be done.
GridLayout {
    id: root

    property bool canFinish: false
    readonly property int keyHeight: Math.round(64 * Math.min(1.4, Theme.textScale))

    signal digit(string figure)
    signal erase
    signal done

    columns: 3
    rowSpacing: Theme.gap
    columnSpacing: Theme.gap

    Repeater {
        model: 9

        delegate: AppButton {
            required property int index

            objectName: "digit" + text
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            // qmllint disable unqualified
            Layout.preferredHeight: Math.max(root.keyHeight, implicitHeight)
            text: index + 1
            onClicked: root.digit(text)
            // qmllint enable unqualified
        }
    }

    AppButton {
        objectName: "eraseDigit"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: Math.max(root.keyHeight, implicitHeight)
        text: qsTr("Delete")
        onClicked: root.erase()
    }

    AppButton {
        objectName: "digit0"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: Math.max(root.keyHeight, implicitHeight)
        text: "0"
        onClicked: root.digit(text)
    }

    AppButton {
        objectName: "pinDone"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: Math.max(root.keyHeight, implicitHeight)
        primary: true
        enabled: root.canFinish
        text: qsTr("OK")
        onClicked: root.done()
    }
}
