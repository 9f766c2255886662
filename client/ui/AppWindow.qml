// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Sucharit

ApplicationWindow {
    width: Math.min(800, Screen.desktopAvailableWidth)
    height: Math.min(1280, Screen.desktopAvailableHeight)
    minimumWidth: 320
    minimumHeight: 320
    visible: true
    title: qsTr("Sucharit")
    color: Theme.background
}
