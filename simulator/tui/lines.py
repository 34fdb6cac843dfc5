"""Lines of styled text fitted to a width in terminal cells, with the rules of Japanese line breaking (kinsoku)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

ELLIPSIS = "…"

_NO_START = frozenset(
    "、。，．・：；？！ー…‥」』）］｝〉》】〕”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ～%％℃,.!?:;)]}"
)
"""Characters that do not begin a line."""

_NO_END = frozenset("「『（［｛〈《【〔“‘([{￥$＄#＃")
"""Characters that do not end a line."""


class Span(NamedTuple):
    """A run of text in one style; ``style`` is a name that the widget's style sheet knows, or empty."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """A line as meant, before it is fitted. ``indent`` shifts continuation lines; ``most`` limits how many come out."""

    spans: tuple[Span, ...]
    indent: int = 0
    most: int | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def line(text: str, style: str = "", *, indent: int = 0, most: int | None = None) -> Line:
    """A line of one style."""
    return Line((Span(text, style),), indent, most)


BLANK = Line(())


def fit(lines: Iterable[Line], width: int) -> list[tuple[Span, ...]]:
    """``lines`` broken to ``width`` cells; a line of text with newlines becomes several."""
    out: list[tuple[Span, ...]] = []
    for item in lines:
        out.extend(_fit_line(item, max(2, width)))
    return out


def crop(text: str, width: int) -> str:
    """``text`` cut to ``width`` cells, with an ellipsis where something was cut off."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    room, kept = width - 1, 0
    for index, character in enumerate(text):
        kept += get_character_cell_size(character)
        if kept > room:
            return text[:index] + ELLIPSIS
    return text


def pad(text: str, width: int) -> str:
    """``text`` cropped or filled with spaces to exactly ``width`` cells."""
    cut = crop(text, width)
    return cut + " " * max(0, width - cell_len(cut))


def _fit_line(item: Line, width: int) -> Iterator[tuple[Span, ...]]:
    text, indent = item.text, min(item.indent, width // 2)
    if item.most is not None:
        # What lies beyond the last line shown need not be measured.
        text = text[: width * (item.most + 1)]
    pieces = list(_breaks(text, width, indent))
    shown = pieces if item.most is None else pieces[: item.most]
    for number, (start, end) in enumerate(shown):
        spans = tuple(_slice(item.spans, start, end))
        lead = (Span(" " * indent),) if number and indent else ()
        if number == len(shown) - 1 and len(shown) < len(pieces):
            spans = _with_ellipsis(spans, width - (indent if number else 0))
        yield lead + spans


def _with_ellipsis(spans: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    if not spans:
        return (Span(ELLIPSIS),)
    before = sum(cell_len(span.text) for span in spans[:-1])
    last = spans[-1]
    room = max(1, width - before - 1)
    text = last.text if cell_len(last.text) <= room else crop(last.text, room + 1)[:-1]
    return (*spans[:-1], Span(text + ELLIPSIS, last.style))


def _slice(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        low, high = max(start, at), min(end, at + len(span.text))
        if low < high:
            yield Span(span.text[low - at : high - at], span.style)
        at += len(span.text)


def _breaks(text: str, width: int, indent: int) -> Iterator[tuple[int, int]]:
    """Start and end of each fitted line; newlines and the spaces at a break belong to none."""
    start = 0
    first = True
    for paragraph in text.split("\n"):
        for low, high in _paragraph(paragraph, width if first else width - indent, width - indent):
            yield start + low, start + high
            first = False
        start += len(paragraph) + 1


@lru_cache(maxsize=2048)
def _paragraph(text: str, width: int, rest: int) -> tuple[tuple[int, int], ...]:
    """The fitted lines of ``text`` without newlines: the first ``width`` cells wide, the others ``rest``."""
    out: list[tuple[int, int]] = []
    start, used, chance, room = 0, 0, 0, width
    for index, character in enumerate(text):
        size = get_character_cell_size(character)
        if index > start and _may_break(text[index - 1], character):
            chance = index
        if used + size > room and index > start and character != " ":
            cut = chance if chance > start else index
            out.append((start, _before_spaces(text, start, cut)))
            start, used, room = cut, cell_len(text[cut:index]), rest
        used += size
    out.append((start, len(text)))
    return tuple(out)


def _before_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after in _NO_START or before in _NO_END or after == " ":
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return get_character_cell_size(character) == 2
