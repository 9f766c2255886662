// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Between respondents: only staff come further, with a PIN.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property StaffViewModel staff: tablet.staff
    readonly property bool wide: width >= 1000 && Theme.textScale < 2
    property int chosen: staff.expected
    property string pin
    readonly property bool checking: staff.busy

    onCheckingChanged: {
        if (!checking)
            pin = "";
    }

    display: tablet.display
    title: tablet.agency
    widest: wide ? 1100 : Math.round(560 * Math.max(1, Theme.textScale * 0.9))

    actions: AppButton {
        objectName: "dontHandBack"
        Layout.fillWidth: true
        visible: root.tablet.handingBack || root.tablet.selfService
        text: qsTr("Back")
        onClicked: root.tablet.handingBack ? root.tablet.dontHandBack() : root.tablet.takeBack()
    }

    Keys.onPressed: event => {
        if (event.text >= "0" && event.text <= "9" && event.text.length === 1)
            root.type(event.text);
        else if (event.key === Qt.Key_Backspace)
            root.pin = root.pin.slice(0, -1);
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            root.signIn();
        else
            return;
        event.accepted = true;
    }

    Item {
        id: sheet

        Layout.fillWidth: true
        implicitHeight: root.wide ? Math.max(people.implicitHeight, entry.implicitHeight) : people.implicitHeight + Theme.margin + entry.implicitHeight

        ColumnLayout {
            id: people

            width: root.wide ? Math.round((sheet.width - Theme.margin) * 0.5) : sheet.width
            spacing: Theme.gap

            HeadingText {
                Layout.fillWidth: true
                text: root.tablet.handingBack ? qsTr("Hand the response back") : qsTr("Staff: sign in")
            }

            AppText {
                Layout.fillWidth: true
                visible: root.tablet.handingBack
                text: qsTr("Only the person who handed the tablet over can hand it back.")
            }

            AppText {
                Layout.fillWidth: true
                text: root.staff.count > 1 ? qsTr("Press your name, then type your PIN.") : qsTr("Type your PIN.")
                color: Theme.quietText
            }

            Repeater {
                model: root.staff

                delegate: ChoiceButton {
                    required property int index
                    required property string name

                    objectName: "person" + index
                    Layout.fillWidth: true
                    text: name
                    // qmllint disable unqualified
                    chosen: root.chosen === index
                    saved: chosen
                    onClicked: {
                        root.chosen = index;
                        root.pin = "";
                        root.staff.forgetError();
                        root.forceActiveFocus();
                    }
                    // qmllint enable unqualified
                }
            }
        }

        ColumnLayout {
            id: entry

            x: root.wide ? people.width + Theme.margin : 0
            y: root.wide ? 0 : people.implicitHeight + Theme.margin
            width: sheet.width - x
            spacing: Theme.gap

            Rectangle {
                Layout.fillWidth: true
                implicitHeight: Math.max(Theme.target, dots.implicitHeight + 20)
                radius: Theme.radius
                color: Theme.surface
                border.width: 2
                border.color: Theme.line
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("%n digits typed", "", root.pin.length)

                AppText {
                    id: dots

                    objectName: "dots"
                    anchors.fill: parent
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    text: root.pin.length === 0 ? qsTr("PIN") : "●".repeat(root.pin.length)
                    color: root.pin.length === 0 ? Theme.quietText : Theme.text
                    Accessible.ignored: true
                }
            }

            NoticeBox {
                objectName: "error"
                Layout.fillWidth: true
                text: root.staff.error
            }

            PinPad {
                Layout.fillWidth: true
                enabled: !root.staff.busy
                canFinish: root.pin.length >= 4
                onDigit: figure => root.type(figure)
                onErase: root.pin = root.pin.slice(0, -1)
                onDone: root.signIn()
            }
        }
    }

    function type(figure) {
        if (staff.busy || pin.length >= 8)
            return;
        if (pin.length === 0)
            staff.forgetError();
        pin += figure;
    }

    function signIn() {
        if (pin.length >= 4)
            staff.signIn(chosen, pin);
    }
}
