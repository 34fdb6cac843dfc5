"""Which logs lie in a folder, and what a name on the command line refers to."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from simulator.log.sqlite import open_log
from simulator.log.store import LogUnreadable, Reason
from simulator.log.verify import CONTROL_STREAM

DEFAULT_FOLDER = Path("logs")
SUFFIX = ".sqlite"
ENDED = "exercise.ended"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One log of a folder. Times are UTC milliseconds since 1970, None where nothing is recorded.

    ``title`` is the scenario's by language. ``problem`` tells why the log cannot be read; the rest is then empty.
    """

    path: Path
    exercise: str = ""
    title: dict[str, str] | None = None
    started: int | None = None
    last: int | None = None
    records: int = 0
    ended: bool = False
    problem: LogUnreadable | None = None


def list_logs(folder: Path) -> list[LogEntry]:
    """The logs directly in ``folder``, the one used last first, unreadable ones at the end."""
    entries = [_entry(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    return sorted(entries, key=lambda entry: (entry.problem is not None, -(entry.last or 0), entry.path.name))


def find_log(name: str, folder: Path = DEFAULT_FOLDER) -> Path:
    """The file that ``name`` refers to: a path, else the id of an exercise whose log lies in ``folder``.

    LogUnreadable (missing) when it is neither.
    """
    path = Path(name)
    if path.exists():
        return path
    beside = folder / f"{name}{SUFFIX}"
    if len(path.parts) == 1:
        if beside.exists():
            return beside
        for entry in list_logs(folder):
            if entry.exercise == name:
                return entry.path
    raise LogUnreadable(Reason.MISSING, name)


def _entry(path: Path) -> LogEntry:
    try:
        with closing(open_log(path, read_only=True)) as store:
            control = store.read(CONTROL_STREAM)
            position = store.position()
            newest = store.read_all(position - 1).records
    except LogUnreadable as problem:
        return LogEntry(path, problem=problem)
    return LogEntry(
        path,
        exercise=store.exercise,
        title=_title(control[0].payload) if control else None,
        started=control[0].at if control else None,
        last=newest[-1].at if newest else None,
        records=position,
        ended=any(record.kind == ENDED for record in control),
    )


def _title(payload: dict[str, object]) -> dict[str, str] | None:
    """``content.scenario.title`` of an opening record, where it has that shape."""
    found: object = payload
    for key in ("content", "scenario", "title"):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        return None
    return {str(lang): text for lang, text in found.items() if isinstance(text, str)} or None
