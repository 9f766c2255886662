// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

// How every page stands in every size is looked at by page_layout_test.cc.
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
