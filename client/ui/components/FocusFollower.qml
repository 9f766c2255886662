// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Scrolls to what has the keyboard's focus.
Item {
    id: root

    required property Flickable scroller
    required property Item contents
    readonly property Item focused: Window.activeFocusItem

    onFocusedChanged: {
        for (let item = focused; item; item = item.parent) {
            if (item === contents)
                return reveal();
        }
    }

    function reveal() {
        const top = focused.mapToItem(scroller.contentItem, 0, 0).y - 16;
        const bottom = top + focused.height + 32;
        if (bottom > scroller.contentY + scroller.height)
            scroller.contentY = bottom - scroller.height;
        if (top < scroller.contentY)
            scroller.contentY = Math.max(0, top);
    }
}
