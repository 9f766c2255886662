// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

// The ticket by camera, from a file, from a picture. The camera is one that shows what a test holds before it.
TabletCase {
    id: root

    name: "Enrolling"

    Component {
        id: fakeCamera

        Item {
            property bool active: false
            property bool present: true

            signal frame(var image)
            signal failed
        }
    }

    Image {
        id: picture

        visible: true
        width: 400
        height: 400
    }

    function init() {
        fixture.openEmpty();
        pageIs("EnrolPage");
    }

    function show(text) {
        picture.source = "";
        picture.source = "file:" + fixture.writePicture(text);
        tryCompare(picture, "status", Image.Ready);
        let seen = null;
        picture.grabToImage(result => seen = result.image);
        tryVerify(() => seen !== null);
        page.reader.view.frame(seen);
    }

    function test_aScannedTicketSaysItsServer() {
        page.reader.camera = fakeCamera;
        press("scan");
        verify(page.reader.view.active);

        show(fixture.ticket());

        tryCompare(tablet.enrolment, "server", "ita.example.go.th:8443");
        compare(page.reader.view.active, false);
        compare(find("ticketServer").visible, true);
    }

    function test_aScannedCodeThatIsNoTicketIsRefused() {
        page.reader.camera = fakeCamera;
        press("scan");

        show("https://example.go.th");

        tryVerify(() => tablet.enrolment.error.length > 0);
        compare(tablet.enrolment.ticket, "");
    }

    function test_aCameraThatFailsIsSaid() {
        page.reader.camera = fakeCamera;
        press("scan");

        page.reader.view.failed();

        compare(page.reader.scanning, false);
        compare(find("scanHint").visible, true);
    }

    // Needs qml6-module-qtmultimedia, but no camera: where there is none only the other ways are offered.
    function test_theRealCamerasViewLoadsAndLeavesTheOtherWays() {
        const component = Qt.createComponent("qrc:/qt/qml/Sucharit/optional/CameraView.qml");
        compare(component.status, Component.Ready, component.errorString());

        const view = createTemporaryObject(component, root);

        verify(view !== null);
        compare(view.active, false);
        compare(page.reader.visible, view.present);
        compare(find("ticket").visible, true);
        compare(find("lookForFiles").visible, true);
    }

    function test_withoutACameraNothingIsSaidOfOne() {
        page.reader.camera = null;

        compare(page.reader.visible, false);
    }

    function test_aPictureIsChosenFromWhatIsFound() {
        fixture.writePicture(fixture.ticket());
        page.files.places = [fixture.folder()];
        press("lookForFiles");
        tryVerify(() => findChild(page, "file0") !== null);

        press("file0");

        compare(tablet.enrolment.server, "ita.example.go.th:8443");
    }

    function test_aFolderWithoutTicketsIsSaidToHaveNone() {
        page.files.places = [fixture.folder()];
        press("lookForFiles");

        tryCompare(find("noFiles"), "visible", true);
    }

    function test_aPictureWithoutACodeIsRefused() {
        verify(!tablet.enrolment.loadTicket(":/qt/qml/Sucharit/Theme.qml.png"));

        verify(tablet.enrolment.error.length > 0);
    }
}
