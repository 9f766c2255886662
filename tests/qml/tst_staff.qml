// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest

TabletCase {
    id: root

    name: "Staff"

    function test_aWrongTicketIsRefusedInASentence() {
        fixture.openEmpty();
        pageIs("EnrolPage");
        tablet.enrolment.deviceName = "Counter 2";
        const field = find("ticket");
        field.forceActiveFocus();
        for (const letter of "wrong")
            keyClick(letter);

        press("enrol");

        tryVerify(() => find("error").text.length > 0);
        verify(find("error").text.includes("SUCHARIT1:"));
        compare(find("error").visible, true);
        compare(tablet.page, "EnrolPage");
    }

    function test_enrollingNeedsATicketAndAName() {
        fixture.openEmpty();
        pageIs("EnrolPage");

        compare(find("enrol").enabled, false);
    }

    function test_aTicketFileThatIsNotThereIsSaid() {
        fixture.openEmpty();
        pageIs("EnrolPage");

        compare(tablet.enrolment.loadTicket("/nowhere/ticket.txt"), false);

        verify(find("error").text.length > 0);
    }

    function test_bothQuestionnairesAreOffered() {
        fixture.openEnrolled();
        pageIs("StaffPage");

        compare(tablet.offers.count, 2);
        verify(find("offer0").name.length > 0);
        compare(page.title, "เทศบาลตำบลบางตะบูน");
    }

    function test_synchronizingTellsWhatTheServerReceived() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        fixture.finishResponses(12);
        compare(find("waiting").count, 12);

        press("syncNow");

        tryCompare(find("received"), "count", 12);
        compare(find("waiting").count, 0);
        tryCompare(tablet.sync, "busy", false);
        compare(find("syncResult").text, "เสร็จแล้ว เซิร์ฟเวอร์ได้รับ 12 ชุดคำตอบ");
        compare(find("syncResult").bad, false);
        verify(tablet.sync.lastTime.length > 0);
    }

    function test_withoutANetworkNothingIsLostAndASentenceSaysSo() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        fixture.finishResponses(2);
        fixture.serverAnswer = "unavailable";

        press("syncNow");

        tryCompare(tablet.sync, "busy", false);
        compare(find("syncResult").bad, true);
        verify(find("syncResult").text.length > 0);
        compare(find("waiting").count, 2);
        verify(fixture.millisecondsToPlannedRun() >= 0, "tries again by itself");
    }

    function test_aForgedReceiptIsNotTriedAgainByItself() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        fixture.serverAnswer = "not genuine";

        press("syncNow");

        tryCompare(tablet.sync, "busy", false);
        compare(tablet.sync.failed, true);
        verify(fixture.millisecondsToPlannedRun() < 0);
    }

    function test_theTabletPlansToSendTenToSixtyMinutesAfterAFinish() {
        fixture.openEnrolled();
        verify(fixture.millisecondsToPlannedRun() < 0);
        begin("EIT");
        answerTheRest(0);

        press("finish");

        pageIs("ThankYouPage");
        // The fixture's randomness is one half: 35 minutes.
        verify(Math.abs(fixture.millisecondsToPlannedRun() - 35 * 60 * 1000) < 5000);
    }

    function test_englishCountsOneAndMany() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        press("language");
        fixture.finishResponses(1);

        press("syncNow");

        tryCompare(tablet.sync, "busy", false);
        compare(find("syncResult").text, "Done. The server has received 1 response.");
    }

    function test_staffsLanguageAndTextSizeAreRemembered() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        press("language");
        press("textSize");
        press("look");

        fixture.reopen();
        fixture.signIn();

        pageIs("StaffPage");
        compare(tablet.display.language, "en");
        compare(tablet.display.textScale, 1.5);
        compare(tablet.display.look, "dark");
        compare(find("syncNow").text, "Synchronize now");
    }
}
