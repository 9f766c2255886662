// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Saves what waits to a file, and says where it is.
ColumnLayout {
    id: root

    required property ExportViewModel outbox

    spacing: Theme.gap

    NoticeBox {
        objectName: "exportResult"
        Layout.fillWidth: true
        bad: root.outbox.failed
        text: root.outbox.result
    }

    AppButton {
        objectName: "export"
        Layout.fillWidth: true
        enabled: !root.outbox.busy
        text: qsTr("Save the unsent responses to a file")
        onClicked: root.outbox.exportOutbox()
    }
}
