"""Headless play at full speed: scripted teams, a clock that jumps from one thing due to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from simulator.engine.commands import FinishTeam, Refusal, StartTeam, Tick
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.log.store import EventStore
from simulator.model.content import Content
from simulator.model.script import Script
from simulator.scoring.scorecard import ScoreCard
from simulator.session.clocks import SetClock, rehearsal_start
from simulator.session.opening import OpenedLog, create_exercise, end_exercise
from simulator.session.runner import Session
from simulator.session.scoring import score_card
from simulator.session.scripted import Key, Planned, Unsent, key_of, next_planned, unsent

_STEPS = 10_000
"""More things than any team can do; a rehearsal that gets here runs in circles."""


@dataclass(frozen=True, slots=True)
class RefusedReply:
    """A scripted reply that the engine did not take, and why; ``inject`` is what it is about."""

    team: str
    inject: str | None
    role: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it. ``stuck`` names teams that ran out of things to happen before an end phase, by their phase.

    ``unsent`` are the replies of each team's script that were neither sent nor refused.
    """

    opened: OpenedLog
    card: ScoreCard
    refused: tuple[RefusedReply, ...]
    stuck: dict[str, str]
    unsent: dict[str, tuple[Unsent, ...]] = field(default_factory=dict)


def rehearse(store: EventStore, content: Content, scripts: tuple[Script, ...], day_one: date, lang: str) -> Rehearsal:
    """Play every script as a team of its own, one after the other, each from the same real start."""
    start = rehearsal_start(day_one)
    teams = tuple(_team(content, script) for script in scripts)
    opened = create_exercise(store, content, teams, {s.id: s for s in scripts}, day_one, lang, start)
    session = Session(store, opened.world, dict(opened.states))
    refused: list[RefusedReply] = []
    stuck: dict[str, str] = {}
    left: dict[str, tuple[Unsent, ...]] = {}
    ends = [_play(session, script, start, lang, refused, stuck, left) for script in scripts]
    end_exercise(store, max(ends, default=start), "rehearsal")
    played = replace(opened, states=session.states, ended=True)
    return Rehearsal(played, score_card(played), tuple(refused), stuck, left)


def scripted_seats(content: Content, human_roles: frozenset[str] = frozenset()) -> tuple[SeatSetup, ...]:
    """A seat for each role that no person takes."""
    return tuple(SeatSetup(id=role, roles=(role,), human=False) for role in content.played if role not in human_roles)


def _team(content: Content, script: Script) -> TeamSetup:
    return TeamSetup(id=script.id, title=dict(script.title.root), seats=scripted_seats(content))


def _play(
    session: Session,
    script: Script,
    start: int,
    lang: str,
    refused: list[RefusedReply],
    stuck: dict[str, str],
    left: dict[str, tuple[Unsent, ...]],
) -> int:
    """Play one team to its end and return the real time of the end."""
    clock, team, world = SetClock(start), script.id, session.world
    dropped: set[Key] = set()
    session.submit(team, StartTeam(at=start))
    for _ in range(_STEPS):
        state = session.states[team]
        if state.finished:
            break
        due = session.next_due(team, clock.now())
        reply = next_planned(world, team, state, script, lang, dropped)
        sending = None if reply is None else _real(session, team, reply)
        if due is None and sending is None:
            stuck[team] = state.phase or ""
            session.submit(team, FinishTeam(at=clock.now()))
            break
        if reply is not None and sending is not None and (due is None or sending <= due):
            clock.set(sending)
            command = replace(reply.command, at=clock.now())
            refusal = session.submit(team, command)
            if refusal is not None:
                refused.append(RefusedReply(team, reply.about, command.role, refusal))
                dropped.add(key_of(command))
        else:
            clock.set(due or clock.now())
            session.submit(team, Tick(at=clock.now()))
    left[team] = tuple(unsent(world, team, session.states[team], script, lang, dropped))
    return clock.now()


def _real(session: Session, team: str, reply: Planned) -> int | None:
    return session.states[team].clock.real_of(reply.at)
