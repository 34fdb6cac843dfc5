"""The exercise as a workbook: participants, the list of injects planned and actual, responses, verdicts, matrix, plan.

Every text is stored as text: nothing that somebody typed can become a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from simulator.report.aar import Aar
from simulator.report.plain_files import xml_text
from simulator.report.sheets import Sheet, sheets
from simulator.words import translator

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""

_TONES = {"met": "DBE9F6", "partial": "F9DCA0", "bad": "E8B9AE", "critical": "E39B8A"}


def xlsx_bytes(aar: Aar) -> bytes:
    """The workbook of a report."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(aar):
        _add(book, sheet)
    properties = book.properties
    properties.title, properties.creator = _plain(aar.title), translator("report", aar.lang)("Exercise office")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(_name(sheet.title, book.sheetnames))
    _row(page, 1, sheet.head)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E9EDF2")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for number, row in enumerate(sheet.rows, 2):
        _row(page, number, row)
    page.freeze_panes = "B2" if len(sheet.head) > 1 else "A2"
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _row(page: Any, number: int, values: Sequence[object]) -> None:
    for column, given in enumerate(values, 1):
        cell = page.cell(row=number, column=column)
        value, tone = given if isinstance(given, tuple) else (given, "")
        if isinstance(value, bool | int | float | date) or value is None:
            cell.value = value
        else:
            cell.value = _plain(str(value))
            # A text stays a text even where it begins like a formula.
            cell.data_type = "s"
            cell.quotePrefix = str(value)[:1] in set("=+-@")
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        if tone in _TONES:
            cell.fill = PatternFill("solid", fgColor=_TONES[tone])


def _plain(text: str) -> str:
    """``text`` without what XML cannot hold, and no longer than a cell."""
    return xml_text(text)[:_LONGEST]


def _name(title: str, taken: Iterable[str]) -> str:
    """A sheet's name: at most 31 characters, none of those that workbooks forbid, unlike the others."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "-"
    number = 2
    while name.casefold() in {other.casefold() for other in taken}:
        name = f"{name[:27]} {number}"
        number += 1
    return name
