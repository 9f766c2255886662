// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Sucharit

// A question and its answer, in the words of the choice. Pressing it changes the answer.
T.AbstractButton {
    id: control

    required property int index
    required property int number
    required property string question
    required property string answer

    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: 18
    verticalPadding: 14
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Question %1: %2. Your answer: %3. Press to change it.").arg(number).arg(question).arg(answer)

    contentItem: RowLayout {
        spacing: 16

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 4

            AppText {
                Layout.fillWidth: true
                text: control.number + ". " + control.question
                font.pixelSize: Theme.smallSize
                color: Theme.quietText
                Accessible.ignored: true
            }

            AppText {
                objectName: "answer"
                Layout.fillWidth: true
                text: control.answer
                font.bold: true
                Accessible.ignored: true
            }
        }

        AppText {
            text: qsTr("Change")
            font.pixelSize: Theme.smallSize
            font.underline: true
            color: Theme.primary
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.chosen : Theme.surface
        border.width: control.visualFocus ? 4 : 1
        border.color: control.visualFocus ? Theme.focus : Theme.line
    }
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
}
