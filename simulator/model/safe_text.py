"""Text that somebody typed, made safe to show: what would act on the screen, or hide, becomes a visible mark.

A terminal obeys control characters, and bidirectional overrides or zero-width characters make a line read other than it
is stored. Every mark stands for exactly one character, so offsets into the text stay valid in what is shown.
"""

from __future__ import annotations

import re

HIDDEN_MARK = "\N{REPLACEMENT CHARACTER}"
"""Shown for characters that have no picture of their own."""

_CONTROL_PICTURES = 0x2400
_DELETE = 0x7F
_DELETE_PICTURE = "\N{SYMBOL FOR DELETE}"

_HIDDEN = (
    "\x7f-\x9f"  # delete and the C1 controls, among them CSI in one character
    "\xad"  # soft hyphen
    "\u034f"  # combining grapheme joiner
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\u115f\u1160\u3164\uffa0"  # fillers that look like nothing
    "\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200d\u2060-\u2065\ufeff"  # zero width
    "\u2028\u2029"  # line and paragraph separators, which end a line for some programs only
    "\u206a-\u206f\ufff9-\ufffb"
    "\ud800-\udfff"  # halves of characters, which no encoder accepts
    "\U000e0000-\U000e007f"  # tags: a whole hidden alphabet
)
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f{_HIDDEN}]")
_UNSAFE_OR_BREAK = re.compile(f"[\x00-\x1f{_HIDDEN}]")


def visible(text: str) -> str:
    """``text`` with a mark for each character that acts or hides; newlines and tabs stay. Same length."""
    return _UNSAFE.sub(_mark, text)


def visible_line(text: str) -> str:
    """``visible`` for one line: newlines and tabs become marks too. Same length."""
    return _UNSAFE_OR_BREAK.sub(_mark, text)


def visible_json(text: str) -> str:
    """JSON ``text`` with the same characters written as escapes; it still means the same.

    ``text`` is the output of an encoder, where such characters stand inside strings only.
    """
    return _UNSAFE.sub(_escape, text)


def _mark(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else HIDDEN_MARK


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
