#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/openpyxl-kinds.xlsx: a cell of each kind, as openpyxl saves it. python3-openpyxl; run from the top folder."""
import datetime

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "kinds"
sheet.append(["ชื่อ", 100, 66.6, False, datetime.date(2024, 10, 1), datetime.datetime(2024, 10, 1, 14, 30), 0.85,
              "บรรทัด\nใหม่"])
sheet["G1"].number_format = "0%"
book.create_sheet("hidden").sheet_state = "hidden"
book.save("tests/data/openpyxl-kinds.xlsx")
