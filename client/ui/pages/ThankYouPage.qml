// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// After finishing.
PageFrame {
    id: root

    required property TabletViewModel tablet
    // Whether words and receipt stand beside each other, so that a wide screen needs no scrolling.
    readonly property bool beside: width >= 1000 && Theme.textScale < 2 && tablet.form.receipt.length > 0

    widest: beside ? 1200 : Theme.widest
    display: tablet.display
    title: tablet.agency
    centered: true
    actions: AppButton {
        objectName: "staff"
        Layout.fillWidth: true
        text: root.tablet.selfService ? qsTr("Done: next person") : qsTr("Staff: next person")
        onClicked: root.tablet.takeBack()
    }

    // Widths are given, as on staff's page.
    Item {
        id: sheet

        readonly property int gap: Theme.margin

        Layout.fillWidth: true
        implicitHeight: root.beside ? Math.max(words.implicitHeight, receipt.implicitHeight) : words.implicitHeight + (receipt.visible ? gap + receipt.implicitHeight : 0)

        ColumnLayout {
            id: words

            y: root.beside ? Math.round((sheet.height - height) / 2) : 0
            width: root.beside ? Math.round((sheet.width - sheet.gap) / 2) : sheet.width
            spacing: Theme.gap

            Rectangle {
                Layout.alignment: Qt.AlignHCenter
                implicitWidth: 112
                implicitHeight: 112
                radius: 56
                color: Theme.good

                TickMark {
                    anchors.centerIn: parent
                    width: 80
                    height: 80
                    color: Theme.goodMark
                }
            }

            HeadingText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Thank you")
            }

            AppText {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Your answers are saved and sealed. Nobody can read them on this tablet, not even staff.")
            }

            AppText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                horizontalAlignment: Text.AlignHCenter
                font.bold: true
                font.pixelSize: Theme.questionSize
                text: root.tablet.selfService ? qsTr("Please let the next person come.") : qsTr("Please hand the tablet back to staff.")
            }
        }

        ReceiptCard {
            id: receipt

            x: root.beside ? words.width + sheet.gap : 0
            y: root.beside ? Math.round((sheet.height - height) / 2) : words.height + sheet.gap
            width: sheet.width - x
            code: root.tablet.form.receipt
        }
    }
}
