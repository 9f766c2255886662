// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Sucharit

// Over a respondent's page when nobody has touched it for a while. Any touch or key takes it away.
Popup {
    id: root

    required property IdleWatch watch

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 32 : 0, 640 * Math.max(1, Theme.textScale * 0.8))
    height: Math.min(parent ? parent.height - 32 : 0, column.implicitHeight + 2 * padding)
    padding: 28
    modal: true
    focus: true
    closePolicy: Popup.NoAutoClose

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: 3
        border.color: Theme.primary
    }

    Flickable {
        anchors.fill: parent
        clip: true
        contentHeight: column.implicitHeight

        ColumnLayout {
            id: column

            width: parent.width
            spacing: Theme.gap

            HeadingText {
                Layout.fillWidth: true
                text: qsTr("Are you still there?")
            }

            AppText {
                objectName: "idleText"
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.gap
                text: qsTr("In %n seconds the answers so far are erased, so that nobody else sees them.", "", root.watch.secondsLeft)
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }

            AppButton {
                objectName: "stay"
                Layout.fillWidth: true
                primary: true
                focus: true
                text: qsTr("I’m still here")
                onClicked: root.watch.stay()
            }
        }
    }
}
