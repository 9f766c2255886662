// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Offers the files that may be a ticket.
ColumnLayout {
    id: root

    required property FoundFiles files

    signal chosen(string path)

    spacing: Theme.gap

    AppButton {
        objectName: "lookForFiles"
        Layout.fillWidth: true
        text: root.files.looked ? qsTr("Look for files again") : qsTr("Choose a ticket file or a picture of the code")
        onClicked: root.files.look()
    }

    AppText {
        objectName: "noFiles"
        Layout.fillWidth: true
        visible: root.files.looked && root.files.count === 0
        text: qsTr("There is no ticket file and no picture on this tablet, nor on a stick in it.")
        color: Theme.quietText
    }

    Repeater {
        model: root.files

        delegate: AppButton {
            required property int index
            required property string name
            required property string folder
            required property string path

            objectName: "file" + index
            Layout.fillWidth: true
            font.pixelSize: Theme.smallSize
            text: name + "\n" + folder
            Accessible.name: qsTr("File %1 in the folder %2").arg(name).arg(folder)
            onClicked: root.chosen(path) // qmllint disable unqualified
        }
    }
}
