// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Before enrolment: the ticket, a name, and joining.
PageFrame {
    id: root

    required property TabletViewModel tablet
    readonly property EnrolmentViewModel enrolment: tablet.enrolment
    property alias reader: reader
    readonly property FoundFiles files: enrolment.files

    display: tablet.display
    title: qsTr("Sucharit")
    actions: AppButton {
        objectName: "enrol"
        Layout.fillWidth: true
        primary: true
        enabled: root.enrolment.canEnrol
        text: root.enrolment.busy ? qsTr("Enrolling …") : qsTr("Enrol this tablet")
        onClicked: root.enrolment.enrol()
    }

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Enrol this tablet")
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The administrator of your agency has a ticket for each tablet. From then on this tablet speaks with that agency’s server and no other.")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.tablet.error || root.enrolment.error
    }

    Card {
        Layout.fillWidth: true

        AppText {
            Layout.fillWidth: true
            text: qsTr("Ticket")
            font.bold: true
        }

        AppField {
            objectName: "ticket"
            Layout.fillWidth: true
            label: qsTr("Ticket")
            example: "SUCHARIT1:…"
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            text: root.enrolment.ticket
            enabled: !root.enrolment.busy
            onTextEdited: root.enrolment.ticket = text
        }

        AppText {
            objectName: "ticketServer"
            Layout.fillWidth: true
            visible: text.length > 0
            text: root.enrolment.server === "" ? "" : qsTr("For the server %1").arg(root.enrolment.server)
        }

        QrReader {
            id: reader

            Layout.fillWidth: true
            prompt: qsTr("Scan the ticket’s code")
            onRead: text => root.enrolment.scanned(text)
        }

        TicketFiles {
            Layout.fillWidth: true
            files: root.files
            onChosen: path => root.enrolment.loadTicket(path)
        }

        AppText {
            Layout.fillWidth: true
            text: qsTr("Scan it, choose a file, or paste or type all of it.")
            font.pixelSize: Theme.smallSize
            color: Theme.quietText
        }
    }

    Card {
        Layout.fillWidth: true

        AppText {
            Layout.fillWidth: true
            text: qsTr("Name of this tablet")
            font.bold: true
        }

        AppField {
            objectName: "deviceName"
            Layout.fillWidth: true
            label: qsTr("Name of this tablet")
            example: qsTr("for example: Counter 2")
            maximumLength: 64
            text: root.enrolment.deviceName
            enabled: !root.enrolment.busy
            onTextEdited: root.enrolment.deviceName = text
            onAccepted: root.enrolment.enrol()
        }
    }

    ProgressStrip {
        Layout.fillWidth: true
        visible: root.enrolment.busy
        value: 0.5
        Accessible.name: qsTr("Enrolling …")
    }
}
