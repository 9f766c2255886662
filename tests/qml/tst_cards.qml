// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

// Employees and their cards, handed the tablet and serving themselves.
TabletCase {
    id: root

    name: "Cards"

    function typeCard(code) {
        const field = find("cardCode");
        field.forceActiveFocus();
        field.clear();
        tablet.card.type("");
        for (const letter of code)
            keyClick(letter);
    }

    function giveCard(number) {
        pageIs("CardPage");
        typeCard(fixture.card(number).toLowerCase().replace(/-/g, ""));
        compare(tablet.card.typed, fixture.card(number));
        press("confirmCard");
        pageIs("StartPage");
    }

    function finishIt() {
        press("begin");
        pageIs("QuestionPage");
        answerTheRest(0);
        press("finish");
        pageIs("ThankYouPage");
    }

    function test_afterHandingOverTheCardIsAskedForFirst() {
        fixture.openWithCards();
        press("offer0");

        giveCard(0);
        finishIt();

        compare(fixture.waitingOnDisk(), 1);
        press("staff");
        pageIs("SignInPage");
    }

    function test_aQuestionnaireWithoutCardsAsksForNone() {
        fixture.openWithCards();

        press("offer1");

        pageIs("StartPage");
    }

    // What a reader of QR codes sees.
    function codeOnScreen() {
        const file = fixture.folder() + "/screen.png";
        grabImage(screen).save(file);
        return fixture.readPicture(file);
    }

    function test_aWideScreenShowsTheReceiptWithoutScrolling() {
        turn(1280, 800);
        fixture.openWithCards(true);
        giveCard(0);
        finishIt();
        settle();

        const scroller = find("scroller");
        verify(scroller.contentHeight <= scroller.height, scroller.contentHeight + " in " + scroller.height);
        compare(codeOnScreen(), tablet.form.receipt);
    }

    function test_onePersonAfterTheOther() {
        fixture.openWithCards(true);
        giveCard(0);
        finishIt();
        const first = tablet.form.receipt;
        verify(first.length > 0);
        compare(find("receipt").text, first);
        compare(codeOnScreen(), first);

        press("staff");
        pageIs("CardPage");
        compare(tablet.form.receipt, "");
        compare(find("cardCode").text, "");
        giveCard(1);
        finishIt();

        verify(tablet.form.receipt !== first);
        compare(fixture.waitingOnDisk(), 2);
    }

    function test_aCardThatWasUsedIsRefused() {
        fixture.openWithCards(true);
        giveCard(2);
        finishIt();
        press("staff");
        pageIs("CardPage");

        typeCard(fixture.card(2));
        press("confirmCard");

        verify(tablet.card.error.length > 0);
        compare(tablet.page, "CardPage");
    }

    function test_aMistypedCodeIsSaidAtOnce() {
        fixture.openWithCards(true);
        pageIs("CardPage");
        const code = fixture.card(0);

        typeCard(code.slice(0, -1) + (code.slice(-1) === "A" ? "B" : "A"));

        verify(tablet.card.error.length > 0);
        compare(find("confirmCard").enabled, false);
    }

    function test_whatNoCardHasIsSaidAtOnce() {
        fixture.openWithCards(true);
        pageIs("CardPage");

        typeCard("7k0");

        verify(tablet.card.error.length > 0);
    }

    function test_aCodeThatSomebodyLeftIsErased() {
        fixture.openWithCards(true);
        pageIs("CardPage");
        typeCard(fixture.card(0));

        fixture.passSeconds(120);

        compare(find("cardCode").text, "");
        compare(tablet.card.complete, false);
    }

    function test_afterAWhileTheReceiptIsGoneAndTheNextPersonMayCome() {
        fixture.openWithCards(true);
        giveCard(0);
        finishIt();

        fixture.passSeconds(120);

        pageIs("CardPage");
        compare(tablet.form.receipt, "");
    }

    function test_staffLeaveTheTabletToEmployeesAndTakeItBack() {
        fixture.openWithCards();
        press("serveThemselves");
        pageIs("CardPage");
        compare(tablet.selfService, true);

        press("notNow");
        pageIs("SignInPage");
        fixture.signIn();

        pageIs("StaffPage");
        compare(tablet.selfService, false);
    }

    function test_whoPressedStaffByMistakeGoesBack() {
        fixture.openWithCards(true);
        pageIs("CardPage");
        press("notNow");
        pageIs("SignInPage");

        press("dontHandBack");

        pageIs("CardPage");
    }
}
