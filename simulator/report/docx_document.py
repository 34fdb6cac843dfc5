"""The after-action report as a Word document that a city can edit: real styles, headings, tables, headers, charts."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from simulator.report.aar_blocks import Bullets, Cell, Document, Facts, Figure, Heading, Line, Paragraph, Table
from simulator.report.docx_styles import TONES, prepare
from simulator.report.plain_files import xml_text

Draw = Callable[[str], bytes]
"""The chart of that name as PNG."""

_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'

_WIDTH_MM, _WIDE_MM = 170, 257
"""Text width of an upright and of a landscape A4 page."""


def docx_bytes(document: Document, draw: Draw) -> bytes:
    """The file. The same document gives the same words; Word works out page numbers and the table of contents."""
    word = docx.Document()
    prepare(word, document)
    _Layout(word, document, draw).lay_out()
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


class _Layout:
    def __init__(self, word: Word, document: Document, draw: Draw) -> None:
        self._word, self._document, self._draw = word, document, draw
        self._landscape = False

    def lay_out(self) -> None:
        self._front()
        for block in self._document.blocks:
            self._turn(wide=isinstance(block, Table) and block.wide)
            self._block(block)

    def _front(self) -> None:
        document = self._document
        self._word.add_paragraph(xml_text(document.title), style="Title")
        if document.subtitle:
            self._word.add_paragraph(xml_text(document.subtitle), style="Subtitle")
        if document.contents:
            self._word.add_paragraph(xml_text(document.contents), style="Contents Heading")
            _contents(self._word, document)
            self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _turn(self, *, wide: bool) -> None:
        """A wide table stands on a landscape page of its own section."""
        if wide == self._landscape:
            return
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
        self._landscape = wide

    def _block(self, block: object) -> None:
        if isinstance(block, Heading):
            if block.appendix and block.level == 1:
                self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            self._word.add_paragraph(xml_text(block.text), style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            styles = {"note": "Note", "lead": "Lead", "alert": "Alert"}
            _write(self._word.add_paragraph(style=styles.get(block.kind, "Normal")), block.line)
        elif isinstance(block, Bullets):
            for item in block.items:
                _write(self._word.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Figure):
            self._figure(block)

    def _facts(self, block: Facts) -> None:
        table = self._word.add_table(rows=0, cols=2, style="Table Grid")
        for label, line in block.rows:
            cells = table.add_row().cells
            _fill(cells[0], Cell(((_run(label)),), row_head=True))
            _fill(cells[1], Cell(line))
        _widths(table, (24, 76), self._width())
        self._word.add_paragraph(style="After Table")

    def _table(self, block: Table) -> None:
        if block.caption:
            self._word.add_paragraph(xml_text(block.caption), style="Caption")
        table = self._word.add_table(rows=1, cols=len(block.head), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, block.head, strict=True):
            _fill(cell, Cell((_run(text, "strong"),), align="center"))
            _shade(cell, "E9EDF2")
        _repeat(table.rows[0])
        for row in block.rows:
            added = table.add_row()
            _keep_together(added)
            for cell, found in zip(added.cells, row, strict=True):
                _fill(cell, found)
        _widths(table, block.widths, self._width())
        self._word.add_paragraph(style="After Table")

    def _figure(self, block: Figure) -> None:
        if block.caption:
            self._word.add_paragraph(xml_text(block.caption), style="Caption")
        paragraph = self._word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture = paragraph.add_run().add_picture(io.BytesIO(self._draw(block.chart)), width=Mm(self._width()))
        described = picture._inline.docPr  # noqa: SLF001 - python-docx has no way of its own to describe a picture
        described.set("descr", xml_text(block.alt))
        described.set("title", xml_text(block.caption))

    def _width(self) -> int:
        return _WIDE_MM if self._landscape else _WIDTH_MM


def _run(text: str, style: str = "") -> Any:
    from simulator.report.aar_blocks import Run

    return Run(text, style)


def _write(paragraph: WordParagraph, line: Line) -> None:
    for run in line:
        added = paragraph.add_run(xml_text(run.text))
        if run.style == "strong":
            added.bold = True
        elif run.style == "match":
            added.bold = True
            added.underline = True
        elif run.style == "bad":
            added.bold = True
            added.font.color.rgb = RGBColor(0xB5, 0x44, 0x2E)
        elif run.style == "dim":
            added.font.color.rgb = RGBColor(0x6B, 0x6B, 0x6B)


def _fill(cell: Any, found: Cell) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Head" if found.row_head else "Table Text"
    _write(paragraph, found.line)
    places = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    if found.align in places:
        paragraph.alignment = places[found.align]
    if found.tone in TONES:
        _shade(cell, TONES[found.tone])


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no shading of its own


def _widths(table: Any, shares: tuple[int, ...], width_mm: int) -> None:
    table.autofit = False
    total = sum(shares) or 1
    for column, share in zip(table.columns, shares, strict=True):
        width = Mm(width_mm * share / total)
        column.width = width
        for cell in column.cells:
            cell.width = width


def _repeat(row: Any) -> None:
    """The row stands again at the head of every page that the table runs on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no way of its own


def _keep_together(row: Any) -> None:
    """A row is not broken over two pages."""
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no way of its own


def _contents(word: Word, document: Document) -> None:
    """A table of contents: the chapters as they are now; bringing the field up to date adds page numbers."""
    chapters = [xml_text(chapter.text) for chapter in document.chapters]
    for number, text in enumerate(chapters or [""]):
        paragraph = word.add_paragraph(style="Contents")
        if number == 0:
            for kind in ("begin", "", "separate"):
                paragraph.add_run()._r.append(_mark(kind))  # noqa: SLF001 - python-docx has no fields of its own
        paragraph.add_run(text)
        if number == max(0, len(chapters) - 1):
            paragraph.add_run()._r.append(_mark("end"))  # noqa: SLF001 - python-docx has no fields of its own


def _mark(kind: str) -> Any:
    """A mark of a field, or its instruction where ``kind`` is empty."""
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = _CONTENTS
    return instruction
