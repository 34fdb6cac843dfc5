"""Results of internal audits as cities print them: a line for each item, a column for each section, marks in the cells.

Reads the tables of a report that was saved as text: cells apart by tabs, a heading that begins with 監査内容. What a
scanner leaves between the tables (page numbers, legends) is passed over; a cell that is no mark is a problem with its
place, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from simulator.model.follow_up import Mark, read_mark

_HEAD = "監査内容"
_REMARKS = "備考"
_AREA = re.compile(r"^\s*(?:[IVX]+|[ⅠⅡⅢⅣⅤⅥ]|\d+)[\s.．、]*(.+?)(?:に関して)?\s*$")
_LEAST = 3
"""Cells of a line that is taken as a row: the item and two sections."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``printed`` is what stands there; ``mark`` None where it is no mark."""

    mark: Mark | None
    printed: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """``line`` counts from 1 in the text."""

    item: str
    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """One table. ``remarks`` are those of the sections, empty where the table has none."""

    area: str
    sections: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixProblem:
    """``code``: ``cells`` (another number than the heading has) or ``mark`` (no mark)."""

    line: int
    code: str
    found: str


@dataclass(frozen=True, slots=True)
class MatrixFile:
    """Everything found in one text."""

    matrices: tuple[Matrix, ...]
    problems: tuple[MatrixProblem, ...]


def read_matrices(text: str) -> MatrixFile:
    """The tables of ``text`` in their order."""
    matrices: list[Matrix] = []
    problems: list[MatrixProblem] = []
    area = ""
    sections: tuple[str, ...] = ()
    rows: list[MatrixRow] = []
    remarks: tuple[str, ...] = ()

    def close() -> None:
        nonlocal rows, remarks
        if sections and rows:
            matrices.append(Matrix(area, sections, tuple(rows), remarks))
        rows, remarks = [], ()

    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0] == _HEAD:
            close()
            sections = tuple(_plain(cell) for cell in cells[1:])
        elif len(cells) < _LEAST:
            found = _AREA.match(line)
            if found and not sections:
                area = found[1]
            elif found and rows and len(cells) == 1 and _looks_like_area(line):
                close()
                area, sections = found[1], ()
        elif sections and cells[0].startswith(_REMARKS):
            remarks = tuple(cells[1 : len(sections) + 1])
        elif sections:
            row, wrong = _row(cells, len(sections), number)
            problems += wrong
            if row is not None:
                rows.append(row)
    close()
    return MatrixFile(tuple(matrices), tuple(problems))


def _row(cells: list[str], expected: int, number: int) -> tuple[MatrixRow | None, list[MatrixProblem]]:
    values = cells[1:]
    marks = [read_mark(value) for value in values]
    if not any(marks):
        return None, []  # a table of another kind
    if len(values) != expected:
        return None, [MatrixProblem(number, "cells", f"{len(values)} / {expected}")]
    wrong = [MatrixProblem(number, "mark", value) for value, mark in zip(values, marks, strict=True) if mark is None]
    read = tuple(Cell(mark, value) for value, mark in zip(values, marks, strict=True))
    return MatrixRow(_plain(cells[0]), read, number), wrong


def _looks_like_area(line: str) -> bool:
    """A heading names its area; a lone page number does not."""
    return not line.strip().isdigit() and "：" not in line


def _plain(text: str) -> str:
    """Names as they are compared: one width, one space, Hangul that a scanner read for kana put right."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("트", "ト").split())
