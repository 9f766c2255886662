# SPDX-License-Identifier: Apache-2.0
#
# Reads back with openpyxl what sample_export wrote.
#   check_workbook.py SAMPLE_EXPORT
import csv
import io
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import openpyxl


def expect(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: expected {expected!r}, got {actual!r}")


def export(program, folder):
    subprocess.run([program, str(folder), "th"], check=True)


def rows(path):
    text = path.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def check_agency(folder):
    book = openpyxl.load_workbook(folder / "results.xlsx")
    expect("sheets", book.sheetnames,
           ["สรุป", "ตัวชี้วัด", "รายข้อ", "คำตอบ", "การกระจายคำตอบ", "ยอดรวม", "คะแนนนำเข้า", "ที่มา"])
    expect("charts", [len(sheet._charts) for sheet in book], [0, 1, 0, 0, 1, 0, 0, 0])
    items = book["รายข้อ"]
    expect("frozen", items.freeze_panes, "B2")
    table = rows(folder / "items.csv")
    expect("rows", items.max_row, len(table))
    for number, line in enumerate(table[1:], start=2):
        cells = [items.cell(number, column) for column in range(1, 11)]
        expect(f"item in row {number}", cells[0].value, line[0])
        expect(f"question in row {number}", cells[2].value, line[2])
        expect(f"exact score in row {number}", (cells[5].value, cells[5].data_type), (line[5], "s"))
        expect(f"score in row {number}", (f"{cells[6].value:.2f}", cells[6].data_type), (line[6], "n"))
        expect(f"format in row {number}", cells[6].number_format, "0.00")
        if not items.row_dimensions[number].height >= 15:
            sys.exit(f"row {number} has no height")
    # A question of 80 columns of text takes more than one line, and its row is higher.
    expect("a long question's row", items.row_dimensions[2].height > 30, True)
    expect("font", items.cell(2, 3).font.name, "Tahoma")


def check_survey(folder):
    book = openpyxl.load_workbook(folder / "results.xlsx")
    formulas = [cell.coordinate for sheet in book for line in sheet.iter_rows() for cell in line
                if cell.data_type == "f"]
    expect("formulas", formulas, [])
    expect("evidence", book["รายข้อ"]["I2"].value, "=cmd|' /C calc'!A0")
    expect("agency", book["สรุป"]["B3"].value, '=HYPERLINK("http://x","กด")')
    kept = openpyxl.load_workbook(folder / "rows-Q.xlsx").active
    table = rows(folder / "rows-Q.csv")
    shown = [["" if value is None else str(value) for value in line] for line in kept.iter_rows(values_only=True)]
    expect("kept rows", shown, table)


def check_equal(first, second):
    for path in sorted(first.rglob("*")):
        if path.is_file():
            expect(f"{path.name} of two exports", (second / path.relative_to(first)).read_bytes(), path.read_bytes())


def check_zip(path):
    expect(f"broken part of {path.name}", zipfile.ZipFile(path).testzip(), None)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        export(sys.argv[1], folder / "first")
        export(sys.argv[1], folder / "second")
        check_equal(folder / "first", folder / "second")
        check_agency(folder / "first" / "agency")
        check_survey(folder / "first" / "survey")
        for path in folder.glob("first/*/*.xlsx"):
            check_zip(path)


main()
