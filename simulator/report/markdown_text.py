"""Text that somebody typed, as Markdown shows it: no sign of it becomes markup, and no address a link."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|-|=)")
_ADDRESS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):|@")
"""What many readers of Markdown take as the sign of an address, also without brackets around it."""


def plain_markdown(text: str) -> str:
    """``text`` with everything that Markdown would take as a sign made plain."""
    return _BEGINS.sub(r"\1\\\2", plain_cell(text))


def plain_cell(text: str) -> str:
    """The same for text that begins no line, as in a cell of a table."""
    return _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", text.replace("\n", " ")))
