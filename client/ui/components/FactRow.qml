// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// A question a respondent may have, and its answer.
ColumnLayout {
    id: root

    property string question
    property string answer

    spacing: 2
    visible: answer.length > 0

    AppText {
        Layout.fillWidth: true
        text: root.question
        font.bold: true
        font.pixelSize: Theme.smallSize
        color: Theme.primary
    }

    AppText {
        objectName: "answer"
        Layout.fillWidth: true
        text: root.answer
    }
}
