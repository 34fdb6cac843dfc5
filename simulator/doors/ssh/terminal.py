"""What is known of the terminal at the other end: its size, its colours, the language of its user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.geometry import Size

from simulator.doors.ssh.colours import Colours

LARGEST = Size(400, 120)
"""Columns and rows that are painted at most; a client may claim any number."""

_USUAL = Size(80, 24)

_CANNOT = frozenset({"", "dumb", "unknown"})
_PLAIN = ("vt1", "vt2", "ansi-m", "xterm-mono")
_SIXTEEN = ("linux", "ansi", "cygwin", "putty", "sun", "vt")
_MILLIONS = ("direct", "kitty", "alacritty", "foot", "wezterm", "ghostty", "ms-terminal")


@dataclass(frozen=True, slots=True)
class Terminal:
    size: Size
    colours: Colours = Colours.PALETTE

    def sized(self, size: Size) -> Terminal:
        return replace(self, size=size)


def size_of(width: int, height: int) -> Size:
    """The size to paint for; what a client does not tell (0) is taken as usual."""
    return Size(
        min(width, LARGEST.width) if width > 0 else _USUAL.width,
        min(height, LARGEST.height) if height > 0 else _USUAL.height,
    )


def can_paint(kind: str) -> bool:
    """Whether a terminal that calls itself ``kind`` (TERM) can show a full screen."""
    return kind.lower() not in _CANNOT


def terminal_of(kind: str, environment: Mapping[str, str], size: Size) -> Terminal:
    """A terminal by its TERM and by what the client chose to send of its environment.

    256 colours are assumed where nothing says more: more would turn into wrong colours on some, and most clients do
    not send COLORTERM.
    """
    kind = kind.lower()
    if environment.get("NO_COLOR") or kind.startswith(_PLAIN):
        return Terminal(size, Colours.NONE)
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or any(name in kind for name in _MILLIONS):
        return Terminal(size, Colours.MILLIONS)
    if kind.startswith(_SIXTEEN) and "256" not in kind:
        return Terminal(size, Colours.SIXTEEN)
    return Terminal(size)


def language_of(environment: Mapping[str, str], usual: str) -> str:
    """``ja`` or ``en`` by the client's locale where it sends one, else ``usual``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value and value not in {"c", "posix"} and not value.startswith("c."):
            return "ja" if value.startswith("ja") else "en"
    return usual
