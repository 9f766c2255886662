// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// Thai and English keys, or digits alone, below the page. As high as it needs while it is open, else gone.
Rectangle {
    id: root

    required property KeyboardViewModel keyboard
    required property DisplayViewModel display
    // Below this height the keys are as small as a finger allows.
    property real room: 800
    property string language: "th"
    property bool shift: false
    readonly property var rows: keyboard.digits ? layouts.digits : (language === "th" ? layouts.th : layouts.en)[shift ? 1 : 0]
    readonly property int gap: 4
    readonly property int columns: 12
    readonly property real unit: (Math.min(width, 1120) - 2 * gap - (columns - 1) * gap) / columns
    readonly property int keyHeight: room < 600 ? 48 : 60

    visible: keyboard.open
    implicitHeight: visible ? column.height + 2 * gap : 0
    color: Theme.disabled
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Keyboard")

    function written(character) {
        keyboard.type(character);
        shift = false;
    }

    function widthOf(units) {
        return units * unit + (units - 1) * gap;
    }

    KeyboardLayouts {
        id: layouts
    }

    Connections {
        function onOpenChanged() {
            root.shift = false;
            root.language = root.keyboard.latin ? "en" : root.display.language;
        }

        target: root.keyboard
    }

    // What lies between the keys isn't what lies below them.
    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: column

        anchors.horizontalCenter: parent.horizontalCenter
        y: root.gap
        spacing: root.gap

        Repeater {
            model: root.rows

            delegate: Row {
                id: row

                required property int index
                required property string modelData
                readonly property bool last: index === 3

                anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
                spacing: root.gap // qmllint disable unqualified

                // qmllint disable unqualified
                KeyboardKey {
                    objectName: row.last ? "keyShift" : ""
                    visible: row.last
                    width: root.widthOf(1)
                    height: root.keyHeight
                    wordy: true
                    text: qsTr("Shift")
                    lit: root.shift
                    onClicked: root.shift = !root.shift
                }

                Repeater {
                    model: row.modelData.split("")

                    delegate: KeyboardKey {
                        required property string modelData
                        readonly property bool mark: /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4d]/.test(modelData)

                        objectName: "key_" + modelData
                        width: root.widthOf(1)
                        height: root.keyHeight
                        text: mark ? "\u25cc" + modelData : modelData
                        spoken: layouts.names[modelData] || modelData
                        onClicked: root.written(modelData)
                    }
                }

                KeyboardKey {
                    objectName: row.last ? "keyBackspace" : ""
                    visible: row.last
                    width: root.widthOf(1)
                    height: root.keyHeight
                    autoRepeat: true
                    wordy: true
                    text: qsTr("Delete")
                    onClicked: root.keyboard.backspace()
                }
                // qmllint enable unqualified
            }
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: root.gap

            KeyboardKey {
                objectName: "keyLanguage"
                visible: !root.keyboard.digits
                width: root.widthOf(2)
                height: root.keyHeight
                wordy: true
                text: root.language === "th" ? "English" : "ไทย"
                spoken: root.language === "th" ? "English letters" : "ตัวอักษรไทย"
                onClicked: {
                    root.shift = false;
                    root.language = root.language === "th" ? "en" : "th";
                }
            }

            KeyboardKey {
                objectName: "keySpace"
                visible: !root.keyboard.digits
                width: root.widthOf(5)
                height: root.keyHeight
                wordy: true
                text: qsTr("Space")
                onClicked: root.written(" ")
            }

            KeyboardKey {
                objectName: "keyDigitsBackspace"
                visible: root.keyboard.digits
                width: root.widthOf(3)
                height: root.keyHeight
                wordy: true
                autoRepeat: true
                text: qsTr("Delete")
                onClicked: root.keyboard.backspace()
            }

            KeyboardKey {
                objectName: "keyEnter"
                width: root.widthOf(3)
                height: root.keyHeight
                wordy: true
                text: qsTr("Enter")
                onClicked: root.keyboard.enter()
            }

            KeyboardKey {
                objectName: "keyHide"
                width: root.widthOf(2)
                height: root.keyHeight
                wordy: true
                text: qsTr("Hide")
                spoken: qsTr("Hide the keyboard")
                onClicked: root.keyboard.hide()
            }
        }
    }
}
