// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

AppWindow {
    id: root

    required property TabletViewModel tablet

    Shell {
        anchors.fill: parent
        tablet: root.tablet
    }
}
