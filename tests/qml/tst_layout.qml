// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

TabletCase {
    id: root

    name: "Layout"

    readonly property string longThai: "ท่านคิดว่าการดำเนินการเพื่อป้องกันการทุจริตและประพฤติมิชอบของหน่วยงานของท่านสามารถป้องกันการทุจริตและประพฤติมิชอบได้มากน้อยเพียงใด"

    Component {
        id: sentence

        AppText {
            width: 400
            text: root.longThai
        }
    }

    function init() {
        fixture.openEnrolled();
    }

    function test_thaiBreaksLines() {
        const text = createTemporaryObject(sentence, root);

        verify(text.lineCount > 1, "libthai0 is missing");
        verify(text.contentWidth <= text.width);
    }

    // Every text inside `item` shows all of itself.
    function compareWhole(item, where) {
        if (item instanceof Text && item.visible && item.text.length > 0) {
            verify(item.contentWidth <= item.width + 1, where + ": too wide: " + item.text);
            verify(item.contentHeight <= item.height + 1, where + ": too high: " + item.text);
            verify(!item.truncated, where + ": " + item.text);
        }
        for (let i = 0; i < item.children.length; ++i)
            compareWhole(item.children[i], where);
    }

    function compareChoices(where) {
        const scroller = find("scroller");
        for (let i = 0; i < tablet.form.choices.length; ++i) {
            const choice = find("choice" + i);
            verify(choice.height >= 56, where);
            verify(choice.height >= choice.implicitHeight, where);
            const top = choice.mapToItem(scroller.contentItem, 0, 0);
            verify(top.x >= 0 && top.x + choice.width <= scroller.width, where);
            verify(top.y + choice.height <= scroller.contentHeight, where);
        }
    }

    function test_noTextIsCutOffOnAQuestion_data() {
        const rows = [];
        for (const questionnaire of ["IIT", "EIT"])
            for (const language of ["th", "en"])
                for (const scale of [1, 2])
                    for (const size of [[800, 1280], [1280, 800], [640, 400]])
                        rows.push({ tag: [questionnaire, language, scale, size[0]].join(" "), questionnaire: questionnaire, language: language, scale: scale, size: size });
        return rows;
    }

    function test_noTextIsCutOffOnAQuestion(row) {
        begin(row.questionnaire);
        tablet.display.language = row.language;
        tablet.display.textScale = row.scale;
        turn(row.size[0], row.size[1]);
        const size = tablet.form.size;
        for (let number = 1; number <= size; ++number) {
            const where = row.tag + " question " + number;
            tablet.form.choose(0);
            tryCompare(tablet.form, "canGoOn", true);
            settle();
            compareWhole(page, where);
            compareChoices(where);
            tablet.form.next();
        }
        pageIs("ReviewPage");
        settle();
        compareWhole(page, row.tag + " review");
    }

    function test_noTextIsCutOffOnOtherPages_data() {
        const rows = [];
        for (const language of ["th", "en"])
            for (const scale of [1, 1.5, 2])
                for (const size of [[800, 1280], [1280, 800], [640, 400]])
                    rows.push({ tag: [language, scale, size[0]].join(" "), language: language, scale: scale, size: size });
        return rows;
    }

    function test_noTextIsCutOffOnOtherPages(row) {
        fixture.finishResponses(3);
        tablet.display.language = row.language;
        tablet.display.textScale = row.scale;
        turn(row.size[0], row.size[1]);
        pageIs("StaffPage");
        settle();
        compareWhole(page, row.tag + " staff");
        tablet.handOver(0);
        pageIs("StartPage");
        settle();
        compareWhole(page, row.tag + " start");
        tablet.begin();
        tablet.form.choose(0);
        fixture.reopen();
        pageIs("ResumePage");
        settle();
        compareWhole(page, row.tag + " resume");
        tablet.form.abandon();
        pageIs("StoppedPage");
        settle();
        compareWhole(page, row.tag + " stopped");
        tablet.takeBack();
        fixture.signIn();
        tablet.handOver(0);
        tablet.begin();
        fixture.advanceClock(3600);
        fixture.reopen();
        pageIs("ErasedPage");
        settle();
        compareWhole(page, row.tag + " erased");
    }

    // Everything that can be pressed, from `item` down.
    function pressables(item) {
        let found = item.visible && item.hasOwnProperty("pressX") ? [item] : [];
        for (let i = 0; i < item.children.length; ++i)
            found = found.concat(pressables(item.children[i]));
        return found;
    }

    function compareTargets(least) {
        const targets = pressables(page);
        verify(targets.length >= least);
        for (const target of targets) {
            verify(target.Accessible.name.length > 0, page + " has a nameless target");
            verify(target.height >= 48 && target.width >= 48, target.Accessible.name + " is too small");
        }
    }

    function test_everyTargetIsLargeAndHasAName() {
        pageIs("StaffPage");
        compareTargets(5);
        begin("EIT");
        compareTargets(6);
        compare(find("choice0").Accessible.role, Accessible.RadioButton);
        compare(find("choice0").Accessible.checked, false);
        answer(0);
        compare(find("choice0").Accessible.checked, true);
        answerTheRest(0);
        compareTargets(13);
        press("finish");
        pageIs("ThankYouPage");
        compareTargets(3);
    }

    function test_theKeyboardsFocusIsScrolledIntoSight() {
        begin("IIT");
        tablet.display.textScale = 2;
        turn(800, 640);
        settle();
        const scroller = find("scroller");
        const choice = find("choice" + (tablet.form.choices.length - 1));

        choice.forceActiveFocus(Qt.TabFocusReason);

        const bottom = choice.mapToItem(scroller, 0, choice.height).y;
        verify(bottom <= scroller.height, bottom);
    }
}
