// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Sucharit

// A field for several lines.
TextArea {
    id: control

    required property string label

    implicitHeight: Math.max(3 * Theme.target, contentHeight + 32)
    padding: 16
    font.pixelSize: Theme.bodySize
    color: Theme.text
    wrapMode: TextArea.Wrap
    selectByMouse: true
    Accessible.name: label

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: control.activeFocus ? 3 : 1
        border.color: control.activeFocus ? Theme.primary : Theme.line
    }
    // A tab leads on, as on every other page.
    KeyNavigation.priority: KeyNavigation.BeforeItem
    KeyNavigation.tab: control.nextItemInFocusChain()
    KeyNavigation.backtab: control.nextItemInFocusChain(false)
}
