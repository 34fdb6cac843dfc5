"""Columns that text takes on a terminal, where full-width characters take two: padding, cutting, wrapping."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"

_NO_LINE_START = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%％°…"
)
_NO_LINE_END = frozenset("（［｛「『【〈《〔([{")
_WORD = re.compile(r"\s+|[!-~\u00a1-\u02af\u0370-\u052f]+|.", re.DOTALL)


def char_width(char: str) -> int:
    """Columns of one character: 0 for marks that combine, 2 for wide and full-width ones, else 1."""
    if char < "\x7f":
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    """Columns of ``text`` on one line."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` cut or filled with spaces to exactly ``columns``; ``right`` puts it at the right edge."""
    shown = cut(text, columns)
    space = " " * (columns - width(shown))
    return space + shown if right else shown + space


def cut(text: str, columns: int) -> str:
    """``text`` where it fits, else its beginning and an ellipsis in at most ``columns``."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    kept, used = [], 0
    for char in text:
        wide = char_width(char)
        if used + wide > columns - 1:
            break
        kept.append(char)
        used += wide
    return "".join(kept) + ELLIPSIS


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``: Latin words stay whole, Japanese breaks anywhere but before closing marks.

    Line ends of ``text`` are kept; an empty text is one empty line.
    """
    columns = max(columns, 2)
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, columns)]


def _wrap_paragraph(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        rest = unit
        if not line.strip() and (width(line) > columns // 2 or width(line) + char_width(unit[0]) > columns):
            # An indentation that leaves no room is none.
            line = ""
        if line.strip() and width(line) + width(rest.rstrip()) > columns:
            lines.append(line.rstrip())
            line, rest = "", rest.lstrip()
        while width(line) + width(rest.rstrip()) > columns:
            head = _head(rest, columns - width(line))
            lines.append(line + head)
            line, rest = "", rest[len(head) :]
        line += rest
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _units(text: str) -> list[str]:
    """Pieces that a line break may come between: words with the marks that cling to them."""
    units: list[str] = []
    opening = ""
    for piece in _WORD.findall(text):
        if piece in _NO_LINE_END:
            opening += piece
        elif units and not opening and (piece[0] in _NO_LINE_START or piece.isspace()):
            units[-1] += piece
        else:
            units.append(opening + piece)
            opening = ""
    return [*units, opening] if opening else units


def _head(text: str, columns: int) -> str:
    """The longest beginning of ``text`` that fits, at least one character."""
    used = 0
    for place, char in enumerate(text):
        used += char_width(char)
        if used > columns and place:
            return text[:place]
    return text
