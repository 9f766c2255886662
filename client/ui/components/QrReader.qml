// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Sucharit

// Reads a QR code by the tablet's camera. Nothing at all where there is none.
ColumnLayout {
    id: root

    property string prompt
    property Component camera: scanner.camera
    readonly property var view: loader.item
    property bool scanning: false
    property bool failed: false

    signal read(string text)

    spacing: Theme.gap
    visible: view !== null && view.present

    QrScanner {
        id: scanner

        onFound: text => {
            if (!root.scanning)
                return;
            root.scanning = false;
            root.read(text);
        }
    }

    AppButton {
        objectName: "scan"
        Layout.fillWidth: true
        text: root.scanning ? qsTr("Stop the camera") : root.prompt
        onClicked: {
            root.failed = false;
            root.scanning = !root.scanning;
        }
    }

    Loader {
        id: loader

        Layout.fillWidth: true
        Layout.preferredHeight: 320
        visible: root.scanning
        sourceComponent: root.camera
    }

    AppText {
        objectName: "scanHint"
        Layout.fillWidth: true
        visible: root.scanning || root.failed
        text: root.failed ? qsTr("The camera can’t be used. Type the code instead.") : qsTr("Hold the code in front of the camera, a hand’s breadth away.")
        font.pixelSize: Theme.smallSize
        color: Theme.quietText
    }

    Binding {
        target: root.view
        property: "active"
        value: root.scanning
        when: root.view !== null
    }

    Connections {
        function onFrame(image) {
            scanner.see(image);
        }

        function onFailed() {
            root.scanning = false;
            root.failed = true;
        }

        target: root.view
    }
}
