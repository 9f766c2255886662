// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// When the tablet's folder can't be opened.
PageFrame {
    id: root

    required property DisasterViewModel disaster

    title: qsTr("Sucharit")
    centered: true
    actions: AppButton {
        objectName: "quit"
        Layout.fillWidth: true
        primary: true
        text: qsTr("Close the app")
        onClicked: Qt.quit()
    }

    // No Shell does it here.
    Binding {
        target: Theme
        property: "textScale"
        value: root.display.textScale
    }

    HeadingText {
        Layout.fillWidth: true
        text: qsTr("The app can’t open its data")
    }

    NoticeBox {
        objectName: "error"
        Layout.fillWidth: true
        text: root.disaster.message
    }

    AppText {
        Layout.fillWidth: true
        text: qsTr("Responses that were finished stay in this folder, sealed. Don’t delete it:")
    }

    AppText {
        Layout.fillWidth: true
        text: root.disaster.folder
        wrapMode: Text.WrapAnywhere
        color: Theme.quietText
    }

    Loader {
        Layout.fillWidth: true
        active: root.disaster.exporter !== null
        visible: active

        sourceComponent: ExportBox {
            outbox: root.disaster.exporter // qmllint disable unqualified
        }
    }
}
