// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

TabletCase {
    name: "Rehearsal"

    readonly property Item banner: findChild(screen, "rehearsal")

    function saysSo() {
        settle();
        compare(banner.visible, true);
        verify(banner.text.indexOf("Rehearsal") === 0, banner.text);
        verify(page.y + page.parent.y >= banner.height, "the page lies below");
        compare(banner.Accessible.name, banner.text);
    }

    function test_everyPageOfARehearsalSaysThatNothingCounts() {
        fixture.openRehearsal();
        tablet.display.language = "en";
        saysSo();
        verify(find("offer1").Accessible.name.indexOf("Rehearsal") >= 0);

        press("people");
        pageIs("PeoplePage");
        saysSo();
        press("backToStaff");
        press("offer1");
        pageIs("StartPage");
        saysSo();
        press("begin");
        pageIs("QuestionPage");
        saysSo();
        answerTheRest(0);
        saysSo();
        press("finish");
        pageIs("ThankYouPage");
        saysSo();
        press("staff");
        pageIs("SignInPage");
        saysSo();
    }

    function test_soDoTheResponseThatWasFoundAndTheOneThatWasStopped() {
        fixture.openRehearsal();
        tablet.display.language = "en";
        begin("EIT");
        answer(0);
        fixture.reopen();
        tablet.display.language = "en";
        pageIs("ResumePage");
        saysSo();

        tablet.form.abandon();

        pageIs("StoppedPage");
        saysSo();
    }

    function test_soDoesTheCard() {
        fixture.openRehearsalWithCards(true);
        tablet.display.language = "en";
        pageIs("CardPage");
        saysSo();
    }

    function test_itSaysSoInThai() {
        fixture.openRehearsal();

        compare(tablet.display.language, "th");
        verify(banner.text.indexOf("ซ้อม") >= 0, banner.text);
    }

    function test_whereAnswersCountNothingIsSaid() {
        fixture.openEnrolled();
        compare(banner.visible, false);
        begin("EIT");

        compare(banner.visible, false);
        compare(banner.height, 0);
    }
}
