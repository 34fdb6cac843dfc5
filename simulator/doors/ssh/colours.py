"""Colours that a terminal has not, as the nearest that it has.

Styles keep the sequences that they were first painted with, for all apps of a process. So every app paints in millions
of colours, and what goes out to a terminal with fewer of them is changed on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from rich.color import Color, ColorSystem


class Colours(Enum):
    """How many a terminal has."""

    MILLIONS = "millions"
    PALETTE = "palette"
    SIXTEEN = "sixteen"
    NONE = "none"


_SYSTEMS = {Colours.PALETTE: ColorSystem.EIGHT_BIT, Colours.SIXTEEN: ColorSystem.STANDARD}
_SGR = re.compile("\x1b\\[([0-9;]+)m")
_EXTENDED = {"38": True, "48": False}
"""Codes that begin a colour of more than sixteen, and whether it is that of the text."""

_BY_NUMBER, _BY_PARTS = "5", "2"


def recoloured(text: str, colours: Colours) -> str:
    """``text`` with every colour as the terminal has it; other attributes stay."""
    if colours is Colours.MILLIONS:
        return text
    return _SGR.sub(lambda found: _changed(found[1], colours), text)


@lru_cache(maxsize=4096)
def _changed(codes: str, colours: Colours) -> str:
    kept = list(_codes(codes.split(";"), colours))
    return f"\x1b[{';'.join(kept)}m" if kept else ""


def _codes(codes: list[str], colours: Colours) -> Iterator[str]:
    at = 0
    while at < len(codes):
        code, kind = codes[at], codes[at + 1] if at + 1 < len(codes) else ""
        size = {_BY_NUMBER: 3, _BY_PARTS: 5}.get(kind, 1) if code in _EXTENDED else 1
        yield from _code(codes[at : at + size], colours)
        at += size


def _code(code: list[str], colours: Colours) -> Iterator[str]:
    """One attribute or colour: ``["1"]``, ``["38", "5", "200"]``, ``["48", "2", "0", "0", "255"]``."""
    try:
        numbers = [int(each or 0) for each in code]
    except ValueError:
        return
    first = numbers[0]
    is_colour = 30 <= first <= 49 or 90 <= first <= 107
    if not is_colour:
        yield from code
    elif colours is Colours.NONE:
        return
    elif code[0] in _EXTENDED and len(numbers) > 1:
        wanted = Color.from_rgb(*numbers[2:5]) if code[1] == _BY_PARTS else Color.from_ansi(numbers[2])
        yield from wanted.downgrade(_SYSTEMS[colours]).get_ansi_codes(foreground=_EXTENDED[code[0]])
    else:
        yield from code
