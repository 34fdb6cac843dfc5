"""Two audits compared: the marks of sections and items that both have."""

from __future__ import annotations

import re
from typing import NamedTuple

from simulator.exchange.audit_matrix import MatrixFile
from simulator.model.follow_up import Mark

_NUMBER = re.compile(r"^[\d\s().（）．]+")
_BRACKETS = re.compile(r"[(（].*?[)）]")


class Change(NamedTuple):
    """A mark that is another one now."""

    section: str
    item: str
    before: Mark
    after: Mark


def changes(earlier: MatrixFile, later: MatrixFile) -> list[Change]:
    """What has changed, in the order of the later audit. Items are the same where their words are, without numbers
    and remarks in brackets; sections where their names are, with or without 課."""
    before = _marks(earlier)
    found = []
    for (section, item), (mark, shown) in _marks(later).items():
        old = before.get((section, item))
        if old is not None and old[0] is not mark:
            found.append(Change(shown[0], shown[1], old[0], mark))
    return found


def _marks(file: MatrixFile) -> dict[tuple[str, str], tuple[Mark, tuple[str, str]]]:
    return {
        (_section(section), _item(row.item)): (cell.mark, (section, row.item))
        for matrix in file.matrices
        for row in matrix.rows
        for section, cell in zip(matrix.sections, row.cells, strict=True)
        if cell.mark is not None
    }


def _section(name: str) -> str:
    return name.replace(" ", "").removesuffix("課").replace("子ども", "こども")


def _item(text: str) -> str:
    plain = _BRACKETS.sub("", _NUMBER.sub("", text)).replace("取り扱い", "取扱い")
    return re.sub(r"[\s、，,。]", "", plain)
