// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Sucharit

// One possible answer. Pressed shows at once: bold, a thick frame and a dot. The tick comes when the answer is on disk.
T.AbstractButton {
    id: control

    property bool chosen: false
    property bool saved: false
    // One of several that may be taken together: a square instead of a disc.
    property bool several: false

    implicitHeight: Math.max(64, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    horizontalPadding: 18
    verticalPadding: 12
    focusPolicy: Qt.StrongFocus
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    contentItem: RowLayout {
        spacing: 16

        Rectangle {
            objectName: "disc"
            implicitWidth: Math.round(32 * Math.min(1.5, Theme.textScale))
            implicitHeight: implicitWidth
            radius: control.several ? 6 : width / 2
            color: control.chosen && control.saved ? Theme.primary : Theme.surface
            border.width: 3
            border.color: control.chosen ? Theme.primary : Theme.line

            Rectangle {
                anchors.centerIn: parent
                width: 14
                height: 14
                radius: control.several ? 3 : 7
                color: Theme.primary
                visible: control.chosen && !control.saved
            }

            TickMark {
                objectName: "tick"
                anchors.fill: parent
                anchors.margins: 4
                visible: control.chosen && control.saved
            }
        }

        AppText {
            objectName: "label"
            Layout.fillWidth: true
            text: control.text
            font.bold: control.chosen
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.chosen || control.down ? Theme.chosen : Theme.surface
        border.width: control.visualFocus ? 4 : control.chosen ? 3 : 1
        border.color: control.visualFocus ? Theme.focus : control.chosen ? Theme.primary : Theme.line
    }
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
}
