"""Going on with an exercise of ``tabletop host``: how to call it again, and what an earlier call left behind."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from simulator.words import Translate

_RECENT = 24 * 3600
"""Real seconds since the last fact of an exercise after which nobody is asked about it any more."""
_NEWEST = 5
"""Logs that are looked at."""

Choice = Literal["resume", "new", "leave"]
_ANSWERS: dict[str, Choice] = {"1": "resume", "2": "new", "3": "leave"}


@dataclass(frozen=True, slots=True)
class Left:
    """An exercise that was started and did not end. ``ago``: real seconds since its last fact."""

    log: Path
    ago: int


def again(args: argparse.Namespace, log: str) -> str:
    """The line that takes the exercise of ``log`` up with the doors of this call: without them people find nobody."""
    words = ["tabletop", "host", "--resume", log]
    for name in ("http", "ssh", "certificate", "key", "fill"):
        value = getattr(args, name)
        if value is not None:
            words += [f"--{name}", *([str(value)] if str(value) else [])]
    if args.headless:
        words.append("--headless")
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def closing(args: argparse.Namespace, log: str, t: Translate, *, ended: bool) -> str:
    """What can be done with the log once the room is closed."""
    line = again(args, log)
    if not ended:
        return t("The exercise is closed. Go on later: {line}", line=line) + "\n"
    told = [
        t("The exercise has ended. Everything is kept in {log}.", log=log),
        t("Verdicts: tabletop evaluate {log}", log=log),
        t("Report: tabletop report {log} --output report.html", log=log),
        t("To open the room again, for the questions at the end: {line}", line=line),
    ]
    return "".join(f"{one}\n" for one in told)


def left_behind(folder: Path, scenario: str, now: int, going_on: AbstractSet[str] = frozenset()) -> Left | None:
    """The newest hosted exercise of ``scenario`` that was played within a day and did not end; ``now`` in UTC ms.

    Passed over are logs that cannot be read, and exercises whose room is open at this moment (``going_on``, by name).
    """
    from simulator.log.store import LogUnreadable

    try:
        codes = sorted(folder.glob("*.access.json"), key=lambda path: path.stat().st_mtime, reverse=True)[:_NEWEST]
    except OSError:
        return None
    found = []
    for path in codes:
        log = path.with_name(path.name.removesuffix(".access.json") + ".sqlite")
        try:
            last = _last_played(log, scenario, going_on)
        except (LogUnreadable, OSError):
            continue
        if last is not None and now - last < _RECENT * 1000:
            found.append(Left(log, max(0, now - last) // 1000))
    return min(found, key=lambda one: one.ago, default=None)


def _last_played(log: Path, scenario: str, going_on: AbstractSet[str]) -> int | None:
    """When the last fact of the teams was recorded (UTC ms); None for another scenario, or where nobody is to go on."""
    from simulator.engine.events import CONTROL_STREAM
    from simulator.log.sqlite import open_log

    store = open_log(log, read_only=True)
    try:
        control = store.read(CONTROL_STREAM)
        if not control or control[0].exercise in going_on or any(record.kind == "exercise.ended" for record in control):
            return None
        opened = control[0].payload
        if opened.get("content", {}).get("scenario", {}).get("id") != scenario:
            return None
        teams = [store.read(str(team["id"])) for team in opened.get("teams", ())]
    finally:
        store.close()
    begun = [records for records in teams if any(record.kind == "phase.entered" for record in records)]
    if not begun or all(any(record.kind == "team.finished" for record in records) for records in begun):
        return None
    return max(record.at for records in begun for record in records)


def go_on(left: Left, args: argparse.Namespace, t: Translate, ask: Callable[[str], str] = input) -> Choice:
    """Whether an exercise that was left is taken up: somebody at a terminal is asked, anybody else is told how."""
    told = t(
        "An exercise of this scenario was left {minutes} min ago before its end: {log}",
        minutes=left.ago // 60,
        log=left.log,
    )
    if args.headless or args.json:
        how = t("To go on with it: {line}", line=again(args, str(left.log)))
        sys.stderr.write(f"{told}\n{how}\n")
        return "new"
    sys.stderr.write(f"{told}\n")
    question = t("1 go on with it (the same codes)   2 begin a new one (new codes)   3 leave. Number:")
    while True:
        try:
            answer = unicodedata.normalize("NFKC", ask(f"{question} ")).strip()
        except (EOFError, KeyboardInterrupt):
            return "leave"
        if answer in _ANSWERS:
            return _ANSWERS[answer]
