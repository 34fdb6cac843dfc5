"""The sheets as CSV files in one ZIP, as Excel in Japanese opens them right: UTF-8 with a byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
from datetime import date

from simulator.report.aar import Aar
from simulator.report.plain_files import BOM, harmless, zip_of
from simulator.report.sheets import Sheet, sheets


def csv_zip(aar: Aar) -> bytes:
    """A ZIP with one file for each sheet, named by its key."""
    return zip_of({f"{sheet.key}.csv": csv_bytes(sheet) for sheet in sheets(aar)})


def csv_bytes(sheet: Sheet) -> bytes:
    """One sheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in sheet.head])
    for row in sheet.rows:
        writer.writerow([_written(value) for value in row])
    return BOM + stream.getvalue().encode("utf-8", "replace")


def _written(value: object) -> str:
    if isinstance(value, tuple):
        value = value[0]
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else _harmless(str(value))


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text. A lone dash means "none" and stays."""
    text = cell.replace("\0", "")
    return text if text in {"-", "－"} else harmless(text)
