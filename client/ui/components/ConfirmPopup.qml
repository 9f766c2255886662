// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Sucharit

// Asks once more before something that can't be undone.
Popup {
    id: root

    property string question
    property string explanation
    property string yes
    property string no

    signal confirmed

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 32 : 0, 640 * Math.max(1, Theme.textScale * 0.8))
    height: Math.min(parent ? parent.height - 32 : 0, column.implicitHeight + 2 * padding)
    padding: 28
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
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
                text: root.question
            }

            AppText {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.gap
                text: root.explanation
            }

            AppButton {
                objectName: "no"
                Layout.fillWidth: true
                primary: true
                focus: true
                text: root.no
                onClicked: root.close()
            }

            AppButton {
                objectName: "yes"
                Layout.fillWidth: true
                text: root.yes
                onClicked: {
                    root.close();
                    root.confirmed();
                }
            }
        }
    }
}
