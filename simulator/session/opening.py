"""Opening exercises: a new one from content, or one that a log holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulator.engine.events import CONTROL_STREAM, Entry, ExerciseEnded, ExerciseOpened, TeamSetup
from simulator.engine.fold import fold
from simulator.engine.improvised import improvised
from simulator.engine.state import TeamState
from simulator.engine.wire import UnreadableEvent
from simulator.engine.world import World
from simulator.log.store import EventStore, LogUnreadable, Reason
from simulator.model.content import Content, digest_of
from simulator.model.script import Script
from simulator.session.appending import read_control, record_control
from simulator.session.entries import draft_of, entry_of

TOGETHER = "together"
"""The mode in which all teams move from phase to phase together."""


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """An exercise as its log tells it. ``entries`` are each team's stream in order; times as in ``Entry``."""

    store: EventStore
    exercise: str
    world: World
    scripts: dict[str, Script]
    lang: str
    opened_at: int
    ended: bool
    entries: dict[str, tuple[Entry, ...]]
    states: dict[str, TeamState]
    control: tuple[Entry, ...] = ()
    """The control stream: how it was opened, and what was noted after it."""


def create_exercise(
    store: EventStore,
    content: Content,
    teams: tuple[TeamSetup, ...],
    scripts: Mapping[str, Script],
    day_one: date,
    lang: str,
    at: int,
    *,
    office: bool = False,
    mode: str = "self_paced",
    plan: dict[str, Any] | None = None,
) -> OpenedLog:
    """Write the first record of an exercise, with everything it is played from, into an empty ``store``.

    ``office``: facilitators answer for those whom nobody plays.
    """
    opened = ExerciseOpened(
        content=content.normal_form(),
        sha=content.digest,
        day_one=day_one.isoformat(),
        lang=lang,
        teams=teams,
        scripts={
            team: script.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for team, script in scripts.items()
        },
        office=office,
        mode=mode,
        plan=plan,
    )
    store.append(CONTROL_STREAM, 0, [draft_of(Entry(1, at, None, "facilitator", opened))])
    return OpenedLog(
        store=store,
        exercise=store.exercise,
        world=World(content, day_one, teams, office=office, together=mode == TOGETHER),
        scripts=dict(scripts),
        lang=lang,
        opened_at=at,
        ended=False,
        entries={team.id: () for team in teams},
        states={team.id: TeamState() for team in teams},
    )


def end_exercise(store: EventStore, at: int, reason: str) -> None:
    """Close the exercise for good; a second call changes nothing. Raises LogUnreadable."""

    def ending(control: Sequence[Entry]) -> list[ExerciseEnded]:
        ended = any(isinstance(entry.event, ExerciseEnded) for entry in control)
        return [] if ended else [ExerciseEnded(reason)]

    record_control(store, at, ending)


def open_log(name: str, folder: Path, *, read_only: bool = True) -> OpenedLog:
    """The exercise that a log file holds; raises LogUnreadable."""
    from simulator.log import catalog, sqlite  # SQLAlchemy is slow to import, and only files need it

    path = catalog.find_log(name, folder)
    store = sqlite.open_log(path, read_only=read_only)
    try:
        return opened_log(store, str(path))
    except BaseException:
        store.close()
        raise


def opened_log(store: EventStore, path: str) -> OpenedLog:
    """The exercise that ``store`` holds; ``path`` names it in messages. Raises LogUnreadable."""
    try:
        return _opened(store, path)
    except UnreadableEvent as error:
        if error.code == "newer":
            raise LogUnreadable(Reason.NEWER, path, found=f"{error.kind} {error.detail}", known=1) from None
        raise LogUnreadable(Reason.DAMAGED, path, detail=f"{error.kind} {error.detail}") from None
    except ValidationError as error:
        raise LogUnreadable(Reason.DAMAGED, path, detail=str(error.errors()[0]["loc"])) from None


def _opened(store: EventStore, path: str) -> OpenedLog:
    control = read_control(store)
    first = control[0].event if control else None
    if not isinstance(first, ExerciseOpened):
        raise LogUnreadable(Reason.DAMAGED, path, detail=ExerciseOpened.kind)
    if digest_of(first.content) != first.sha:
        raise LogUnreadable(Reason.TAMPERED, path, stream=CONTROL_STREAM, seq=1)
    content, day_one = Content.model_validate(first.content), date.fromisoformat(first.day_one)
    world = World(content, day_one, first.teams, office=first.office, together=first.mode == TOGETHER)
    world = world.extended(improvised(control))
    entries = {team: tuple(entry_of(record) for record in store.read(team)) for team in world.teams}
    states = {team: fold(world.scenario, found) for team, found in entries.items()}
    return OpenedLog(
        store=store,
        exercise=store.exercise,
        world=world,
        scripts={team: Script.model_validate(script) for team, script in first.scripts.items()},
        lang=first.lang,
        opened_at=control[0].at,
        # A disk that was full at the very end may have kept the last control record away.
        ended=any(isinstance(entry.event, ExerciseEnded) for entry in control)
        or all(state.finished for state in states.values()),
        entries=entries,
        states=states,
        control=control,
    )
