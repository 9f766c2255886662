// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtMultimedia

// What the camera sees. A resource and no type of the module, since Qt Multimedia may not be installed.
Item {
    id: root

    property bool active: false
    readonly property bool present: devices.videoInputs.length > 0

    signal frame(var image)
    signal failed

    MediaDevices {
        id: devices
    }

    // Only while somebody scans: without a camera, or without GStreamer's plugins, Qt Multimedia fails as soon as there
    // is a session.
    Loader {
        anchors.fill: parent
        active: root.active && root.present

        sourceComponent: Item {
            CaptureSession {
                videoOutput: output
                camera: Camera {
                    active: true
                    onErrorOccurred: root.failed()
                }
            }

            VideoOutput {
                id: output

                anchors.fill: parent
            }

            // As many pixels as the camera gave, however small the picture stands on the page.
            Timer {
                interval: 250
                repeat: true
                running: output.sourceRect.width > 0
                onTriggered: output.grabToImage(result => root.frame(result.image), Qt.size(output.sourceRect.width, output.sourceRect.height))
            }
        }
    }
}
