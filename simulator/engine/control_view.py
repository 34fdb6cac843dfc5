"""What exercise control sees of all teams at once: where they are, what is overdue, what was given, said and judged.

Nothing here depends on the present moment: a screen runs the clocks by itself (``Clock.at``) and compares them with
the limits. It holds secrets (expected steps, notes, traps, what is still to come) and goes to facilitators alone;
``watch_views`` makes what observers and the projector see.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from simulator.engine.contact_views import Words
from simulator.engine.control_board import AwaitedLine, TeamBoard, VerdictLine, VisitLine, team_board
from simulator.engine.control_feed import FeedLine, feed_lines
from simulator.engine.control_msel import MselCell, MselLine, Standing, msel_lines
from simulator.engine.control_seats import GoneLine, PersonLine, SeatLine, seat_lines
from simulator.engine.events import CONTROL_STREAM, Entry, TeamSetup
from simulator.engine.prepared_lines import LineView, prepared_lines
from simulator.engine.state import TeamState
from simulator.engine.talk_shapes import OfficeTalkView
from simulator.engine.talk_unread import UnreadLine, unread_lines
from simulator.engine.talk_views import office_talks, waiting_talks
from simulator.engine.talks import SCRIPT
from simulator.engine.world import World

__all__ = [
    "AwaitedLine",
    "ControlView",
    "FeedLine",
    "GoneLine",
    "MselCell",
    "MselLine",
    "Named",
    "ObservationLine",
    "PersonLine",
    "PhaseColumn",
    "SeatLine",
    "Standing",
    "TalkLine",
    "TeamBoard",
    "UnreadLine",
    "VerdictLine",
    "VisitLine",
    "control_view",
]


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase as it is planned: ``start`` in scenario seconds where it has one, ``minutes`` real, ``pace`` planned."""

    id: str
    title: str
    brief: str
    start: int | None
    minutes: int
    pace: int
    end: bool


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A conversation that waits for the facilitator, who answers as ``who`` (``titles`` in words).

    ``reply`` is the contact that began it, ``caller`` the titles of the role that speaks, ``by`` the means, ``since``
    the scenario second; ``text`` is what was said last.
    """

    team: str
    reply: str
    who: str
    titles: tuple[str, ...]
    caller: tuple[str, ...]
    by: str
    since: int
    text: str

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.reply}"


@dataclass(frozen=True, slots=True)
class ObservationLine:
    team: str
    seq: int
    at: int
    text: str
    role: str
    actor: str

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.seq}"


@dataclass(frozen=True, slots=True)
class Named:
    """An id and what it is called; ``inside`` the organisation or not."""

    id: str
    title: str
    inside: bool = True


@dataclass(frozen=True, slots=True)
class ControlView:
    """Everything the facilitator's console shows. ``seq`` tells views apart.

    ``roles`` and ``parties`` are whom an improvised inject may be given to, and in whose name.
    """

    seq: int
    lang: str
    scenario_title: str
    manual_title: str
    day_one: str
    phases: tuple[PhaseColumn, ...]
    teams: tuple[TeamBoard, ...]
    msel: tuple[MselLine, ...]
    feed: tuple[FeedLine, ...]
    seats: tuple[SeatLine, ...]
    talks: tuple[TalkLine, ...]
    observations: tuple[ObservationLine, ...]
    roles: tuple[Named, ...]
    parties: tuple[Named, ...]
    conversations: tuple[OfficeTalkView, ...] = ()
    """Every call and message of the teams, also those in which nobody waits."""
    lines: tuple[LineView, ...] = ()
    """Prepared lines to answer with."""
    together: bool = False
    """Whether no team leaves a phase before all are ready."""
    fills: bool = False
    """Whether scripts answer, in teams that have one, for seats at which nobody sits when the team starts."""
    unread: tuple[UnreadLine, ...] = ()
    """Messages that nobody has read or replied to, beside the ``talks`` that wait for an answer."""


def control_view(
    world: World,
    states: Mapping[str, TeamState],
    lang: str,
    entries: Mapping[str, Sequence[Entry]] | None = None,
    scripted: Collection[str] | None = None,
) -> ControlView:
    """The view over the teams in ``states`` (all of an exercise, or those of one grant) in ``lang``.

    ``entries`` are the streams' latest entries by stream, at least the last 400 of each, for the feed. ``scripted`` are
    the teams that have a script, all of them where it is None.
    """
    words = world.words(lang)
    shown = {CONTROL_STREAM, *states}
    setups = [setup for setup in world.teams.values() if setup.id in states]
    lines = msel_lines(world, words)
    injects = tuple(line.id for line in lines)
    return ControlView(
        seq=sum(state.seq for state in states.values()) + _last_seq(entries or {}),
        lang=lang,
        scenario_title=words(world.scenario.title),
        manual_title=words(world.content.manual.title),
        day_one=world.day_one.isoformat(),
        phases=tuple(
            PhaseColumn(p.id, words(p.title), words(p.brief), p.start, p.minutes, p.pace, p.end)
            for p in world.scenario.phases
        ),
        teams=tuple(
            team_board(
                world, words, setup, states[setup.id], injects, lang, scripted=scripted is None or setup.id in scripted
            )
            for setup in setups
        ),
        msel=lines,
        feed=feed_lines(world, words, states, {s: found for s, found in (entries or {}).items() if s in shown}),
        seats=tuple(line for setup in setups for line in seat_lines(world, words, setup, states[setup.id])),
        talks=_waiting(world, states, lang),
        observations=tuple(line for setup in setups for line in _observations(world, words, setup, states[setup.id])),
        roles=tuple(Named(role, words(world.content.title_of(role))) for role in world.content.played),
        parties=tuple(
            Named(p.id, words(p.title), p.inside) for p in world.content.organization.cast(world.scenario.id)
        ),
        conversations=tuple(talk for team, state in states.items() for talk in office_talks(world, team, state, lang)),
        lines=prepared_lines(world, lang),
        together=world.together,
        unread=unread_lines(world, states, lang),
    )


def _waiting(world: World, states: Mapping[str, TeamState], lang: str) -> tuple[TalkLine, ...]:
    """The conversations in which a person waits for the facilitator, the longest waiting first.

    A scripted player that has called somebody needs no answer.
    """
    return tuple(
        TalkLine(
            team=talk.team,
            reply=talk.id,
            who=talk.as_whom[0][0] if talk.as_whom else "",
            titles=tuple(title for _, title in talk.as_whom),
            caller=(talk.words[-1].title,),
            by=talk.by,
            since=talk.words[-1].at,
            text=talk.words[-1].text,
        )
        for talk in waiting_talks(world, states, lang)
        if states[talk.team].talks[talk.id].caller != SCRIPT
    )


def _last_seq(entries: Mapping[str, Sequence[Entry]]) -> int:
    """The number of the last entry of the control stream, which no team's state counts."""
    control = entries.get(CONTROL_STREAM, ())
    return control[-1].seq if control else 0


def _observations(world: World, words: Words, setup: TeamSetup, state: TeamState) -> tuple[ObservationLine, ...]:
    return tuple(
        ObservationLine(setup.id, o.seq, o.at, o.text, words(world.content.title_of(o.role)) if o.role else "", o.actor)
        for o in state.observations
    )
