// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

TabletCase {
    id: root

    name: "Answering"

    function init() {
        fixture.openEnrolled();
    }

    function test_finishingPutsOneResponseIntoTheOutbox() {
        begin("EIT");

        answerTheRest(1);
        press("finish");

        pageIs("ThankYouPage");
        compare(fixture.waitingOnDisk(), 1);
        compare(fixture.hasDraft(), false);
    }

    function test_handingBackLeadsToStaffWithOneMoreFinished() {
        begin("EIT");
        answerTheRest(0);
        press("finish");
        pageIs("ThankYouPage");

        press("staff");
        pageIs("SignInPage");
        fixture.signIn();

        pageIs("StaffPage");
        compare(tablet.sync.waiting, 1);
        compare(find("offer1").finished, 1);
    }

    function test_nextWaitsUntilTheAnswerIsOnDisk() {
        begin("EIT");
        compare(find("next").enabled, false);

        press("choice0");

        compare(find("choice0").chosen, true);
        tryCompare(find("choice0"), "saved", true);
        compare(find("next").enabled, true);
        compare(fixture.answerOnDisk(0), 0);
    }

    function test_anotherChoiceReplacesTheFirst() {
        begin("EIT");
        answer(0);

        answer(2);

        compare(find("choice0").chosen, false);
        compare(find("choice2").chosen, true);
        compare(fixture.answerOnDisk(0), 2);
    }

    function test_backKeepsAnswers() {
        begin("EIT");
        answer(1);
        press("next");
        answer(2);

        press("back");

        compare(tablet.form.number, 1);
        compare(find("choice1").chosen, true);
        press("next");
        compare(find("choice2").chosen, true);
    }

    function test_theFirstQuestionHasNoWayBack() {
        begin("EIT");

        compare(find("back").visible, false);
    }

    function test_reviewRepeatsTheChoiceInWords() {
        begin("IIT");
        for (let number = 1; number <= 10; ++number) {
            answer(0);
            if (number === 10)
                break;
            press("next");
        }
        const label = find("choice0").text;
        press("next");
        answerTheRest(5);

        compare(find("row9").answer, label);
        verify(label.startsWith("ไม่มี"));
        compare(findChild(find("row9"), "answer").text, label);
    }

    function test_anAnswerCanBeChangedFromTheReview() {
        begin("EIT");
        answerTheRest(1);

        press("row3");
        pageIs("QuestionPage");
        compare(tablet.form.number, 4);
        const label = find("choice0").text;
        answer(0);
        press("next");

        pageIs("ReviewPage");
        compare(find("row3").answer, label);
    }

    function test_backFromTheReviewWalksBackThroughTheQuestions() {
        begin("EIT");
        answerTheRest(1);

        press("back");
        pageIs("QuestionPage");
        press("back");

        compare(tablet.form.number, tablet.form.size - 1);
    }

    function test_switchingTheLanguageKeepsAnswers() {
        begin("EIT");
        answer(1);
        press("next");
        answer(0);
        const thai = find("choice0").text;

        press("language");

        compare(tablet.display.language, "en");
        verify(find("choice0").text !== thai);
        compare(find("choice0").chosen, true);
        compare(find("choice0").saved, true);
        compare(page.title, "Question 2 of 9");
        compare(find("back").text, "Back");
        press("back");
        compare(find("choice1").chosen, true);
    }

    function test_theRespondentsLanguageEndsWithTheHandOver() {
        begin("EIT");
        press("language");
        press("textSize");
        answerTheRest(0);
        press("finish");
        pageIs("ThankYouPage");
        compare(tablet.display.language, "en");

        press("staff");
        pageIs("SignInPage");
        fixture.signIn();

        pageIs("StaffPage");
        compare(tablet.display.language, "th");
        compare(tablet.display.textScale, 1);
    }

    function test_stoppingAsksFirst() {
        begin("EIT");
        answer(1);

        press("stop");
        const popup = find("stopPopup");
        tryCompare(popup, "opened", true);
        mouseClick(findChild(popup.contentItem, "no"));

        tryCompare(popup, "visible", false);
        compare(tablet.page, "QuestionPage");
        compare(fixture.answerOnDisk(0), 1);
    }

    function test_stoppingWipesTheDraft() {
        begin("EIT");
        answer(1);
        compare(fixture.hasDraft(), true);

        press("stop");
        const popup = find("stopPopup");
        tryCompare(popup, "opened", true);
        mouseClick(findChild(popup.contentItem, "yes"));

        pageIs("StoppedPage");
        compare(fixture.hasDraft(), false);
        compare(fixture.waitingOnDisk(), 0);
        press("staff");
        pageIs("SignInPage");
    }

    function test_notNowLeavesNothing() {
        press("offer0");
        pageIs("StartPage");

        press("notNow");

        pageIs("SignInPage");
        compare(fixture.hasDraft(), false);
    }

    function test_touchAnswers() {
        begin("EIT");
        const choice = find("choice1");

        touchEvent(choice).press(1, choice).commit();
        touchEvent(choice).release(1, choice).commit();

        tryVerify(() => tablet.form.saved.indexOf(1) >= 0);
    }

    function test_theKeyboardAnswers() {
        begin("EIT");
        find("choice0").forceActiveFocus(Qt.TabFocusReason);

        keyClick(Qt.Key_Tab);
        keyClick(Qt.Key_Space);

        tryVerify(() => tablet.form.saved.indexOf(1) >= 0);
        find("next").forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        compare(tablet.form.number, 2);
    }
}
