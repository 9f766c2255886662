// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Sucharit

// A page: the bar, contents that scroll when they are too tall, and buttons that are always in reach.
Page {
    id: root

    required property DisplayViewModel display
    property alias barButtons: bar.buttons
    property alias actions: actionRow.data
    property int widest: Theme.widest
    property bool centered: false
    default property alias content: column.data
    readonly property alias scroller: flickable

    background: Rectangle {
        color: Theme.background
    }
    header: TopBar {
        id: bar

        display: root.display
        title: root.title
    }
    footer: Rectangle {
        visible: actionRow.visibleChildren.length > 0
        implicitHeight: visible ? actionRow.implicitHeight + 2 * Theme.gap : 0
        color: Theme.surface

        RowLayout {
            id: actionRow

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(parent.width - 2 * Theme.margin, root.widest)
            spacing: Theme.gap
        }

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.softLine
        }
    }

    Flickable {
        id: flickable

        objectName: "scroller"
        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + 2 * Theme.margin)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.vertical: ThickScrollBar {}

        ColumnLayout {
            id: column

            x: Math.round((flickable.width - width) / 2)
            y: root.centered ? Math.max(Theme.margin, Math.round((flickable.height - implicitHeight) / 2)) : Theme.margin
            width: Math.min(flickable.width - 2 * Theme.margin, root.widest)
            spacing: Theme.gap
        }
    }

    FocusFollower {
        scroller: flickable
        contents: column
    }
}
