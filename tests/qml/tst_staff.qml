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
        const wait = fixture.secondsToPlannedRun();
        verify(wait >= 0 && wait <= 1, "tries again by itself");
        fixture.serverAnswer = "ok";
        fixture.passMinutesToPlannedRun(1);
        tryCompare(find("received"), "count", 2);
    }

    function test_aForgedReceiptIsNotTriedAgainByItself() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        fixture.serverAnswer = "not genuine";

        press("syncNow");

        tryCompare(tablet.sync, "busy", false);
        compare(tablet.sync.failed, true);
        verify(fixture.secondsToPlannedRun() < 0);
    }

    function test_theTabletPlansToSendTenToSixtyMinutesAfterAFinish() {
        fixture.openEnrolled();
        verify(fixture.secondsToPlannedRun() < 0);
        begin("EIT");
        answerTheRest(0);

        press("finish");

        pageIs("ThankYouPage");
        // The fixture's randomness is one half: 35 minutes.
        compare(fixture.secondsToPlannedRun(), 35 * 60);
        fixture.passMinutesToPlannedRun(34);
        compare(fixture.waitingOnDisk(), 1);
        fixture.passMinutesToPlannedRun(1);
        tryVerify(() => fixture.waitingOnDisk() === 0);
        tryCompare(tablet.sync, "busy", false);
        verify(fixture.secondsToPlannedRun() < 0);
    }

    function test_eachFailureSaysWhatToDo_data() {
        return [
            { tag: "other server", answer: "other server", says: "another network" },
            { tag: "captive portal", answer: "portal", says: "sign in first" },
            { tag: "a day ahead", answer: "86400", says: "a day ahead" },
            { tag: "days ahead", answer: "200000", says: "2 days ahead" },
            { tag: "hours behind", answer: "-10800", says: "3 hours behind" },
            { tag: "minutes behind", answer: "-600", says: "10 minutes behind" }
        ];
    }

    function test_eachFailureSaysWhatToDo(row) {
        fixture.openEnrolled();
        pageIs("StaffPage");
        press("language");
        fixture.serverAnswer = row.answer;

        press("syncNow");

        tryCompare(tablet.sync, "busy", false);
        compare(find("syncResult").bad, true);
        verify(find("syncResult").text.includes(row.says), find("syncResult").text);
        verify(find("syncResult").text.includes("safe"));
    }

    function test_theLastTimeIsKeptAndToldByTheThaiCalendar() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        press("syncNow");
        tryCompare(tablet.sync, "busy", false);

        fixture.reopen();

        verify(tablet.sync.lastTime.includes("25"), tablet.sync.lastTime);
        verify(tablet.sync.lastTime.includes("มี.ค."), tablet.sync.lastTime);
        tablet.display.language = "en";
        verify(tablet.sync.lastTime.startsWith("1 Mar 2024"), tablet.sync.lastTime);
    }

    function test_lowStorageIsWarnedAbout() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        compare(find("lowStorage").visible, false);
        fixture.leaveFreeMegabytes(120);

        press("people");
        press("backToStaff");

        pageIs("StaffPage");
        compare(find("lowStorage").visible, true);
        verify(find("lowStorage").text.includes("120"));
    }

    function test_responsesThatWaitForDaysAreWarnedAboutUntilTheyAreSent() {
        fixture.openEnrolled();
        fixture.finishResponses(2);
        fixture.advanceClock(2 * 24 * 3600);
        press("people");
        press("backToStaff");
        pageIs("StaffPage");
        compare(find("longUnsent").visible, false);
        fixture.advanceClock(24 * 3600);
        press("people");
        press("backToStaff");
        pageIs("StaffPage");
        compare(find("longUnsent").visible, true);
        verify(find("longUnsent").text.includes("3"));

        press("syncNow");

        tryCompare(find("longUnsent"), "visible", false);
    }

    function test_whatWaitsCanBeSavedToAFileAndStays() {
        fixture.openEnrolled();
        pageIs("StaffPage");
        compare(find("export").visible, false);
        fixture.finishResponses(3);

        press("export");

        tryVerify(() => find("exportResult").text.includes("sucharit-outbox-1.bin"));
        compare(find("exportResult").bad, false);
        compare(fixture.exportedBoxes(1), 3);
        compare(fixture.waitingOnDisk(), 3);
        press("export");
        tryVerify(() => find("exportResult").text.includes("sucharit-outbox-2.bin"));
        compare(fixture.exportedBoxes(1), 3);
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
