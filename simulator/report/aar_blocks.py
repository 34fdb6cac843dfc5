"""A report as blocks of a page: headings, paragraphs, tables, figures. HTML, Markdown and DOCX lay out the same blocks.

Texts are plain; whoever lays them out escapes them. Numbers of headings are part of their text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style: ``strong``, ``match`` (words that count), ``bad``, ``dim`` or none."""

    text: str
    style: str = ""


Line = tuple[Run, ...]
"""Runs in a row; a newline in a text breaks the line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a chapter. ``anchor`` is unique in the document. ``appendix`` chapters come last."""

    level: int
    text: str
    anchor: str
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind``: ``note`` (small print), ``lead`` (the first words of the report), ``alert`` (critical) or none."""

    line: Line
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, as at the head of a paper."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. ``tone``: ``met``, ``partial``, ``bad``, ``none``, ``critical`` or none. ``align``: ``""``,
    ``center`` or ``right``. ``row_head`` cells name their row."""

    line: Line
    tone: str = ""
    align: str = ""
    row_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` are shares of the width in percent, one for each column. ``wide`` asks for a landscape page."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart by its name (see ``aar_charts``), with what it shows in words for those who do not see it."""

    chart: str
    caption: str
    alt: str


Block = Heading | Paragraph | Bullets | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``running`` is printed at the head of every page, ``handling`` is its marking ("" for none)."""

    lang: str
    title: str
    subtitle: str
    running: str
    handling: str
    contents: str
    """What the table of contents is called."""
    blocks: tuple[Block, ...]

    @property
    def chapters(self) -> tuple[Heading, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == 1)


def plain(text: str, style: str = "") -> Line:
    """A line of one run; no run where there is no text."""
    return (Run(text, style),) if text else ()


def cell(text: str, tone: str = "", align: str = "") -> Cell:
    return Cell(plain(text), tone, align)


def head(text: str) -> Cell:
    """A cell that names its row."""
    return Cell(plain(text), row_head=True)


def text_of(line: Line) -> str:
    """The words of a line without their styles."""
    return "".join(run.text for run in line)
