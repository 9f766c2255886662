// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

// The page that stands alone when the folder can't be opened.
TabletCase {
    name: "Disaster"

    function init() {
        fixture.openEnrolled();
        const disaster = fixture.fullDisk();
        screen.setSource("qrc:/qt/qml/Sucharit/pages/DisasterPage.qml", { disaster: disaster, display: tablet.display });
    }

    function test_itsTextGrowsWithTheTextSize() {
        const error = findChild(screen.item, "error");
        const height = error.height;

        tablet.display.textScale = 2;

        tryVerify(() => error.height > 1.5 * height);
        tablet.display.textScale = 1;
    }

    function test_itSavesTheUnsentResponsesToAFile() {
        fixture.finishResponses(4);

        mouseClick(findChild(screen.item, "export"));

        tryVerify(() => findChild(screen.item, "exportResult").text.includes("sucharit-outbox-1.bin"));
        compare(fixture.exportedBoxes(1), 4);
    }

    function test_itSaysThatWhatWasSavedIsSafe() {
        tablet.display.language = "en";

        tryVerify(() => findChild(screen.item, "error").text.includes("What was saved before is safe"));
        tablet.display.language = "th";
    }
}
