// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

TabletCase {
    id: root

    name: "Resume"

    function init() {
        fixture.openEnrolled();
        begin("EIT");
        for (let i = 0; i < 6; ++i) {
            answer(1);
            press("next");
        }
    }

    function handBack() {
        press("goOn");
        pageIs("SignInPage");
        fixture.signIn();
    }

    function test_aKilledAppOffersToGoOnAndShowsNoAnswer() {
        fixture.reopen();

        pageIs("ResumePage");
        verify(find("where").text.includes("7"));
        verify(find("where").text.includes("9"));
        compare(findChild(page, "choice0"), null);
        compare(findChild(page, "row0"), null);
    }

    function test_goingOnKeepsWhatWasAnswered() {
        fixture.reopen();
        pageIs("ResumePage");

        handBack();

        pageIs("QuestionPage");
        compare(tablet.form.number, 7);
        press("back");
        compare(find("choice1").saved, true);
        press("next");
        answerTheRest(0);
        press("finish");
        pageIs("ThankYouPage");
        compare(fixture.waitingOnDisk(), 1);
    }

    function test_aWholeDraftGoesOnAtTheReview() {
        answerTheRest(0);
        fixture.reopen();
        pageIs("ResumePage");

        handBack();

        pageIs("ReviewPage");
    }

    function test_staffMayThinkBetterOfHandingItBack() {
        fixture.reopen();
        pageIs("ResumePage");
        press("goOn");
        pageIs("SignInPage");

        press("dontHandBack");

        pageIs("ResumePage");
        compare(fixture.hasDraft(), true);
    }

    function test_erasingKeepsNothing() {
        fixture.reopen();
        pageIs("ResumePage");

        press("wipe");
        const popup = find("wipePopup");
        tryCompare(popup, "opened", true);
        mouseClick(findChild(popup.contentItem, "yes"));

        pageIs("StoppedPage");
        compare(fixture.hasDraft(), false);
        fixture.reopen();
        pageIs("SignInPage");
    }
}
