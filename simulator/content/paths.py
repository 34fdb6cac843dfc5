"""Questions about paths that people type: a name that the system cannot even look up is simply not there."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether ``path`` is an ordinary file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether ``path`` is anything at all."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def shown_path(path: Path) -> str:
    """``path`` as problems show it: relative to the current folder where it lies below it, and always printable."""
    try:
        words = str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        words = str(path)
    return printable(words)


def printable(words: str) -> str:
    """``words`` without lone surrogates, which stand for bytes of a file name that are not UTF-8."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
