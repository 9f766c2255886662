// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Asks the respondent for the card that was drawn. Where employees serve themselves it is the home page.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property CardViewModel card: tablet.card
    property alias reader: reader

    display: tablet.display
    title: tablet.agency
    actions: [
        AppButton {
            objectName: "notNow"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: root.tablet.selfService ? qsTr("Staff") : qsTr("Not now")
            onClicked: root.tablet.selfService ? root.tablet.openSignIn() : root.tablet.takeBack()
        },
        AppButton {
            objectName: "confirmCard"
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            primary: true
            enabled: root.card.complete
            text: qsTr("Continue")
            onClicked: root.card.confirm()
        }
    ]

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Your card, please")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The card makes sure that each person answers once. Nobody knows who drew which card, and it is sealed with your answers.")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.card.error
    }

    QrReader {
        id: reader

        Layout.fillWidth: true
        prompt: qsTr("Scan the code on the card")
        onRead: text => root.card.scanned(text)
    }

    Card {
        Layout.fillWidth: true

        AppText {
            Layout.fillWidth: true
            text: qsTr("The sixteen letters and digits on the card")
            font.bold: true
        }

        AppField {
            id: field

            objectName: "cardCode"
            Layout.fillWidth: true
            focus: true
            label: qsTr("The sixteen letters and digits on the card")
            example: "XXXX-XXXX-XXXX-XXXX"
            font.family: "monospace"
            font.capitalization: Font.AllUppercase
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase | Qt.ImhSensitiveData | Qt.ImhPreferLatin
            onTextEdited: {
                const atEnd = cursorPosition === length;
                root.card.type(text);
                text = root.card.typed;
                if (atEnd)
                    cursorPosition = length;
            }
            onAccepted: root.card.confirm()
        }

        AppText {
            Layout.fillWidth: true
            text: qsTr("Capitals and small letters are the same, and the dashes come by themselves. There is no letter O or I and no digit 0 or 1.")
            font.pixelSize: Theme.smallSize
            color: Theme.quietText
        }
    }

    Connections {
        function onChanged() {
            if (field.text !== root.card.typed)
                field.text = root.card.typed;
        }

        target: root.card
    }
}
