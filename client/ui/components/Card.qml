// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// A white sheet with things below each other.
Rectangle {
    id: root

    default property alias content: column.data

    implicitWidth: 200
    implicitHeight: column.implicitHeight + 40
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.softLine

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 20
        spacing: Theme.gap
    }
}
