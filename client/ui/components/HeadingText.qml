// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Sucharit

AppText {
    font.bold: true
    font.pixelSize: Theme.titleSize
    Accessible.role: Accessible.Heading
}
