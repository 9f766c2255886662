// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

// The keyboard on the screen, pressed by fingers.
TabletCase {
    id: root

    name: "Keyboard"

    // Of the shell that is shown now.
    readonly property Item keyboard: tablet && screen.item ? findChild(screen.item, "keyboard") : null

    function init() {
        fixture.hasKeyboard = false;
    }

    function cleanup() {
        fixture.hasKeyboard = true;
        turn(800, 1280);
    }

    function keyOf(name) {
        const key = findChild(keyboard, name);
        verify(key !== null, name);
        return key;
    }

    function touch(item) {
        settle();
        const at = item.mapToItem(root, item.width / 2, item.height / 2);
        const finger = touchEvent(root);
        finger.press(0, root, at.x, at.y);
        finger.commit();
        finger.release(0, root, at.x, at.y);
        finger.commit();
    }

    function touchKeys(names) {
        for (const name of names)
            touch(keyOf(name));
    }

    function letters(text) {
        return text.split("").map(letter => "key_" + letter);
    }

    // Stands on the question that takes a free text, in its field.
    function openText() {
        fixture.openSurvey();
        pageIs("StaffPage");
        press("offer0");
        pageIs("HandOverPage");
        press("staff0choice1");
        press("handOverNow");
        pageIs("StartPage");
        press("begin");
        pageIs("QuestionPage");
        for (const choice of [0, 0, 1, 1]) {
            answer(choice);
            press("next");
        }
        tryCompare(tablet.form, "kind", "text");
        settle();
        compare(keyboard.visible, false);
        touch(find("textField"));
        tryCompare(keyboard, "visible", true);
    }

    function test_aThaiWordWithMarksIsTypedAndTakenBack() {
        openText();

        touchKeys(letters("น\u0e49ำ").concat("keySpace", "key_เ", "key_ก", "keyShift", "key_\u0e47", "key_บ"));

        compare(find("textField").text, "น\u0e49ำ เก\u0e47บ");
        tryCompare(tablet.form, "typedIsSaved", true);
        touchKeys(["keyBackspace", "keyBackspace"]);
        compare(find("textField").text, "น\u0e49ำ เก");
        compare(tablet.form.typed, "น\u0e49ำ เก");
    }

    function test_theOtherLanguageIsAKeyAway() {
        openText();
        compare(keyboard.language, "th");

        touch(keyOf("keyLanguage"));
        touch(keyOf("keyShift"));
        touchKeys(["key_O", "key_k", "keyEnter", "key_1"]);

        compare(find("textField").text, "Ok\n1");
        touch(keyOf("keyLanguage"));
        touchKeys(["key_ก"]);
        compare(find("textField").text, "Ok\n1ก");
    }

    function test_itBeginsInTheLanguageOfTheScreen() {
        openText();
        touch(keyOf("keyHide"));
        tryCompare(keyboard, "visible", false);
        tablet.display.language = "en";

        touch(find("textField"));

        tryCompare(keyboard, "visible", true);
        compare(keyboard.language, "en");
    }

    function test_whatIsEditedStaysInSight_data() {
        return [
            { tag: "portrait", width: 800, height: 1280, scale: 1 },
            { tag: "landscape", width: 1280, height: 800, scale: 1 },
            { tag: "large", width: 1280, height: 800, scale: 2 },
            { tag: "small", width: 640, height: 400, scale: 1 },
            { tag: "small and large", width: 640, height: 400, scale: 2 }
        ];
    }

    function test_whatIsEditedStaysInSight(data) {
        turn(data.width, data.height);
        fixture.openSurvey();
        tablet.display.textScale = data.scale;
        openText();
        touchKeys(["key_ก", "keyEnter", "key_ก", "keyEnter", "key_ก", "keyEnter", "key_ก"]);
        settle();

        const field = find("textField");
        const cursor = field.mapToItem(screen, field.cursorRectangle.x, field.cursorRectangle.y);
        const scroller = find("scroller");
        const top = scroller.mapToItem(screen, 0, 0).y;
        verify(cursor.y >= top - 1, cursor.y + " above " + top);
        verify(cursor.y + field.cursorRectangle.height <= top + scroller.height + 1, cursor.y + " below " + (top + scroller.height));
        const below = keyboard.mapToItem(screen, 0, 0).y;
        verify(top + scroller.height <= below + 1, "the keyboard hides the page");
        compare(Math.round(below + keyboard.height), data.height);
    }

    function test_everyKeyIsLargeEnoughAndHasAName_data() {
        return [
            { tag: "portrait", width: 800, height: 1280 },
            { tag: "landscape", width: 1280, height: 800 },
            { tag: "small", width: 640, height: 400 }
        ];
    }

    function test_everyKeyIsLargeEnoughAndHasAName(data) {
        turn(data.width, data.height);
        openText();
        for (const language of ["th", "en"])
            for (const shift of [false, true]) {
                keyboard.language = language;
                keyboard.shift = shift;
                settle();
                const keys = keysIn(keyboard);
                verify(keys.length > 40, keys.length);
                for (const key of keys) {
                    verify(key.width >= 48 && key.height >= 48, key.objectName + " " + key.width + "x" + key.height);
                    verify(key.Accessible.name.length > 0, key.objectName);
                    compare(key.Accessible.role, Accessible.Button);
                    const place = key.mapToItem(screen, 0, 0);
                    verify(place.x >= 0 && place.x + key.width <= data.width, key.objectName);
                }
            }
    }

    function keysIn(item) {
        let keys = [];
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i];
            if (!child.visible)
                continue;
            if (child.objectName.startsWith("key"))
                keys.push(child);
            keys = keys.concat(keysIn(child));
        }
        return keys;
    }

    function test_aNumberHasDigitsAlone() {
        fixture.openSurvey();
        pageIs("StaffPage");
        press("people");
        pageIs("PeoplePage");
        press("pin");
        tryCompare(keyboard, "visible", true);

        touchKeys(["key_4", "key_7", "key_1", "keyDigitsBackspace", "key_2"]);

        compare(find("pin").text, "472");
        compare(findChild(keyboard, "key_ก"), null);
        press("name");
        touchKeys(letters("มาล\u0e35"));
        compare(find("name").text, "มาล\u0e35");
    }

    function test_aCardsCodeIsTypedInLatinLetters() {
        fixture.openWithCards(true);
        pageIs("CardPage");
        touch(find("cardCode"));
        tryCompare(keyboard, "visible", true);
        compare(keyboard.language, "en");

        touchKeys(letters(fixture.card(0).toLowerCase().replace(/-/g, "")));

        compare(tablet.card.typed, fixture.card(0));
        compare(tablet.card.complete, true);
    }

    function test_aDeviceWithAKeyboardGetsNoneUnlessStaffWantIt() {
        fixture.hasKeyboard = true;
        fixture.openWithCards(true);
        pageIs("CardPage");
        touch(find("cardCode"));
        compare(find("cardCode").activeFocus, true);
        compare(keyboard.visible, false);

        tablet.keyboard.mode = "on";
        compare(keyboard.visible, true);
        tablet.keyboard.mode = "off";
        fixture.hasKeyboard = false;

        compare(keyboard.visible, false);
    }
}
