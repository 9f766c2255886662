// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit
import SucharitTest

// A test of the real pages on a real folder. Answers 800 x 1280 unless turned.
TestCase {
    id: root

    property alias fixture: tabletFixture
    property alias screen: loader
    readonly property var tablet: tabletFixture.tablet
    readonly property Item page: loader.item ? loader.item.page : null

    width: 1280
    height: 1280
    visible: true
    when: windowShown

    Loader {
        id: loader

        width: 800
        height: 1280
    }

    TabletFixture {
        id: tabletFixture

        onAboutToClose: loader.source = ""
        onOpened: loader.setSource("qrc:/qt/qml/Sucharit/Shell.qml", { tablet: tabletFixture.tablet })
    }

    function cleanup() {
        turn(800, 1280);
        tabletFixture.serverAnswer = "ok";
    }

    function turn(width, height) {
        loader.width = width;
        loader.height = height;
    }

    function pageIs(name) {
        tryCompare(tablet, "page", name);
        settle();
        verify(page !== null, name);
    }

    // Everything is where it will be drawn: grabbing a picture lays out first.
    function settle() {
        grabImage(loader);
    }

    function find(name) {
        const item = findChild(page, name);
        verify(item !== null, name);
        return item;
    }

    function press(name) {
        settle();
        const item = find(name);
        const scroller = findChild(page, "scroller");
        if (inside(item, scroller)) {
            const y = item.mapToItem(scroller.contentItem, 0, item.height / 2).y;
            scroller.contentY = Math.max(0, Math.min(y - scroller.height / 2, scroller.contentHeight - scroller.height));
        }
        mouseClick(item);
    }

    function inside(item, ancestor) {
        for (let above = item; above; above = above.parent)
            if (above === ancestor)
                return true;
        return false;
    }

    function answer(choice) {
        press("choice" + choice);
        tryVerify(() => tablet.form.saved.indexOf(choice) >= 0);
        tryCompare(tablet.form, "canGoOn", true);
    }

    // Hands over the questionnaire of that id and begins.
    function begin(questionnaire) {
        pageIs("StaffPage");
        press(questionnaire === "IIT" ? "offer0" : "offer1");
        pageIs("StartPage");
        press("begin");
        pageIs("QuestionPage");
    }

    // Answers from the question on the screen to the last, and stands on the review.
    function answerTheRest(choice) {
        for (let number = tablet.form.number; number <= tablet.form.size; ++number) {
            compare(tablet.form.number, number);
            answer(choice);
            press("next");
        }
        pageIs("ReviewPage");
    }
}
