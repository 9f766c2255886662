// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Above each page: what it is, and language and text size, which anybody may change at any time.
Rectangle {
    id: root

    required property DisplayViewModel display
    property string title
    // Buttons to the left of language and text size.
    default property alias buttons: extra.data

    implicitHeight: row.implicitHeight + 16
    color: Theme.surface

    GridLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: 16
        columns: buttons.wide + 160 * Theme.textScale > width ? 1 : 2
        columnSpacing: 8
        rowSpacing: 8

        AppText {
            objectName: "barTitle"
            Layout.fillWidth: true
            text: root.title
            font.bold: true
            font.pixelSize: Theme.smallSize
            color: Theme.primary
            Accessible.role: Accessible.Heading
        }

        // Wraps where even a line of its own is too narrow.
        Flow {
            id: buttons

            // All of them side by side.
            readonly property real wide: extra.implicitWidth + spacing + look.implicitWidth + spacing + textSize.implicitWidth + spacing + language.implicitWidth

            Layout.alignment: Qt.AlignRight
            Layout.preferredWidth: Math.min(wide, row.width)
            Layout.maximumWidth: row.width
            spacing: 8

            RowLayout {
                id: extra

                spacing: 8
                visible: visibleChildren.length > 0
            }

            AppButton {
                id: look

                objectName: "look"
                implicitWidth: Math.round(Theme.target * Math.min(1.4, Theme.textScale))
                Accessible.name: root.display.look === "light" ? qsTr("Light colours. Press for dark ones.") : root.display.look === "dark" ? qsTr("Dark colours. Press for high contrast.") : qsTr("High contrast. Press for light colours.")
                onClicked: root.display.nextLook()

                HalfDisc {
                    anchors.centerIn: parent
                }
            }

            AppButton {
                id: textSize

                objectName: "textSize"
                font.pixelSize: Theme.smallSize
                horizontalPadding: 12
                text: qsTr("A %1%").arg(Math.round(root.display.textScale * 100))
                Accessible.name: qsTr("Text size %1 percent. Press for the next size.").arg(Math.round(root.display.textScale * 100))
                onClicked: root.display.nextTextScale()
            }

            AppButton {
                id: language

                objectName: "language"
                font.pixelSize: Theme.smallSize
                horizontalPadding: 12
                text: root.display.language === "th" ? "English" : "ไทย"
                Accessible.name: root.display.language === "th" ? "Switch to English" : "เปลี่ยนเป็นภาษาไทย"
                onClicked: root.display.otherLanguage()
            }
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: Theme.softLine
    }
}
