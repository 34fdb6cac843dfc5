"""The formats of the after-action report by name. A format takes the report and gives the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable

from simulator.report.aar import Aar
from simulator.report.aar_blocks import Document

Told = Callable[[str], None]
"""Hears what is being made, where it takes long."""

Render = Callable[[Aar, Told, Document | None], bytes]
"""The document is what is laid out, the whole report where it is None; workbooks and data hold the report itself."""


def _html(aar: Aar, told: Told, paper: Document | None = None) -> bytes:
    from simulator.report.aar_charts import Charts
    from simulator.report.aar_document import document
    from simulator.report.aar_html import html_of

    return html_of(paper or document(aar), Charts(aar), told).encode("utf-8")


def _markdown(aar: Aar, told: Told, paper: Document | None = None) -> bytes:
    from simulator.report.aar_document import document
    from simulator.report.aar_markdown import markdown_of

    told("md")
    return markdown_of(paper or document(aar)).encode("utf-8")


def _json(aar: Aar, told: Told, _: Document | None = None) -> bytes:
    from simulator.report.aar_json import json_page

    told("json")
    return json_page(aar).encode("utf-8")


def _pdf(aar: Aar, told: Told, paper: Document | None = None) -> bytes:
    from simulator.report.aar_pdf import NoPdf, find_browser, pdf_of

    if find_browser() is None:
        raise NoPdf("no_browser")
    page = _html(aar, told, paper).decode("utf-8")
    told("pdf")
    return pdf_of(page)


def _docx(aar: Aar, told: Told, paper: Document | None = None) -> bytes:
    from simulator.report.aar_charts import Charts
    from simulator.report.aar_document import document
    from simulator.report.docx_document import docx_bytes

    charts = Charts(aar)

    def draw(name: str) -> bytes:
        told(name)
        return charts.draw(name, "png")

    return docx_bytes(paper or document(aar), draw)


def _xlsx(aar: Aar, told: Told, _: Document | None = None) -> bytes:
    from simulator.report.xlsx_workbook import xlsx_bytes

    told("xlsx")
    return xlsx_bytes(aar)


def _csv(aar: Aar, told: Told, _: Document | None = None) -> bytes:
    from simulator.report.csv_files import csv_zip

    told("csv")
    return csv_zip(aar)


FORMATS: dict[str, Render] = {
    "html": _html,
    "docx": _docx,
    "md": _markdown,
    "json": _json,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
}
"""By the name that ``tabletop report --format`` takes, which is the ending of its files too (a ``csv`` is a ZIP)."""

BINARY = frozenset({"pdf", "docx", "xlsx", "csv"})
"""Formats that are written to files only."""

WITH_LAYOUT = frozenset({"html", "docx", "md", "pdf"})
"""Formats that lay a document out; the others hold the report's data."""
