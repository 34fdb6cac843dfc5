"""A file of YAML into plain data with places. Whatever is wrong with the file is a problem, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.content.positions import Place
from simulator.content.problems import Problem
from simulator.content.tree import CONTROL_CHARACTER, grow
from simulator.words import mark

MAX_BYTES = 5 * 1024 * 1024
"""Larger files are refused: the largest manuals are a few hundred kilobytes."""

_MARKS_OF_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: plain data with its places, or None for both; and what is wrong with it."""

    file: str
    data: Any
    place: Place | None
    problems: tuple[Problem, ...] = ()


def read_file(path: Path, file: str | None = None) -> Reading:
    """The document in ``path``; ``file`` is the name that problems show."""
    name = str(path) if file is None else file
    raw = _bytes_of(path, name)
    return _nothing(raw) if isinstance(raw, Problem) else read_bytes(raw, name)


def read_bytes(raw: bytes, file: str) -> Reading:
    """The document in ``raw``, which must be UTF-8 with or without a byte order mark."""
    for start, name in _MARKS_OF_ENCODINGS:
        if raw.startswith(start):
            return _nothing(_encoding(file, 1, 1, 0, name))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, col = _line_and_col(before, len(before))
        return _nothing(_encoding(file, line, col, error.start, "Shift_JIS" if _is_shift_jis(raw) else None))
    return read_text(text, file)


def read_text(text: str, file: str) -> Reading:
    """The document in ``text``."""
    text = text.removeprefix("\ufeff")
    found = CONTROL_CHARACTER.search(text)
    if found:
        line, col = _line_and_col(text, found.start())
        return _nothing(
            Problem(
                file,
                line,
                col,
                "",
                "file.control_character",
                mark("The file holds an invisible character (U+{number}) here."),
                {"number": f"{ord(found[0]):04X}"},
                remedy=mark("Delete it; a copy from another program often brings one along."),
            )
        )
    data, place, problems = grow(text, file)
    return Reading(file, data, place, tuple(problems))


def _nothing(problem: Problem) -> Reading:
    return Reading(problem.file, None, None, (problem,))


def _bytes_of(path: Path, file: str) -> bytes | Problem:
    try:
        if path.is_dir():
            message = mark("This is a folder, and a file is needed here.")
            remedy = mark("Name the YAML file inside it.")
            return Problem(file, 0, 0, "", "file.folder", message, remedy=remedy)
        if not path.exists():
            message = mark("There is no such file.")
            return Problem(file, 0, 0, "", "file.missing", message, remedy=mark("Check the name and the folder."))
        if not path.is_file():
            message = mark("This is not an ordinary file.")
            return Problem(file, 0, 0, "", "file.unreadable", message, remedy=mark("Name a YAML file."))
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = mark("The file cannot be read: {reason}.")
        remedy = mark("Check that it exists and that you may read it.")
        return Problem(file, 0, 0, "", "file.unreadable", message, {"reason": reason}, remedy=remedy)
    if len(raw) > MAX_BYTES:
        message = mark("The file is larger than {limit} MB.")
        remedy = mark("Split it, or take out what is not text.")
        return Problem(file, 0, 0, "", "file.too_big", message, {"limit": MAX_BYTES // 1024 // 1024}, remedy=remedy)
    return raw


def _encoding(file: str, line: int, col: int, offset: int, looks_like: str | None) -> Problem:
    if looks_like:
        message = mark("The file is not UTF-8 (byte {offset}); it looks like {encoding}.")
    else:
        message = mark("The file is not UTF-8 (byte {offset}).")
    params: dict[str, object] = {"offset": offset, "encoding": looks_like or ""}
    remedy = mark('Save it again with the encoding "UTF-8".')
    return Problem(file, line, col, "", "file.encoding", message, params, remedy=remedy)


def _is_shift_jis(raw: bytes) -> bool:
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _line_and_col(text: str, index: int) -> tuple[int, int]:
    """Line and column from 1 of the character at ``index``; lines end with LF, CR LF or CR."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
