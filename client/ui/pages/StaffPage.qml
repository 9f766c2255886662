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
    actions: [
        AppButton {
            objectName: "people"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Staff and PINs")
            onClicked: root.tablet.openPeople()
        },
        AppButton {
            objectName: "serveThemselves"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: root.tablet.offers.takeCards
            text: qsTr("Leave to employees")
            onClicked: root.tablet.serveThemselves()
        },
        AppButton {
            objectName: "signOut"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Sign out: %1").arg(root.tablet.staff.name)
            onClicked: root.tablet.signOut()
        }
    ]

    NoticeBox {
        Layout.fillWidth: true
        text: root.tablet.error || root.tablet.offers.error
    }

    NoticeBox {
        objectName: "lowStorage"
        Layout.fillWidth: true
        text: root.tablet.warnings.storage
    }

    NoticeBox {
        objectName: "longUnsent"
        Layout.fillWidth: true
        text: root.tablet.warnings.unsent
    }

    // Widths are given, not negotiated: nested layouts of wrapped text don't settle when rows come and go.
    Item {
        id: sheet

        readonly property int gap: Theme.margin
        readonly property real besides: outbox.implicitHeight + gap + settings.implicitHeight

        Layout.fillWidth: true
        implicitHeight: root.wide ? Math.max(choices.implicitHeight, besides) : choices.implicitHeight + gap + besides

        ColumnLayout {
            id: choices

            width: root.wide ? Math.round((sheet.width - sheet.gap) * 0.58) : sheet.width
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
                    onClicked: root.tablet.handOver(index) // qmllint disable unqualified
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
            id: outbox

            x: root.wide ? choices.width + sheet.gap : 0
            y: root.wide ? 0 : choices.height + sheet.gap
            width: sheet.width - x
            sync: root.tablet.sync
            exporter: root.tablet.exporter
            deviceName: root.tablet.deviceName
        }

        AppButton {
            id: settings

            objectName: "settings"
            x: outbox.x
            y: outbox.y + outbox.height + sheet.gap
            width: outbox.width
            text: qsTr("Settings and diagnostics")
            onClicked: root.tablet.openSettings()
        }
    }
}
