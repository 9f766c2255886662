// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// Shows the page that the tablet is on.
FocusScope {
    id: root

    required property TabletViewModel tablet
    readonly property Item page: loader.item as Item

    focus: true

    Component.onCompleted: open()

    Binding {
        target: Theme
        property: "textScale"
        value: root.tablet.display.textScale
    }

    Binding {
        target: Theme
        property: "look"
        value: root.tablet.display.look
    }

    Connections {
        function onPageChanged() {
            root.open();
        }

        target: root.tablet
    }

    RehearsalBanner {
        id: banner

        objectName: "rehearsal"
        anchors.left: parent.left
        anchors.right: parent.right
        height: implicitHeight
        text: root.tablet.rehearsal
    }

    Loader {
        id: loader

        anchors.fill: parent
        anchors.topMargin: banner.height
        anchors.bottomMargin: keyboard.height
        focus: true
    }

    OnScreenKeyboard {
        id: keyboard

        objectName: "keyboard"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: implicitHeight
        room: parent.height
        keyboard: root.tablet.keyboard
        display: root.tablet.display
    }

    IdlePopup {
        objectName: "idlePopup"
        watch: root.tablet.idle
        visible: watch.warning && root.tablet.form.size > 0
    }

    function open() {
        loader.setSource("pages/" + root.tablet.page + ".qml", { tablet: root.tablet });
    }
}
