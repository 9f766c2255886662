// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

TabletCase {
    id: root

    name: "HandingOver"

    function type(pin) {
        for (const figure of pin)
            press("digit" + figure);
        press("pinDone");
    }

    function fill(name, text) {
        const field = find(name);
        field.forceActiveFocus();
        field.text = text;
    }

    function test_afterEnrolmentTheFirstPersonChoosesAPin() {
        fixture.openEnrolledWithoutStaff();
        pageIs("PeoplePage");

        fill("name", "สมชาย");
        fill("pin", "0815");
        fill("again", "0815");
        press("add");

        pageIs("StaffPage");
        compare(tablet.staff.name, "สมชาย");
    }

    function test_twoDifferentPinsAreNotKept() {
        fixture.openEnrolledWithoutStaff();
        pageIs("PeoplePage");

        fill("name", "สมชาย");
        fill("pin", "0815");
        fill("again", "0816");
        press("add");

        tryVerify(() => find("error").text.length > 0);
        compare(tablet.staff.count, 0);
    }

    function test_aRestartAsksForAPin() {
        fixture.openEnrolled();
        fixture.reopen();

        pageIs("SignInPage");
        type("4711");

        pageIs("StaffPage");
    }

    function test_aWrongPinIsSaidAndOpensNothing() {
        fixture.openEnrolled();
        press("signOut");
        pageIs("SignInPage");

        type("0000");

        tryVerify(() => find("error").text.length > 0);
        compare(tablet.page, "SignInPage");
        compare(find("dots").text, "รหัส PIN");
    }

    function test_fiveWrongPinsHaveToWait() {
        fixture.openEnrolled();
        press("signOut");
        pageIs("SignInPage");
        for (let i = 0; i < 5; ++i) {
            tablet.staff.signIn(0, "0000");
            tryCompare(tablet.staff, "busy", false);
        }

        tablet.staff.signIn(0, "4711");

        tryCompare(tablet.staff, "busy", false);
        verify(tablet.staff.error.includes("30"), tablet.staff.error);
        compare(tablet.page, "SignInPage");
    }

    function test_theKeyboardTypesAPin() {
        fixture.openEnrolled();
        press("signOut");
        pageIs("SignInPage");
        page.forceActiveFocus();

        for (const figure of "47118")
            keyClick(figure);
        keyClick(Qt.Key_Backspace);
        keyClick(Qt.Key_Return);

        pageIs("StaffPage");
    }

    function test_severalPeopleShareATabletInShifts() {
        fixture.openEnrolled();
        press("people");
        pageIs("PeoplePage");
        fill("name", "สมชาย");
        fill("pin", "0815");
        fill("again", "0815");
        press("add");
        tryCompare(tablet.staff, "count", 2);
        fixture.finishResponses(3);
        press("backToStaff");
        pageIs("StaffPage");

        press("signOut");
        pageIs("SignInPage");
        press("person1");
        type("0815");

        pageIs("StaffPage");
        compare(tablet.staff.name, "สมชาย");
        compare(fixture.waitingOnDisk(), 3);
    }

    function test_onesNewPinTakesThePlaceOfTheOld() {
        fixture.openEnrolled();
        press("people");
        pageIs("PeoplePage");
        fill("ownPin", "2567");
        fill("ownAgain", "2567");
        press("changePin");
        tryCompare(find("ownPin"), "text", "");
        press("backToStaff");
        pageIs("StaffPage");
        press("signOut");
        pageIs("SignInPage");

        type("2567");

        pageIs("StaffPage");
    }

    function test_aPersonCanBeRemovedButNotOneself() {
        fixture.openEnrolled();
        press("people");
        pageIs("PeoplePage");
        fill("name", "สมชาย");
        fill("pin", "0815");
        fill("again", "0815");
        press("add");
        tryCompare(tablet.staff, "count", 2);
        settle();
        compare(find("remove0").visible, false);

        press("remove1");
        const popup = find("removePopup");
        tryCompare(popup, "opened", true);
        mouseClick(findChild(popup.contentItem, "yes"));

        tryCompare(tablet.staff, "count", 1);
    }

    function test_aRespondentCantReachStaffsPageWithoutAPin() {
        fixture.openEnrolled();
        begin("EIT");
        compare(tablet.staff.name, "");
        tablet.openStaff();
        tablet.openPeople();
        tablet.takeBack();
        compare(tablet.page, "QuestionPage");

        answerTheRest(0);
        press("finish");
        pageIs("ThankYouPage");
        tablet.openStaff();
        compare(tablet.page, "ThankYouPage");
        press("staff");

        pageIs("SignInPage");
        type("4711");
        pageIs("StaffPage");
    }

    function test_notNowAsksForThePinToo() {
        fixture.openEnrolled();
        press("offer0");
        pageIs("StartPage");

        press("notNow");

        pageIs("SignInPage");
    }

    function test_aRespondentWhoIsGoneIsWarnedAndThenTheDraftIsWiped() {
        fixture.openEnrolled();
        begin("EIT");
        answer(1);
        const popup = findChild(screen.item, "idlePopup");
        fixture.passSeconds(89);
        compare(popup.visible, false);

        fixture.passSeconds(1);
        tryCompare(popup, "opened", true);
        compare(tablet.idle.secondsLeft, 30);
        compare(fixture.hasDraft(), true);
        fixture.passSeconds(30);

        pageIs("StartPage");
        compare(fixture.hasDraft(), false);
        compare(fixture.waitingOnDisk(), 0);
    }

    function test_aTouchTakesTheWarningAway() {
        fixture.openEnrolled();
        begin("EIT");
        answer(1);
        fixture.passSeconds(100);
        const popup = findChild(screen.item, "idlePopup");
        tryCompare(popup, "opened", true);

        mouseClick(findChild(popup.contentItem, "stay"));

        tryCompare(popup, "visible", false);
        fixture.passSeconds(89);
        compare(popup.visible, false);
        compare(fixture.answerOnDisk(0), 1);
    }

    function test_staffWhoAreGoneAreSignedOut() {
        fixture.openEnrolled();
        pageIs("StaffPage");

        fixture.passSeconds(120);

        pageIs("SignInPage");
        compare(findChild(screen.item, "idlePopup").visible, false);
    }

    function test_nobodyIsWarnedOnTheStartPage() {
        fixture.openEnrolled();
        press("offer1");
        pageIs("StartPage");

        fixture.passSeconds(1000);

        compare(tablet.page, "StartPage");
        compare(findChild(screen.item, "idlePopup").visible, false);
    }
}
