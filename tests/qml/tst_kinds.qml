// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

// The survey of tests/testing/survey_definition.h: every kind of item, sections and rules.
TabletCase {
    id: root

    name: "Kinds"

    function init() {
        fixture.openSurvey();
        pageIs("StaffPage");
        press("offer0");
        pageIs("HandOverPage");
        press("staff0choice1");
        press("handOverNow");
        pageIs("StartPage");
        press("begin");
        pageIs("QuestionPage");
    }

    function write(field, text) {
        const input = find(field);
        input.forceActiveFocus();
        input.clear();
        for (const letter of text)
            keyClick(letter);
    }

    // Stands on the question with this text, however many are asked before it.
    function questionIs(text) {
        tryCompare(tablet.form, "text", text);
        settle();
    }

    // AGE, SAT and SPEED.
    function answerTheFirstThree(satisfaction) {
        answer(0);
        press("next");
        answer(satisfaction);
        press("next");
        answer(1);
        press("next");
        questionIs("ใช้ช่องทางใด");
    }

    function chooseCounter() {
        answer(0);
        press("next");
        questionIs("มากี่ครั้ง");
    }

    function test_staffSayTheServicePointBeforeTheyHandOver() {
        compare(tablet.form.text, "อายุ");
        fixture.reopen();
        pageIs("ResumePage");
        tablet.form.abandon();
        pageIs("StoppedPage");
        press("staff");
        fixture.signIn();
        pageIs("StaffPage");

        press("offer0");

        pageIs("HandOverPage");
        compare(find("staff0choice1").chosen, true, "the last service point is proposed");
        press("backToStaff");
        pageIs("StaffPage");
    }

    function test_severalChoicesCanBeTakenAndTakenBack() {
        answerTheFirstThree(1);
        compare(find("choice0").Accessible.role, Accessible.CheckBox);

        answer(0);
        answer(2);
        compare(find("choice0").chosen, true);
        press("choice0");

        tryVerify(() => tablet.form.saved.indexOf(0) < 0);
        compare(find("choice2").chosen, true);
    }

    function test_anExclusiveChoiceStandsAlone() {
        answerTheFirstThree(1);
        answer(0);

        answer(3);

        compare(find("choice0").chosen, false);
        answer(1);
        compare(find("choice3").chosen, false);
    }

    function test_tooManyChoicesAreRefusedInASentence() {
        answerTheFirstThree(1);
        answer(0);
        answer(1);

        press("choice2");

        tryVerify(() => find("error").text.includes("2"));
        tryCompare(find("choice2"), "chosen", false);
        compare(find("choice0").saved, true);
    }

    function test_aSectionHasItsHeadingAndIsAskedByItsRule() {
        compare(find("section").visible, false);
        answerTheFirstThree(1);
        const before = tablet.form.size;
        verify(find("section").visible);

        chooseCounter();

        compare(tablet.form.size, before + 2);
        compare(find("section").text, "การมาที่เคาน์เตอร์");
    }

    function test_aNumberIsSavedAsItIsTyped() {
        answerTheFirstThree(1);
        chooseCounter();
        compare(find("next").enabled, false);

        write("numberField", "3");

        tryCompare(find("typedIsSaved"), "visible", true);
        press("next");
        questionIs("รอกี่นาที");
    }

    function test_thaiDigitsAreANumberToo() {
        answerTheFirstThree(1);
        chooseCounter();

        tablet.form.type("๑๒");

        tryCompare(tablet.form, "typedIsSaved", true);
    }

    function test_aNumberOutsideOfItsRangeIsSaidOnTheWayOn() {
        answerTheFirstThree(1);
        chooseCounter();
        write("numberField", "51");
        tryCompare(tablet.form, "canGoOn", true);
        compare(find("error").visible, false);

        press("next");

        compare(tablet.form.text, "มากี่ครั้ง");
        verify(find("error").text.includes("50"));
        write("numberField", "5");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("รอกี่นาที");
    }

    function test_aConstraintIsSaidInTheWordsOfTheDefinition() {
        answerTheFirstThree(1);
        chooseCounter();
        write("numberField", "1");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("รอกี่นาที");

        write("numberField", "200");
        tryCompare(tablet.form, "canGoOn", true);
        press("next");

        compare(find("error").text, "ครั้งเดียวไม่เกิน 120 นาที");
    }

    function test_anAnswerThatWasChangedLeadsBackToWhatItBreaks() {
        answerTheFirstThree(1);
        chooseCounter();
        write("numberField", "2");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("รอกี่นาที");
        write("numberField", "20");
        tryCompare(tablet.form, "typedIsSaved", true);
        write("numberField", "200");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("เพราะเหตุใด");
        press("back");
        press("back");
        questionIs("มากี่ครั้ง");
        write("numberField", "1");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("รอกี่นาที");

        press("next");

        compare(tablet.form.text, "รอกี่นาที");
        compare(find("error").text, "ครั้งเดียวไม่เกิน 120 นาที");
    }

    function test_aTextIsAskedOnlyAfterTheAnswerThatCallsForIt() {
        answerTheFirstThree(0);
        answer(1);
        press("next");

        questionIs("เพราะเหตุใด");
        write("textField", "slow");
        tryCompare(find("typedIsSaved"), "visible", true);
        press("next");
        questionIs("ข้อเสนอแนะ");
    }

    function test_anOptionalQuestionCanBeSkipped() {
        answerTheFirstThree(1);
        answer(1);
        press("next");
        questionIs("ข้อเสนอแนะ");
        compare(find("next").text, "ข้ามข้อนี้");

        press("next");

        pageIs("ReviewPage");
        compare(find("row4").answer, "(ไม่ได้ตอบ)");
        press("finish");
        pageIs("ThankYouPage");
        compare(fixture.waitingOnDisk(), 1);
    }

    function test_theReviewRepeatsEveryKindInWords() {
        answerTheFirstThree(0);
        answer(0);
        answer(2);
        press("next");
        write("numberField", "3");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("รอกี่นาที");
        press("next");
        questionIs("เพราะเหตุใด");
        write("textField", "slow");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        questionIs("ข้อเสนอแนะ");
        press("next");
        pageIs("ReviewPage");

        compare(find("row3").answer, "เคาน์เตอร์ • เว็บไซต์");
        compare(find("row4").answer, "3 ครั้ง");
        compare(find("row6").answer, "slow");
    }

    function test_anAnswerChangedFromTheReviewAsksWhatItCallsFor() {
        answerTheFirstThree(1);
        answer(1);
        press("next");
        questionIs("ข้อเสนอแนะ");
        press("next");
        pageIs("ReviewPage");

        press("row1");
        pageIs("QuestionPage");
        answer(0);
        press("next");

        questionIs("เพราะเหตุใด");
        write("textField", "slow");
        tryCompare(tablet.form, "typedIsSaved", true);
        press("next");
        pageIs("ReviewPage");
    }

    function test_whatWasTypedIsThereAfterARestart() {
        answerTheFirstThree(0);
        answer(1);
        press("next");
        questionIs("เพราะเหตุใด");
        write("textField", "slow");
        tryCompare(tablet.form, "typedIsSaved", true);
        fixture.reopen();
        pageIs("ResumePage");
        press("goOn");
        pageIs("SignInPage");

        fixture.signIn();

        pageIs("ReviewPage");
        compare(find("row4").answer, "slow");
        press("row4");
        pageIs("QuestionPage");
        compare(find("textField").text, "slow");
    }
}
