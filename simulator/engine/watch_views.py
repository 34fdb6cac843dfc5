"""What those may know who only watch: an observer of a team, and the screen that the whole room looks at.

An observer sees what the seats of a team see together: what they received and what they said. Not in it: what is
still to come, expected steps, traps, notes, unopened hints, verdicts, and answers to a quiz. The projector shows
what everybody may know: clocks, the phase, and news that every team has; nothing that anybody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.engine.clock import Clock
from simulator.engine.contact_views import Words
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.quiz_views import is_quiz
from simulator.engine.state import TeamState
from simulator.engine.timetable_view import TimetableView, timetable_view
from simulator.engine.views import InjectView, PhaseView, ReplyView, inbox_and_chronology, phase_view
from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.scenario import Channel

_PUBLIC = frozenset({Channel.NEWS, Channel.SNS})
"""Channels on which anybody can read along."""


@dataclass(frozen=True, slots=True)
class WatchedTeam:
    """A team as its seats see it together; texts as in ``views.SeatView``. ``seats`` are the titles of their roles."""

    team: str
    title: str
    seq: int
    clock: Clock
    began: int
    started: bool
    finished: bool
    phase: PhaseView | None
    phases_done: tuple[str, ...]
    seats: tuple[tuple[str, ...], ...]
    inbox: tuple[InjectView, ...]
    chronology: tuple[ReplyView, ...]
    timetable: TimetableView | None = None


@dataclass(frozen=True, slots=True)
class ObserverView:
    """The teams that an observer may watch. ``seq`` tells views apart."""

    seq: int
    lang: str
    scenario_title: str
    day_one: str
    teams: tuple[WatchedTeam, ...]
    together: bool = False
    """Whether no team leaves a phase before all are ready. Who is ready is for exercise control alone."""


@dataclass(frozen=True, slots=True)
class ShownTeam:
    """A team on the room's screen; ``step`` counts the phases that it has entered."""

    team: str
    title: str
    clock: Clock
    began: int
    started: bool
    finished: bool
    step: int


@dataclass(frozen=True, slots=True)
class Headline:
    """News that the whole room may know; ``at`` is the scenario second of its (last) delivery."""

    at: int
    channel: Channel
    sender: str
    title: str


@dataclass(frozen=True, slots=True)
class ProjectorView:
    """The room's screen. ``phase`` is the last one that every team has entered; ``news`` has the newest last.

    ``phases`` is how many the scenario has, ends not counted.
    """

    seq: int
    lang: str
    scenario_title: str
    day_one: str
    phase: PhaseView | None
    phases: int
    teams: tuple[ShownTeam, ...]
    news: tuple[Headline, ...]
    together: bool = False
    """As in ``ObserverView``."""


def observer_view(world: World, states: Mapping[str, TeamState], lang: str) -> ObserverView:
    """What an observer of the teams in ``states`` may know, in ``lang``."""
    words = world.words(lang)
    return ObserverView(
        seq=sum(state.seq for state in states.values()),
        lang=lang,
        scenario_title=words(world.scenario.title),
        day_one=world.day_one.isoformat(),
        teams=tuple(
            _watched(world, words, setup, states[setup.id], lang)
            for setup in world.teams.values()
            if setup.id in states
        ),
        together=world.together,
    )


def projector_view(world: World, states: Mapping[str, TeamState], lang: str) -> ProjectorView:
    """What the room's screen shows of the teams in ``states``, in ``lang``."""
    words = world.words(lang)
    playing = [state for state in states.values() if state.started]
    return ProjectorView(
        seq=sum(state.seq for state in states.values()),
        lang=lang,
        scenario_title=words(world.scenario.title),
        day_one=world.day_one.isoformat(),
        phase=_common_phase(world, words, playing),
        phases=sum(not phase.end for phase in world.scenario.phases),
        teams=tuple(
            ShownTeam(
                team=setup.id,
                title=Text(setup.title).to(lang),
                clock=state.clock,
                began=state.began,
                started=state.started,
                finished=state.finished,
                step=len({visit.phase for visit in state.visits if not world.scenario.phase[visit.phase].end}),
            )
            for setup in world.teams.values()
            if (state := states.get(setup.id)) is not None
        ),
        news=_news(world, words, playing),
        together=world.together,
    )


def _watched(world: World, words: Words, setup: TeamSetup, state: TeamState, lang: str) -> WatchedTeam:
    # A seat that holds every role of the team, and has an id that no seat can have.
    everybody = SeatSetup("", tuple(dict.fromkeys(role for seat in setup.seats for role in seat.roles)))
    inbox, chronology = inbox_and_chronology(world, words, state, everybody)
    return WatchedTeam(
        team=setup.id,
        title=Text(setup.title).to(lang),
        seq=state.seq,
        clock=state.clock,
        began=state.began,
        started=state.started,
        finished=state.finished,
        phase=phase_view(world, words, state),
        phases_done=tuple(words(world.scenario.phase[visit.phase].title) for visit in state.visits[:-1]),
        seats=tuple(tuple(words(world.content.title_of(role)) for role in seat.roles) for seat in setup.seats),
        inbox=inbox,
        chronology=chronology,
        timetable=timetable_view(world, words, state, everybody),
    )


def _common_phase(world: World, words: Words, playing: list[TeamState]) -> PhaseView | None:
    """The last phase, by the team that came to it last, that every team has entered: nobody is told what is ahead."""
    visited = [[visit.phase for visit in state.visits] for state in playing]
    common = [name for name in world.scenario.phase if visited and all(name in phases for phases in visited)]
    if not common:
        return None
    last = max(common, key=lambda name: max(phases.index(name) for phases in visited))
    phase = world.scenario.phase[last]
    entered = max(visit.at for state in playing for visit in state.visits if visit.phase == last)
    return PhaseView(phase.id, words(phase.title), words(phase.brief), entered)


def _news(world: World, words: Words, playing: list[TeamState]) -> tuple[Headline, ...]:
    """Public news that every team has received, so that nobody reads ahead on the wall."""
    found = []
    for inject in world.scenario.injects:
        if inject.channel not in _PUBLIC or is_quiz(inject):
            continue
        if not playing or not all(inject.id in state.delivered for state in playing):
            continue
        at = max(state.delivered[inject.id].at for state in playing)
        sender = words(world.content.title_of(inject.sender))
        found.append(Headline(at, inject.channel, sender, words(inject.title)))
    return tuple(sorted(found, key=lambda one: one.at))
