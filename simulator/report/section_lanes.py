"""Expected against actual: which section should have done which step when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.naming import Naming
from simulator.report.score_context import ScoreContext, StepCard, TeamCard
from simulator.session.opening import OpenedLog


@dataclass(frozen=True, slots=True)
class LaneStep:
    """A step on a lane. ``expected``, ``due`` and ``done`` are scenario seconds.

    ``expected`` is when the first situation that calls for the step arrived. ``by`` is the section that did it, where
    it is another than the lane's. ``row`` is the log's row that shows it: stream and number.
    """

    step: str
    title: str
    expected: int | None
    due: int | None
    done: int | None
    by: str
    verdict: Verdict
    late_by: int
    critical: bool
    row: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class SectionLane:
    """A section (or a party inside the organisation) and the steps that were its to do."""

    id: str
    title: str
    steps: tuple[LaneStep, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase as it was played: scenario seconds from its start to the last thing that happened in it."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TeamLanes:
    """The lanes of one team; ``stretches`` are what the chart's axis is made of."""

    team: str
    title: str
    stretches: tuple[Stretch, ...]
    lanes: tuple[SectionLane, ...]


def section_lanes(opened: OpenedLog, context: ScoreContext) -> tuple[TeamLanes, ...]:
    """The lanes of every team, in the language of ``context``."""
    return tuple(
        _team(opened.world, team, opened.states[team.score.team], context.lang)
        for team in context.teams
        if team.score.team in opened.states
    )


def _team(world: World, card: TeamCard, state: TeamState, lang: str) -> TeamLanes:
    name = Naming(world, card.id, lang)
    manual, organization = world.content.manual, world.content.organization
    lanes: dict[str, list[LaneStep]] = {}
    for step in card.steps:
        if step.score.must_not or not (step.score.exercised or step.score.at is not None):
            continue
        owners = manual.steps[step.id].roles
        doer = organization.section_of.get(step.score.role or "")
        for owner in dict.fromkeys(_section(world, who) for who in owners):
            other = doer is not None and doer.id != owner and step.score.actor == "other"
            by = visible_line(name.who(doer.id)) if other and doer is not None else ""
            lanes.setdefault(owner, []).append(_lane_step(world, state, step, by))
    order = [section.id for section in organization.sections]
    ids = sorted(lanes, key=lambda one: order.index(one) if one in order else len(order))
    return TeamLanes(
        team=card.id,
        title=card.title,
        stretches=_stretches(world, state, name),
        lanes=tuple(SectionLane(one, visible_line(name.who(one)), tuple(lanes[one])) for one in ids),
    )


def _section(world: World, who: str) -> str:
    """The section of a role; a party or section stands for itself."""
    found = world.content.organization.section_of.get(who)
    return found.id if found is not None else who


def _lane_step(world: World, state: TeamState, step: StepCard, by: str) -> LaneStep:
    score = step.score
    asked = [d.at for inject, d in state.delivered.items() if step.id in world.scenario.inject[inject].expects]
    shown = score.evidence[-1] if score.evidence else None
    return LaneStep(
        step=step.id,
        title=step.title,
        expected=min(asked, default=None),
        due=score.due,
        done=score.at,
        by=by,
        verdict=score.verdict,
        late_by=score.late_by,
        critical=score.critical_failure,
        row=None if shown is None else (shown.stream, shown.seq),
    )


def _stretches(world: World, state: TeamState, name: Naming) -> tuple[Stretch, ...]:
    """The phases without the nights between them: a lane is as long as what was played."""
    times = sorted(
        {
            *(delivery.at for delivery in state.delivered.values()),
            *(response.reply.at for response in state.responses),
            state.clock.scenario,
        }
    )
    found = []
    for number, visit in enumerate(state.visits):
        after = state.visits[number + 1].at if number + 1 < len(state.visits) else None
        inside = [time for time in times if time >= visit.at and (after is None or time <= after)]
        # A phase that the clock only jumps out of ends with the last thing that happened in it.
        last = [time for time in inside if after is None or time < after]
        phase = world.scenario.phase.get(visit.phase)
        title = visible_line(name.words(phase.title)) if phase is not None else visit.phase
        end = max(last, default=visit.at)
        if phase is None or not phase.end:
            found.append(Stretch(title, visit.at, max(end, visit.at)))
    return tuple(found)


def column(stretches: tuple[Stretch, ...], widths: tuple[int, ...], second: int) -> int:
    """Where ``second`` lies on an axis whose stretches are ``widths`` wide; what lies between two is their border."""
    left = 0
    for stretch, width in zip(stretches, widths, strict=True):
        if second < stretch.start:
            return left
        if second <= stretch.end:
            length = max(1, stretch.end - stretch.start)
            return left + (second - stretch.start) * (width - 1) // length
        left += width
    return max(0, left - 1)


def widths(stretches: tuple[Stretch, ...], total: int) -> tuple[int, ...]:
    """How wide each stretch is drawn: the same for all, so that a phase of ten minutes is seen beside one of days."""
    if not stretches:
        return ()
    each, rest = divmod(max(len(stretches), total), len(stretches))
    return tuple(each + (1 if number < rest else 0) for number in range(len(stretches)))
