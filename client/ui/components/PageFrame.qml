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
    // So low that the bar scrolls away with the contents.
    readonly property bool low: height < 420 * Theme.textScale
    // So many buttons that they stand below the contents.
    readonly property bool actionsBelow: actionRow.implicitHeight > 0.4 * height
    default property alias content: column.data
    readonly property alias scroller: flickable

    background: Rectangle {
        color: Theme.background
    }

    TopBar {
        id: bar

        parent: (root.low ? flickable.contentItem : root.contentItem) as Item
        width: parent ? parent.width : 0
        display: root.display
        title: root.title
    }

    Flickable {
        id: flickable

        readonly property real above: root.low ? bar.height : 0
        readonly property real below: root.actionsBelow ? foot.height : 0

        objectName: "scroller"
        anchors.fill: parent
        anchors.topMargin: root.low ? 0 : bar.height
        anchors.bottomMargin: root.actionsBelow ? 0 : foot.height
        contentHeight: Math.max(height, above + column.implicitHeight + 2 * Theme.margin + below)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.vertical: ThickScrollBar {}

        ColumnLayout {
            id: column

            x: Math.round((flickable.width - width) / 2)
            y: flickable.above + (root.centered ? Math.max(Theme.margin, Math.round((flickable.height - flickable.above - flickable.below - implicitHeight) / 2)) : Theme.margin)
            width: Math.min(flickable.width - 2 * Theme.margin, root.widest)
            spacing: Theme.gap
        }
    }

    Rectangle {
        id: foot

        parent: (root.actionsBelow ? flickable.contentItem : root.contentItem) as Item
        y: root.actionsBelow ? flickable.contentHeight - height : root.height - height
        width: parent ? parent.width : 0
        height: visible ? actionRow.implicitHeight + 2 * Theme.gap : 0
        visible: actionRow.buttons > 0
        color: Theme.surface

        GridLayout {
            id: actionRow

            readonly property int buttons: visibleChildren.length

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(parent.width - 2 * Theme.margin, root.widest)
            columns: buttons > 2 && width < 190 * buttons * Theme.textScale ? 1 : Math.max(1, buttons)
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
        }

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.softLine
        }
    }

    FocusFollower {
        scroller: flickable
        contents: column
    }
}
