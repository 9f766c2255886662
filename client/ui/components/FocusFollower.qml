// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Scrolls to what has the keyboard's focus.
Item {
    id: root

    required property Flickable scroller
    required property Item contents
    readonly property Item focused: Window.activeFocusItem
    // The same; of no known type, since only what is written into has a cursor.
    readonly property var edited: focused

    onFocusedChanged: follow()

    // A keyboard has come, or a line was added.
    Connections {
        function onHeightChanged() {
            root.follow();
        }

        target: root.scroller
    }

    Connections {
        function onCursorRectangleChanged() {
            root.follow();
        }

        target: root.focused
        ignoreUnknownSignals: true
    }

    function follow() {
        for (let item = focused; item; item = item.parent) {
            if (item === contents)
                return reveal();
        }
    }

    // Of what is taller than the page, where the cursor stands.
    function reveal() {
        const cursor = edited.cursorRectangle;
        const part = cursor && focused.height + 32 > scroller.height ? cursor : Qt.rect(0, 0, focused.width, focused.height);
        const top = focused.mapToItem(scroller.contentItem, 0, part.y).y - 16;
        const bottom = top + part.height + 32;
        if (bottom > scroller.contentY + scroller.height)
            scroller.contentY = bottom - scroller.height;
        if (top < scroller.contentY)
            scroller.contentY = Math.max(0, top);
    }
}
