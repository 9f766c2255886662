// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Sucharit

// A questionnaire that may be begun: pressing it is the hand-over.
T.AbstractButton {
    id: control

    required property int index
    required property string name
    required property string title
    required property string audience
    required property string questionnaire
    required property int finished
    required property bool rehearsal
    readonly property string heading: (rehearsal ? qsTr("Rehearsal") + " · " : "") + questionnaire + " · " + name

    text: name
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 20
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Hand over: %1").arg(heading)

    contentItem: Column {
        spacing: 6

        AppText {
            width: parent.width
            text: control.heading
            font.bold: true
            color: Theme.primary
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            text: control.audience
            font.pixelSize: Theme.smallSize
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            text: control.title
            font.pixelSize: Theme.smallSize
            color: Theme.quietText
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            topPadding: 6
            text: qsTr("%n finished on this tablet", "", control.finished)
            font.pixelSize: Theme.smallSize
            font.bold: true
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.chosen : Theme.surface
        border.width: control.visualFocus ? 4 : 2
        border.color: control.visualFocus ? Theme.focus : Theme.primary
    }
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
}
