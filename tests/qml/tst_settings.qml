// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

TabletCase {
    id: root

    name: "Settings"

    readonly property var diagnostics: tablet ? tablet.diagnostics : null

    function openSettings() {
        pageIs("StaffPage");
        press("settings");
        pageIs("SettingsPage");
        tryVerify(() => diagnostics.identity.length > 1);
        settle();
    }

    function valueOf(rows, label) {
        for (const row of rows)
            if (row.label === label)
                return row.value;
        return "";
    }

    function init() {
        fixture.openEnrolled();
        tablet.display.language = "en";
    }

    function test_onlyWhoIsSignedInMayLook() {
        openSettings();
        press("backToStaff");
        pageIs("StaffPage");
        tablet.signOut();
        pageIs("SignInPage");

        tablet.openSettings();

        compare(tablet.page, "SignInPage");
    }

    function test_itSaysWhoTheTabletIsAndWhatItHolds() {
        openSettings();

        compare(valueOf(diagnostics.identity, "Tablet"), "Counter 2");
        compare(valueOf(diagnostics.identity, "Server"), "127.0.0.1:1");
        compare(valueOf(diagnostics.program, "Version of the stored data"), "1");
        compare(valueOf(diagnostics.program, "Free storage"), "10240 MB");
        verify(valueOf(diagnostics.program, "Questionnaire held").includes("ita-2567"));
        compare(find("outbox").rows[0].value, "nothing");
    }

    function test_itSaysHowLongResponsesHaveWaited() {
        fixture.finishResponses(3);
        fixture.advanceClock(50 * 3600);
        openSettings();

        compare(diagnostics.outbox.length, 1);
        compare(diagnostics.outbox[0].value, "3 waiting, the oldest for 2 days");
    }

    function test_whatFailedIsStillSaidAfterARestart() {
        fixture.serverAnswer = "portal";
        tablet.sync.syncNow();
        tryCompare(tablet.sync, "busy", false);
        fixture.serverAnswer = "unavailable";
        tablet.sync.syncNow();
        tryCompare(tablet.sync, "busy", false);
        fixture.reopen();
        fixture.signIn();
        tablet.display.language = "en";
        openSettings();

        compare(diagnostics.failures.length, 2);
        verify(diagnostics.failures[0].includes("Check the network"), diagnostics.failures[0]);
        verify(diagnostics.failures[1].includes("sign in first"), diagnostics.failures[1]);
        verify(diagnostics.log[0].includes("UNAVAILABLE"), diagnostics.log[0]);
        compare(find("lastSync").rows[0].value, "never");
    }

    function test_theSelfTestSaysLineByLineWhatIsInOrder() {
        openSettings();
        compare(diagnostics.checks.length, 0);

        press("check");

        tryVerify(() => diagnostics.checks.length === 6, 20000);
        settle();
        for (let i = 0; i < 6; ++i) {
            verify(diagnostics.checks[i].good, diagnostics.checks[i].text);
            verify(find("check" + i).Accessible.name.includes("In order"));
        }
        tryVerify(() => diagnostics.log.length > 0 && diagnostics.log[0].includes("Self-test, 0 faults"));
    }

    function test_theLogTellsCountsAndNothingElse() {
        fixture.finishResponses(2);
        tablet.sync.syncNow();
        tryCompare(tablet.sync, "busy", false);
        openSettings();

        compare(diagnostics.log.length, 1);
        verify(diagnostics.log[0].includes("Synchronized, 2 received by the server"), diagnostics.log[0]);
        compare(diagnostics.failures.length, 0);
    }

    function test_itSpeaksThaiToo() {
        fixture.finishResponses(1);
        tablet.display.language = "th";
        pageIs("StaffPage");
        press("settings");
        pageIs("SettingsPage");

        tryVerify(() => diagnostics.outbox.length === 1);
        verify(!/[A-Za-z]/.test(diagnostics.outbox[0].value), diagnostics.outbox[0].value);
    }

    function test_theKeyboardsSettingIsRemembered() {
        openSettings();
        compare(find("keyboard-automatic").chosen, true);

        press("keyboard-on");
        compare(find("keyboard-on").chosen, true);
        fixture.reopen();

        compare(tablet.keyboard.mode, "on");
    }
}
