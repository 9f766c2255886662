// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// All colours and sizes. Each text colour has a contrast of at least 7:1 on each surface it is used on (tst_theme.qml).
QtObject {
    // 1, 1.5 or 2: what the person at the screen chose.
    property real textScale: 1

    readonly property color background: "#f3f5f7"
    readonly property color surface: "#ffffff"
    readonly property color line: "#6b7885"
    readonly property color softLine: "#ccd4dc"
    readonly property color text: "#14202b"
    readonly property color quietText: "#36424e"
    readonly property color primary: "#0b3c5d"
    readonly property color primaryPressed: "#072a42"
    readonly property color primaryText: "#ffffff"
    readonly property color chosen: "#dcebf6"
    readonly property color disabled: "#dde2e7"
    readonly property color disabledText: "#36424e"
    readonly property color focus: "#b35c00"
    readonly property color good: "#134a29"
    readonly property color goodSurface: "#e6f3ea"
    readonly property color bad: "#7d1616"
    readonly property color badSurface: "#fbecec"

    readonly property int titleSize: Math.round(32 * textScale)
    readonly property int questionSize: Math.round(30 * textScale)
    readonly property int bodySize: Math.round(23 * textScale)
    readonly property int smallSize: Math.round(19 * textScale)

    readonly property int gap: 12
    readonly property int margin: 24
    readonly property int radius: 12
    readonly property int target: 56
    readonly property int widest: Math.round(820 * Math.max(1, textScale * 0.9))
}
