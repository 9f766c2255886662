// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// All colours and sizes. Each text colour has a contrast of at least 7:1 on each surface it is used on (tst_theme.qml).
QtObject {
    // 1, 1.5 or 2: what the person at the screen chose.
    property real textScale: 1

    // "light", "dark" or "contrast": what the person at the screen chose.
    property string look: "light"
    readonly property int which: look === "dark" ? 1 : look === "contrast" ? 2 : 0

    // Light, dark, high contrast.
    readonly property color background: ["#f3f5f7", "#10161c", "#000000"][which]
    readonly property color surface: ["#ffffff", "#1b242d", "#000000"][which]
    readonly property color line: ["#6b7885", "#8a97a3", "#ffffff"][which]
    readonly property color softLine: ["#ccd4dc", "#3a4652", "#ffffff"][which]
    readonly property color text: ["#14202b", "#f4f7fa", "#ffffff"][which]
    readonly property color quietText: ["#36424e", "#d3dbe2", "#ffffff"][which]
    readonly property color primary: ["#0b3c5d", "#a8d6f8", "#ffff00"][which]
    readonly property color primaryPressed: ["#072a42", "#7fbcec", "#d8d800"][which]
    readonly property color primaryText: ["#ffffff", "#0a1a26", "#000000"][which]
    readonly property color chosen: ["#dcebf6", "#143650", "#00305c"][which]
    readonly property color disabled: ["#dde2e7", "#2a333c", "#1a1a1a"][which]
    readonly property color disabledText: ["#36424e", "#d3dbe2", "#ffffff"][which]
    readonly property color focus: ["#b35c00", "#ffb454", "#00e5ff"][which]
    readonly property color good: ["#134a29", "#bfe8cc", "#7dff9b"][which]
    readonly property color goodSurface: ["#e6f3ea", "#12301d", "#000000"][which]
    readonly property color goodMark: ["#ffffff", "#0b2214", "#000000"][which]
    readonly property color bad: ["#7d1616", "#ffc9c9", "#ffb3b3"][which]
    readonly property color badSurface: ["#fbecec", "#3d1414", "#000000"][which]

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
