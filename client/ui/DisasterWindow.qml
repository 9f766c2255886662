// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// The window when the tablet's folder can't be opened.
AppWindow {
    id: root

    required property DisasterViewModel disaster
    required property DisplayViewModel display

    DisasterPage {
        anchors.fill: parent
        disaster: root.disaster
        display: root.display
    }
}
