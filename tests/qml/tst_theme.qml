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

    function test_everyTextHasAContrastOfSeven_data() {
        return [
            { tag: "text on background", ink: Theme.text, paper: Theme.background },
            { tag: "text on surface", ink: Theme.text, paper: Theme.surface },
            { tag: "text on chosen", ink: Theme.text, paper: Theme.chosen },
            { tag: "quiet text on background", ink: Theme.quietText, paper: Theme.background },
            { tag: "quiet text on surface", ink: Theme.quietText, paper: Theme.surface },
            { tag: "quiet text on chosen", ink: Theme.quietText, paper: Theme.chosen },
            { tag: "primary on surface", ink: Theme.primary, paper: Theme.surface },
            { tag: "primary on chosen", ink: Theme.primary, paper: Theme.chosen },
            { tag: "on primary", ink: Theme.primaryText, paper: Theme.primary },
            { tag: "on disabled", ink: Theme.disabledText, paper: Theme.disabled },
            { tag: "good", ink: Theme.good, paper: Theme.goodSurface },
            { tag: "bad", ink: Theme.bad, paper: Theme.badSurface },
            { tag: "bad on surface", ink: Theme.bad, paper: Theme.surface }
        ];
    }

    function test_everyTextHasAContrastOfSeven(row) {
        verify(contrast(row.ink, row.paper) >= 7, contrast(row.ink, row.paper));
    }

    function test_framesThatMeanSomethingHaveAContrastOfThree() {
        verify(contrast(Theme.line, Theme.surface) >= 3);
        verify(contrast(Theme.focus, Theme.surface) >= 3);
    }
}
