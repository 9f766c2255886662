// SPDX-License-Identifier: Apache-2.0
import QtQuick

// What the keys write: four rows of a layout, without and with shift, as on keyboards in Thailand (TIS 820-2538, Kedmanee)
// and on English ones.
QtObject {
    readonly property var th: [["ๅ/-ภถ\u0e38\u0e36คตจขช", "ๆไำพะ\u0e31\u0e35รนยบล", "ฟหกดเ\u0e49\u0e48าสวงฃ", "ผปแอ\u0e34\u0e37ทมใฝ"], ["+๑๒๓๔\u0e39฿๕๖๗๘๙", "๐\"ฎฑธ\u0e4d\u0e4aณฯญฐ,", "ฤฆฏโฌ\u0e47\u0e4bษศซ.ฅ", "()ฉฮ\u0e3a\u0e4c?ฒฬฦ"]]
    readonly property var en: [["1234567890-'", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"], ["@#$%&*()_+\"'", "QWERTYUIOP", "ASDFGHJKL:", "ZXCVBNM?=!"]]
    readonly property var digits: ["1234567890.-"]

    // Marks that stand on another letter, and signs that look alike, are called by name.
    readonly property var names: ({
            "\u0e31": "ไม้หันอากาศ",
            "\u0e34": "สระอิ",
            "\u0e35": "สระอี",
            "\u0e36": "สระอึ",
            "\u0e37": "สระอือ",
            "\u0e38": "สระอุ",
            "\u0e39": "สระอู",
            "\u0e3a": "พินทุ",
            "\u0e47": "ไม้ไต่คู้",
            "\u0e48": "ไม้เอก",
            "\u0e49": "ไม้โท",
            "\u0e4a": "ไม้ตรี",
            "\u0e4b": "ไม้จัตวา",
            "\u0e4c": "ทัณฑฆาต",
            "\u0e4d": "นิคหิต",
            "ๅ": "ลากข้างยาว",
            "ำ": "สระอำ",
            "ๆ": "ไม้ยมก",
            "ฯ": "ไปยาลน้อย",
            "เ": "สระเอ",
            "แ": "สระแอ",
            "ะ": "สระอะ",
            "า": "สระอา"
        })
}
