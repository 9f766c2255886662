// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Where the finished responses are, in words, and sending them now.
Card {
    id: root

    required property SyncViewModel sync
    required property ExportViewModel exporter
    property string deviceName

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("Responses on this tablet")
        font.pixelSize: Theme.questionSize
    }

    AppText {
        Layout.fillWidth: true
        text: root.deviceName
        visible: text.length > 0
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
    }

    CountTile {
        objectName: "waiting"
        Layout.fillWidth: true
        label: qsTr("Waiting to be sent")
        count: root.sync.waiting
    }

    CountTile {
        objectName: "received"
        Layout.fillWidth: true
        label: qsTr("Received by the server")
        count: root.sync.received
    }

    CountTile {
        Layout.fillWidth: true
        visible: root.sync.late > 0
        label: qsTr("Received too late to count")
        count: root.sync.late
    }

    CountTile {
        Layout.fillWidth: true
        visible: root.sync.refused > 0
        bad: true
        label: qsTr("Refused by the server and kept here: tell the administrator")
        count: root.sync.refused
    }

    AppText {
        Layout.fillWidth: true
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
        text: root.sync.lastTime ? qsTr("Last synchronized %1").arg(root.sync.lastTime) : qsTr("Not synchronized yet")
    }

    ProgressStrip {
        Layout.fillWidth: true
        visible: root.sync.busy
        to: Math.max(1, root.sync.total)
        value: root.sync.sent
        Accessible.name: root.sync.result
    }

    NoticeBox {
        objectName: "syncResult"
        Layout.fillWidth: true
        bad: root.sync.failed
        text: root.sync.result
    }

    AppButton {
        objectName: "syncNow"
        Layout.fillWidth: true
        primary: !root.sync.busy
        text: root.sync.busy ? qsTr("Stop sending") : qsTr("Synchronize now")
        onClicked: root.sync.busy ? root.sync.cancel() : root.sync.syncNow()
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("The tablet also sends by itself, some time after the last response.")
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
    }

    ExportBox {
        Layout.fillWidth: true
        visible: root.sync.waiting > 0
        outbox: root.exporter
    }
}
