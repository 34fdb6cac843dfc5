"""Exercises that are open on this machine: a small file for each, for whoever joins without knowing the address.

The file holds no code. One whose server has gone is passed over and taken away.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

_NAME = "open-{}.json"
"""On Windows what a client remembers lies in the same folder: only files of this name are announcements."""


@dataclass(frozen=True, slots=True)
class OpenHere:
    """An exercise and the address at which it is reached from this machine; ``fingerprint`` of its own certificate."""

    exercise: str
    address: str
    fingerprint: str = ""


def runtime_folder() -> Path:
    """Where programs of this user tell each other of themselves; other users cannot write there."""
    asked = os.environ.get("XDG_RUNTIME_DIR") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    if asked:
        return Path(asked) / "tabletop"
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"tabletop-{user}"


def announce(found: OpenHere, folder: Path) -> Path | None:
    """Write the file of an exercise; None where that cannot be done, which costs a convenience and nothing else."""
    path = folder / _NAME.format(hashlib.sha256(found.address.encode()).hexdigest()[:16])
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return None
        path.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    except OSError:
        return None
    return path


def open_here(folder: Path) -> tuple[OpenHere, ...]:
    """The exercises whose servers answer, by name."""
    if not _is_ours(folder):
        return ()
    found = []
    for path in sorted(folder.glob(_NAME.format("*"))):
        one = _read(path)
        if one is not None and _answers(one.address):
            found.append(one)
        else:
            with suppress(OSError):
                path.unlink()
    return tuple(sorted(found, key=lambda one: one.exercise))


def _is_ours(folder: Path) -> bool:
    try:
        return folder.is_dir() and (not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid())
    except OSError:
        return False


def _read(path: Path) -> OpenHere | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return OpenHere(str(data["exercise"]), str(data["address"]), str(data.get("fingerprint", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _answers(address: str) -> bool:
    try:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1.0):
            return True
    except (OSError, ValueError):
        return False
