"""The formats of the after-action report by name. A format takes the report and gives the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable

from simulator.report.aar import Aar

Told = Callable[[str], None]
"""Hears what is being made, where it takes long."""

Render = Callable[[Aar, Told], bytes]


def _html(aar: Aar, told: Told) -> bytes:
    from simulator.report.aar_html import html_page

    return html_page(aar, told).encode("utf-8")


def _markdown(aar: Aar, told: Told) -> bytes:
    from simulator.report.aar_markdown import markdown_page

    told("md")
    return markdown_page(aar).encode("utf-8")


def _json(aar: Aar, told: Told) -> bytes:
    from simulator.report.aar_json import json_page

    told("json")
    return json_page(aar).encode("utf-8")


def _pdf(aar: Aar, told: Told) -> bytes:
    from simulator.report.aar_html import html_page
    from simulator.report.aar_pdf import NoPdf, find_browser, pdf_of

    if find_browser() is None:
        raise NoPdf("no_browser")
    page = html_page(aar, told)
    told("pdf")
    return pdf_of(page)


FORMATS: dict[str, Render] = {"html": _html, "md": _markdown, "json": _json, "pdf": _pdf}
"""By the name that ``tabletop report --format`` takes, which is the ending of its files too."""

BINARY = frozenset({"pdf"})
"""Formats that are written to files only."""
