// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Sucharit

ApplicationWindow {
    width: 800
    height: 1280
    minimumWidth: 320
    minimumHeight: 320
    visible: true
    title: qsTr("Sucharit")
    color: Theme.background
}
