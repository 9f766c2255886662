// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Names and values below a heading, for staff to read out. `rows` is a list of {label, value}.
Card {
    id: root

    property string heading
    property var rows: []

    AppText {
        Layout.fillWidth: true
        text: root.heading
        font.bold: true
        color: Theme.primary
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.rows

        delegate: ColumnLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: 2
            Accessible.role: Accessible.StaticText
            Accessible.name: row.modelData.label + ": " + row.modelData.value

            AppText {
                Layout.fillWidth: true
                text: row.modelData.label
                font.pixelSize: Theme.smallSize
                color: Theme.quietText
                Accessible.ignored: true
            }

            AppText {
                Layout.fillWidth: true
                text: row.modelData.value
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Accessible.ignored: true
            }
        }
    }
}
