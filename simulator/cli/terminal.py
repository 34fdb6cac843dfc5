"""What the terminal understands."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_HANDLES = {"<stdout>": -11, "<stderr>": -12}
_PROCESS_CODES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING of a console of Windows."""


def takes_codes(stream: TextIO) -> bool:
    """Whether ``stream`` is a terminal that acts on control sequences instead of showing them."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return False
    taken = True
    if sys.platform == "win32":
        # A console has to be asked; an old one, or that of another program, says no.
        import ctypes

        kernel, mode = ctypes.windll.kernel32, ctypes.c_uint32()
        handle = kernel.GetStdHandle(_HANDLES.get(stream.name, -11))
        taken = bool(kernel.GetConsoleMode(handle, ctypes.byref(mode))) and (
            bool(mode.value & _PROCESS_CODES) or bool(kernel.SetConsoleMode(handle, mode.value | _PROCESS_CODES))
        )
    return taken


def takes_colour(stream: TextIO) -> bool:
    """Whether ``stream`` shows colours, and the user wants them."""
    return not os.environ.get("NO_COLOR") and takes_codes(stream)
