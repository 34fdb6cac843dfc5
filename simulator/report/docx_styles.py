"""Pages, fonts and styles of Word documents: A4, a header with the marking, page numbers, fonts for both scripts."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from simulator.report.aar_blocks import Document
from simulator.report.plain_files import xml_text

TONES = {"met": "DBE9F6", "partial": "F9DCA0", "bad": "E8B9AE", "critical": "E39B8A", "none": "F2F2F2"}
"""Fills of cells; the mark in the cell says the same without colour."""

_LATIN, _EAST = "Calibri", "Yu Gothic"
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_HEADINGS = {1: 15, 2: 12.5, 3: 11}


def prepare(word: Word, document: Document) -> None:
    """Page, styles, header and footer, and what the file says of itself."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _styles(word)
    _settings(word)
    _header(section, document)
    properties = word.core_properties
    properties.title = xml_text(document.title)[:255]
    properties.author = properties.last_modified_by = ""
    properties.language = "ja-JP" if document.lang == "ja" else "en-GB"
    properties.comments = ""


def _styles(word: Word) -> None:
    normal = word.styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for level, size in _HEADINGS.items():
        style = word.styles[f"Heading {level}"]
        _font(style, size, bold=True)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14 if level == 1 else 10), Pt(4)
    for name, size in (("Title", 20), ("Subtitle", 12), ("Caption", 9.5), ("List Bullet", 10.5)):
        _font(word.styles[name], size, bold=name in {"Title", "Caption"})
    word.styles["Caption"].paragraph_format.keep_with_next = True
    _own(word, "Note", 9)
    _own(word, "Lead", 11)
    alert = _own(word, "Alert", 10.5, bold=True)
    alert.font.color.rgb = RGBColor(0xB5, 0x44, 0x2E)
    _own(word, "Table Text", 9, after=0)
    _own(word, "Table Head", 9, after=0, bold=True)
    _own(word, "After Table", 6, after=2)
    _own(word, "Contents Heading", 12, bold=True)
    _own(word, "Contents", 10.5, after=2)


def _own(word: Word, name: str, size: float, *, after: float = 6, bold: bool = False) -> Any:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    _font(style, size, bold=bold)
    style.paragraph_format.space_after = Pt(after)
    return style


def _font(style: Any, size: float, *, bold: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold = _LATIN, Pt(size), bold
    font.color.rgb = _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), _EAST)


def _settings(word: Word) -> None:
    """Languages for the spelling check."""
    rpr = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = rpr.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        rpr.append(found)
    found.set(qn("w:val"), "en-GB")
    found.set(qn("w:eastAsia"), "ja-JP")


def _header(section: Any, document: Document) -> None:
    head = section.header.paragraphs[0]
    head.text = xml_text("　".join(part for part in (document.handling, document.running) if part))
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head.style.font.size = Pt(8.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot, "PAGE")
    foot.add_run(" / ")
    _page_number(foot, "NUMPAGES")


def _page_number(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - fields have no way of their own in python-docx
