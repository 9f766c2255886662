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

    function addSomchai() {
        fixture.signIn();
        tablet.staff.add("สมชาย", "0815", "0815");
        tryCompare(tablet.staff, "count", 2);
        tablet.signOut();
    }

    // A response that "มาลี" handed over, found by a tablet on which "สมชาย" may sign in too.
    function beginWithTwoOnTheTablet() {
        fixture.openEnrolled();
        addSomchai();
        fixture.signIn();
        begin("EIT");
        answer(1);
        press("next");
        fixture.reopen();
        pageIs("ResumePage");
    }

    function test_onlyWhoHandedItOverCanHandItBack() {
        beginWithTwoOnTheTablet();
        press("goOn");
        pageIs("SignInPage");
        compare(page.chosen, tablet.staff.expected);

        tablet.staff.signIn(1, "0815");

        tryVerify(() => find("error").text.length > 0);
        compare(tablet.page, "SignInPage");
        compare(tablet.staff.name, "");
        fixture.signIn();
        pageIs("QuestionPage");
        compare(tablet.form.number, 2);
    }

    function test_ifWhoHandedItOverIsGoneItCanOnlyBeErased() {
        beginWithTwoOnTheTablet();
        fixture.removeFromStaff(0);
        fixture.reopen();
        pageIs("ResumePage");

        compare(find("goOn").visible, false);
        tablet.handBack();
        compare(tablet.page, "ResumePage");
        compare(find("wipe").visible, true);
    }

    function test_whatWasLeftTooLongIsErasedAndThePageSaysSo() {
        fixture.advanceClock(30 * 60 + 1);
        fixture.reopen();

        pageIs("ErasedPage");
        compare(fixture.hasDraft(), false);
        press("staff");
        pageIs("SignInPage");
    }

    function test_whatWasSavedAfterTheClocksTimeIsErased() {
        fixture.advanceClock(-60);
        fixture.reopen();

        pageIs("ErasedPage");
        compare(fixture.hasDraft(), false);
    }

    function test_withinHalfAnHourItMayBeGoneOnWith() {
        fixture.advanceClock(29 * 60);
        fixture.reopen();

        pageIs("ResumePage");
        compare(fixture.hasDraft(), true);
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
