// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Who may take this tablet back: the first person after enrolment, later others and new PINs.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property StaffViewModel staff: tablet.staff
    readonly property bool first: staff.count === 0
    readonly property bool saving: staff.busy

    // What was kept needn't stand there any more; what was refused may be corrected.
    onSavingChanged: {
        if (saving || staff.error !== "")
            return;
        for (const field of [nameField, pinField, againField, ownField, ownAgainField])
            field.clear();
    }

    display: tablet.display
    title: tablet.agency
    actions: [
        AppButton {
            objectName: "backToStaff"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: !root.first
            text: qsTr("Back")
            onClicked: root.tablet.openStaff()
        },
        AppButton {
            objectName: "add"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: !root.staff.busy && nameField.text.trim().length > 0 && pinField.text.length >= 4
            text: root.staff.busy ? qsTr("Saving …") : root.first ? qsTr("Continue") : qsTr("Add this person")
            onClicked: root.staff.add(nameField.text, pinField.text, againField.text)
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: root.first ? qsTr("Who hands this tablet over?") : qsTr("Staff of this tablet")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("A respondent can’t leave the questions without a PIN. Each person of the staff has a PIN of their own, four to eight digits long.")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.staff.error
    }

    Repeater {
        model: root.staff

        delegate: Card {
            id: card

            required property int index
            required property string name
            required property bool isSignedIn

            objectName: "card" + index
            Layout.fillWidth: true

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                AppText {
                    Layout.fillWidth: true
                    text: card.isSignedIn ? qsTr("%1 (you)").arg(card.name) : card.name
                    font.bold: true
                }

                AppButton {
                    objectName: "remove" + card.index
                    visible: !card.isSignedIn
                    text: qsTr("Remove")
                    Accessible.name: qsTr("Remove: %1").arg(card.name)
                    onClicked: {
                        removePopup.row = card.index; // qmllint disable unqualified
                        removePopup.open(); // qmllint disable unqualified
                    }
                }
            }
        }
    }

    Card {
        Layout.fillWidth: true

        AppText {
            Layout.fillWidth: true
            text: root.first ? qsTr("You") : qsTr("Somebody else")
            font.bold: true
        }

        AppText {
            Layout.fillWidth: true
            text: nameField.label
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        AppField {
            id: nameField

            objectName: "name"
            Layout.fillWidth: true
            label: qsTr("Name")
            maximumLength: 64
        }

        AppText {
            Layout.fillWidth: true
            text: pinField.label
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        PinField {
            id: pinField

            objectName: "pin"
            Layout.fillWidth: true
            label: qsTr("PIN")
        }

        AppText {
            Layout.fillWidth: true
            text: againField.label
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        PinField {
            id: againField

            objectName: "again"
            Layout.fillWidth: true
            label: qsTr("The same PIN again")
        }
    }

    Card {
        Layout.fillWidth: true
        visible: !root.first

        AppText {
            Layout.fillWidth: true
            text: qsTr("A new PIN for yourself")
            font.bold: true
        }

        AppText {
            Layout.fillWidth: true
            text: ownField.label
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        PinField {
            id: ownField

            objectName: "ownPin"
            Layout.fillWidth: true
            label: qsTr("New PIN")
        }

        AppText {
            Layout.fillWidth: true
            text: ownAgainField.label
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        PinField {
            id: ownAgainField

            objectName: "ownAgain"
            Layout.fillWidth: true
            label: qsTr("The same PIN again")
        }

        AppButton {
            objectName: "changePin"
            Layout.fillWidth: true
            enabled: !root.staff.busy && ownField.text.length >= 4
            text: qsTr("Change my PIN")
            onClicked: root.staff.changePin(ownField.text, ownAgainField.text)
        }
    }

    ConfirmPopup {
        id: removePopup

        property int row: -1

        objectName: "removePopup"
        question: qsTr("Remove this person?")
        explanation: qsTr("They can’t take this tablet back any more. Responses stay as they are.")
        no: qsTr("Leave it")
        yes: qsTr("Remove")
        onConfirmed: root.staff.remove(row)
    }
}
