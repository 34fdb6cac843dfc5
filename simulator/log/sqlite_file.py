"""SQLite files: how they are opened for writing and on media that cannot be written, and what their errors mean."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory, TemporaryFile
from urllib.parse import quote

from simulator.log.store import LogUnreadable, Reason

FORMAT = 1
"""The version of the file format that this program writes, and the newest that it reads."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another writer before the log counts as locked."""

_REASONS = {
    sqlite3.SQLITE_BUSY: Reason.LOCKED,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED,
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_READONLY: Reason.READ_ONLY,
    sqlite3.SQLITE_NOTADB: Reason.NOT_A_LOG,
    sqlite3.SQLITE_CORRUPT: Reason.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Reason.NO_PERMISSION,
    sqlite3.SQLITE_PERM: Reason.NO_PERMISSION,
    sqlite3.SQLITE_AUTH: Reason.NO_PERMISSION,
}
_OS_REASONS = {
    errno.ENOENT: Reason.MISSING,
    errno.EISDIR: Reason.FOLDER,
    errno.EEXIST: Reason.EXISTS,
    errno.EROFS: Reason.READ_ONLY,
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
}
_PRIMARY = 0xFF
"""The low byte of an extended result code is the code proper."""


@contextmanager
def typed_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite (also wrapped by SQLAlchemy) and of the system leave as LogUnreadable."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)
        if isinstance(cause, sqlite3.Error):
            code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
            reason = _REASONS.get(code, Reason.OTHER)
        elif isinstance(cause, OSError):
            reason = _OS_REASONS.get(cause.errno or 0, Reason.OTHER)
        else:
            raise
        raise LogUnreadable(reason, str(path), detail=str(cause)) from error


def reserve(path: Path) -> None:
    """Make an empty file ``path`` and the folders above it; LogUnreadable (exists) rather than overwrite one."""
    with typed_errors(path):
        if path.is_dir():
            raise LogUnreadable(Reason.FOLDER, str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()


def look_for(path: Path) -> None:
    """LogUnreadable when ``path`` cannot be a log.

    The file itself is not opened here: closing it again would drop every lock that this process holds on it.
    """
    with typed_errors(path):
        if path.is_dir():
            raise LogUnreadable(Reason.FOLDER, str(path))
        path.stat()


def look_for_room(path: Path, size: int) -> None:
    """LogUnreadable (disk full) where the disk that holds ``path`` takes no ``size`` bytes more."""
    try:
        with TemporaryFile(dir=path.parent) as file:
            file.write(b"-" * size)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # A folder in which no file can be made says nothing of the log in it.
        if _OS_REASONS.get(error.errno or 0) is Reason.DISK_FULL:
            raise LogUnreadable(Reason.DISK_FULL, str(path)) from error


def connect(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    """A connection whose transactions are ours to begin and end; ``mode`` is ``rw``, or what may follow ``mode=``."""
    connection = sqlite3.connect(
        f"{address_of(path.absolute())}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    # Bytes that are not UTF-8 are somebody's change: they must reach the check of the hash and not look like text.
    connection.text_factory = _text
    return connection


def address_of(path: PurePath) -> str:
    """An absolute ``path`` as SQLite reads it. A share of Windows (``//server/share``) belongs to the path: SQLite
    refuses addresses that name a server."""
    posix = path.as_posix()
    start = "" if posix.startswith("/") else "/"
    return f"file://{start}{quote(posix, safe='/:', encoding='utf-8', errors='surrogateescape')}"


def connect_to_read(path: Path, busy_seconds: float) -> tuple[sqlite3.Connection, TemporaryDirectory[str] | None]:
    """A connection that reads ``path`` also where no file can be made beside it.

    A log that was not closed has its last rows in a -wal file, and SQLite wants to write an index of it. Where it
    cannot, a copy of both in a temporary folder is read; the caller removes that folder after closing.
    """
    connection = connect(path, "ro", busy_seconds)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        return connection, None
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & _PRIMARY not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
    except sqlite3.Error:
        connection.close()
        raise
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
    waiting = [file for file in beside if file.exists() and file.stat().st_size]
    if not waiting:
        return connect(path, "ro&immutable=1", busy_seconds), None
    folder = TemporaryDirectory(prefix="tabletop-log-")
    for source in (path, *waiting):
        shutil.copyfile(source, Path(folder.name, source.name))
    return connect(Path(folder.name, path.name), "rw", busy_seconds), folder


def identify(connection: sqlite3.Connection, path: Path) -> str:
    """The id of the exercise; LogUnreadable when the file is not a whole log that this program can read."""
    name = str(path)
    tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"meta", "events"} <= tables:
        raise LogUnreadable(Reason.NOT_A_LOG, name)
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    version, exercise = str(meta.get("format", "")), meta.get("exercise")
    if not (version.isascii() and version.isdigit() and isinstance(exercise, str) and exercise):
        raise LogUnreadable(Reason.NOT_A_LOG, name)
    if int(version) > FORMAT:
        raise LogUnreadable(Reason.NEWER, name, found=int(version), known=FORMAT)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LogUnreadable(Reason.DAMAGED, name, detail=" ".join(found.split()))
    for stranger, stream, seq in connection.execute(
        "SELECT exercise, stream, seq FROM events ORDER BY position LIMIT 1"
    ):
        if stranger != exercise:
            raise LogUnreadable(Reason.TAMPERED, name, stream=stream, seq=seq)
    return exercise


def make_durable(connection: sqlite3.Connection) -> None:
    """Journal so that readers never wait for writers and a commit is on the disk when it returns."""
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    # A file that cannot be written shows it here and not in the middle of an exercise.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def leave_one_file(connection: sqlite3.Connection) -> None:
    """Bring the -wal file into the log and go back to a journal that needs no files beside it.

    Where others still have the log open, or the disk is full, nothing is lost: the next to close does it.
    """
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
