// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

// Text that is never cut off: it wraps, for Thai at words.
Text {
    color: Theme.text
    font.pixelSize: Theme.bodySize
    lineHeight: 1.05
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
