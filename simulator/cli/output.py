"""Where a command's text goes: a file that is asked for, else the terminal."""

from __future__ import annotations

import codecs
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


_ESCAPED = "tabletop.json"


def read_text(path: Path, t: Translate) -> str | None:
    """The text of a file; None after saying why it cannot be read.

    It is UTF-8, or what spreadsheets in Japanese save: "Unicode text" (UTF-16 with a mark), or CSV in their code page.
    """
    try:
        raw = path.read_bytes()
        marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            text = raw.decode("utf-16" if marked else "utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp932")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or t("it is neither UTF-8 nor Shift_JIS text")
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
        if sys.platform == "win32" and isinstance(error, PermissionError) and path.is_file():
            # There a file that Word or Excel shows cannot be replaced.
            said += "\n" + t("If another program shows this file, close it there, then try again.")
        sys.stderr.write(said + "\n")
        return False
    sys.stderr.write(t("Written to {path}", path=path) + "\n")
    return True


def write_json(data: Any) -> None:
    """Print ``data``. What somebody typed is printed as escapes where a terminal would obey or hide it."""
    sys.stdout.write(visible_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")


def keep_json_whole() -> None:
    """From here on write characters beyond ASCII as JSON escapes where stdout goes somewhere in another encoding than
    UTF-8 (on Windows a file or a pipe gets the system's code page): it stays JSON, and nothing is lost."""
    stream = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None or stream.isatty() or codecs.lookup(stream.encoding).name == "utf-8":
        return
    codecs.register_error(_ESCAPED, _escaped)
    reconfigure(encoding="ascii", errors=_ESCAPED)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


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
