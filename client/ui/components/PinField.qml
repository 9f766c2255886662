// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A field that shows dots and takes digits only.
AppField {
    echoMode: TextInput.Password
    inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
    maximumLength: 8
    validator: RegularExpressionValidator {
        regularExpression: /[0-9]*/
    }
}
