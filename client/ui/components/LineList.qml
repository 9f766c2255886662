// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Lines below a heading; what stands there while there are none.
Card {
    id: root

    property string heading
    property string nothing
    property var lines: []

    AppText {
        Layout.fillWidth: true
        text: root.heading
        font.bold: true
        color: Theme.primary
        Accessible.role: Accessible.Heading
    }

    AppText {
        Layout.fillWidth: true
        visible: root.lines.length === 0
        text: root.nothing
        color: Theme.quietText
    }

    Repeater {
        model: root.lines

        delegate: AppText {
            required property string modelData

            Layout.fillWidth: true
            text: modelData
            font.pixelSize: Theme.smallSize
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
    }
}
