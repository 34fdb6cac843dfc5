"""The file that tells of a bug: what happened, where, with which versions. It holds no text of players."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from simulator import __version__


def write_crash_file(error: BaseException) -> Path | None:
    """Write the report to the current folder, else to the one for temporary files; None where neither can be."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    lines = [
        f"tabletop {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {' '.join(sys.argv[1:2])}",
        "",
        # Frames and the kind of error, without its message: messages may quote what players wrote.
        *traceback.format_tb(error.__traceback__),
        type(error).__name__,
    ]
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        path = folder / f"crash-{stamp}.txt"
        try:
            path.write_text("\n".join(lines), encoding="utf-8")
        except OSError:
            continue
        return path
    return None
