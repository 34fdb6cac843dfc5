"""Where a command's text goes: a file that is asked for, else the terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from simulator.model.safe_text import visible_json
from simulator.words import Translate, mark

_WIDEST = 120
"""Columns beyond which lines are hard to follow."""


def read_text(path: Path, t: Translate) -> str | None:
    """The text of a file in UTF-8, with or without a byte order mark; None after saying why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or t("it is not UTF-8 text")
        sys.stderr.write(t("{path} cannot be read: {reason}", path=path, reason=reason) + "\n")
        return None


def write_output(text: str | bytes, path: Path | None, t: Translate) -> bool:
    """Write ``text`` to ``path``, or print it; False after saying why that could not be done.

    Bytes are written as they are, also to the terminal's stream.
    """
    if path is None:
        if isinstance(text, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        return True
    try:
        _replace(path, text if isinstance(text, bytes) else text.encode("utf-8"))
    except OSError as error:
        said = t("{path} cannot be written: {reason}", path=path, reason=error.strerror or error)
        sys.stderr.write(said + "\n")
        return False
    sys.stderr.write(t("Written to {path}", path=path) + "\n")
    return True


def write_json(data: Any) -> None:
    """Print ``data``. What somebody typed is printed as escapes where a terminal would obey or hide it."""
    sys.stdout.write(visible_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")


def _replace(path: Path, data: bytes) -> None:
    """Write all of ``data`` or leave what was there: beside the file first, then in its place."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    place = path.resolve()
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name[:40]}-", delete=False) as beside:
        try:
            beside.write(data)
            beside.close()
            Path(beside.name).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
            Path(beside.name).replace(place)
        except BaseException:
            beside.close()
            Path(beside.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    """The permissions that new files of this process are refused."""
    umask = os.umask(0)
    os.umask(umask)
    return umask


def fits_ending(path: Path | None, known: tuple[str, ...], t: Translate) -> bool:
    """Whether a file may be called so; False after saying which endings of ``known`` (with their dot) there are."""
    if path is None or path.suffix.lower() in known:
        return True
    message = mark("{path}: the ending {ending} is not known. Use {known}.")
    sys.stderr.write(t(message, path=path, ending=path.suffix or "-", known=t(", ").join(known)) + "\n")
    return False


def columns() -> int:
    """The width to write for."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
