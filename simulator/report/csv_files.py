"""The sheets as CSV files in one ZIP, as Excel in Japanese opens them right: UTF-8 with a byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

from simulator.report.aar import Aar
from simulator.report.sheets import Sheet, sheets

_BOM = b"\xef\xbb\xbf"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－＝", "＠")
"""What a spreadsheet might take for a formula; full-width signs too, which Excel in Japanese reads as the others."""

_STAMP = (1980, 1, 1, 0, 0, 0)


def csv_zip(aar: Aar) -> bytes:
    """A ZIP with one file for each sheet, named by its key."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for sheet in sheets(aar):
            info = zipfile.ZipInfo(f"{sheet.key}.csv", _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(info, csv_bytes(sheet))
    return out.getvalue()


def csv_bytes(sheet: Sheet) -> bytes:
    """One sheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in sheet.head])
    for row in sheet.rows:
        writer.writerow([_written(value) for value in row])
    return _BOM + stream.getvalue().encode("utf-8", "replace")


def _written(value: object) -> str:
    if isinstance(value, tuple):
        value = value[0]
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else _harmless(str(value))


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text (OWASP, CSV injection). A lone dash means "none" and stays."""
    text = cell.replace("\0", "")
    return f"'{text}" if text.startswith(_RISKY) and text not in {"-", "－"} else text
