"""Opening a hall: a new exercise for several teams, or one that a log holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from simulator.engine.events import SeatSetup, TeamSetup
from simulator.log.store import EventStore
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.script import Script
from simulator.session.access import Access, access_file
from simulator.session.clocks import Clock, WallClock
from simulator.session.hall import Hall
from simulator.session.opening import create_exercise, open_log, opened_log
from simulator.words import Translate

_TEAM_TITLES = Text({"ja": "グループ{number}", "en": "Team {number}"})


def seats_for_all(content: Content) -> tuple[SeatSetup, ...]:
    """A seat for every role that the scenario speaks to, each for people."""
    return tuple(SeatSetup(role, (role,)) for role in content.played)


def numbered_teams(content: Content, count: int, seats: Sequence[SeatSetup] | None = None) -> tuple[TeamSetup, ...]:
    """``count`` teams ``team1``…, each with ``seats``, or one for every role."""
    found = tuple(seats) if seats is not None else seats_for_all(content)
    return tuple(
        TeamSetup(
            f"team{number}",
            {lang: text.format(number=number) for lang, text in _TEAM_TITLES.root.items()},
            found,
        )
        for number in range(1, count + 1)
    )


def open_hall(
    store: EventStore,
    content: Content,
    teams: tuple[TeamSetup, ...],
    scripts: Mapping[str, Script],
    *,
    lang: str,
    t: Translate,
    day_one: date | None = None,
    mode: str = "self_paced",
    clock: Clock | None = None,
    log_path: str = "",
    facilitators: int = 1,
    evaluators: int = 1,
    fill: bool = False,
    plan: dict[str, Any] | None = None,
) -> Hall:
    """A new exercise in an empty ``store``. ``scripts`` by team are for seats that no person plays.

    ``log_path`` is where the store lies, empty for one in memory. Raises LogUnreadable.
    """
    clock = clock or WallClock()
    opened = create_exercise(
        store,
        content,
        teams,
        scripts,
        day_one or content.scenario.day_one,
        lang,
        clock.now(),
        office=True,
        mode=mode,
        plan=plan,
    )
    access = Access(access_file(Path(log_path)) if log_path else None, clock.now)
    return Hall(
        opened,
        clock=clock,
        access=access,
        log_path=log_path,
        t=t,
        facilitators=facilitators,
        evaluators=evaluators,
        fill=fill,
    )


def reopen_hall(store: EventStore, *, t: Translate, clock: Clock | None = None, log_path: str = "") -> Hall:
    """The exercise that ``store`` holds, to go on with. Raises LogUnreadable."""
    clock = clock or WallClock()
    access = Access(access_file(Path(log_path)) if log_path else None, clock.now)
    return Hall(opened_log(store, log_path), clock=clock, access=access, log_path=log_path, t=t)


def resume_hall(name: str, folder: Path, *, t: Translate, clock: Clock | None = None, fill: bool = False) -> Hall:
    """The exercise of a log file, to go on with. Raises LogUnreadable."""
    from simulator.log.catalog import find_log

    path = find_log(name, folder)
    clock = clock or WallClock()
    opened = open_log(name, folder, read_only=False)
    return Hall(opened, clock=clock, access=Access(access_file(path), clock.now), log_path=str(path), t=t, fill=fill)
