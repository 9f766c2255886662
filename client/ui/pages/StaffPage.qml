// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Staff's home: what may be begun, and what became of what was finished.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property bool wide: width >= 1000 && Theme.textScale < 2

    display: tablet.display
    title: tablet.agency
    widest: wide ? 1200 : Theme.widest

    NoticeBox {
        Layout.fillWidth: true
        text: root.tablet.error || root.tablet.offers.error
    }

    GridLayout {
        Layout.fillWidth: true
        columns: root.wide ? 2 : 1
        columnSpacing: Theme.margin
        rowSpacing: Theme.margin

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.alignment: Qt.AlignTop
            spacing: Theme.gap

            HeadingText {
                Layout.fillWidth: true
                text: qsTr("Hand the tablet over")
            }

            AppText {
                Layout.fillWidth: true
                text: qsTr("Choose the questionnaire, then give the tablet to the person who answers.")
                color: Theme.quietText
            }

            Repeater {
                model: root.tablet.offers

                delegate: OfferCard {
                    objectName: "offer" + index
                    Layout.fillWidth: true
                    onClicked: root.tablet.handOver(index)
                }
            }

            AppText {
                objectName: "nothingOffered"
                Layout.fillWidth: true
                visible: root.tablet.offers.count === 0
                text: qsTr("No questionnaire may be begun now. Synchronize to see whether a round is open.")
            }
        }

        SyncCard {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            sync: root.tablet.sync
            deviceName: root.tablet.deviceName
        }
    }
}
