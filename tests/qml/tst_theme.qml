// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Sucharit

TestCase {
    name: "Theme"

    function light(part) {
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    // Relative luminance and contrast as WCAG 2 defines them.
    function luminance(color) {
        return 0.2126 * light(color.r) + 0.7152 * light(color.g) + 0.0722 * light(color.b);
    }

    function contrast(a, b) {
        const low = Math.min(luminance(a), luminance(b));
        const high = Math.max(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    function test_blackOnWhiteHasTheHighestContrast() {
        fuzzyCompare(contrast(Qt.color("black"), Qt.color("white")), 21, 0.001);
    }

    function cleanup() {
        Theme.look = "light";
    }

    function inEveryLook(rows) {
        const all = [];
        for (const look of ["light", "dark", "contrast"])
            for (const row of rows)
                all.push({ tag: look + ": " + row.tag, look: look, ink: row.ink, paper: row.paper });
        return all;
    }

    function test_everyTextHasAContrastOfSeven_data() {
        return inEveryLook([
            { tag: "text on background", ink: "text", paper: "background" },
            { tag: "text on surface", ink: "text", paper: "surface" },
            { tag: "text on chosen", ink: "text", paper: "chosen" },
            { tag: "quiet text on background", ink: "quietText", paper: "background" },
            { tag: "quiet text on surface", ink: "quietText", paper: "surface" },
            { tag: "quiet text on chosen", ink: "quietText", paper: "chosen" },
            { tag: "primary on surface", ink: "primary", paper: "surface" },
            { tag: "primary on chosen", ink: "primary", paper: "chosen" },
            { tag: "on primary", ink: "primaryText", paper: "primary" },
            { tag: "on disabled", ink: "disabledText", paper: "disabled" },
            { tag: "good", ink: "good", paper: "goodSurface" },
            { tag: "bad", ink: "bad", paper: "badSurface" },
            { tag: "bad on surface", ink: "bad", paper: "surface" },
            { tag: "tick on good", ink: "goodMark", paper: "good" }
        ]);
    }

    function test_everyTextHasAContrastOfSeven(row) {
        Theme.look = row.look;

        verify(contrast(Theme[row.ink], Theme[row.paper]) >= 7, contrast(Theme[row.ink], Theme[row.paper]));
    }

    function test_framesThatMeanSomethingHaveAContrastOfThree_data() {
        return inEveryLook([
            { tag: "line", ink: "line", paper: "surface" },
            { tag: "focus", ink: "focus", paper: "surface" },
            { tag: "chosen", ink: "primary", paper: "background" }
        ]);
    }

    function test_framesThatMeanSomethingHaveAContrastOfThree(row) {
        Theme.look = row.look;

        verify(contrast(Theme[row.ink], Theme[row.paper]) >= 3);
    }
}
