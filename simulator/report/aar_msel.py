"""Planned against actual: phases and injects, on both clocks."""

from __future__ import annotations

from simulator.engine.planned_time import PlannedTime
from simulator.engine.state import TeamState
from simulator.report.aar_ground import Elapsed, Ground
from simulator.report.aar_shapes import Delivery, MselLine, PhaseLine, PhaseStay
from simulator.report.msel import msel
from simulator.report.phrases import clock_words, span_words
from simulator.words import mark

_STATES = {
    "delivered": mark("delivered"),
    "held": mark("held back"),
    "skipped": mark("skipped"),
    "not_reached": mark("not used"),
}
_ANSWERS = {
    "on_time": mark("answered in time"),
    "answered": mark("answered"),
    "unanswered": mark("no answer"),
    "none": "",
}


def phase_lines(ground: Ground) -> tuple[PhaseLine, ...]:
    """Every phase as planned, and the stays of each team; the end itself is a stay of no length."""
    plan = PlannedTime(ground.scenario)
    stays = [stay for team in ground.opened.states for stay in _stays(ground, team)]
    return tuple(
        PhaseLine(
            id=phase.id,
            title=ground.line(phase.title),
            planned=plan.start_of(phase.id),
            planned_words=clock_words(plan.start_of(phase.id)),
            minute=plan.minute_of(phase.id),
            minutes=phase.minutes,
            stays=tuple(stay for where, stay in stays if where == phase.id),
        )
        for phase in ground.scenario.phases
    )


def _stays(ground: Ground, team: str) -> list[tuple[str, PhaseStay]]:
    entries = {entry.seq: entry for entry in ground.opened.entries[team]}
    elapsed = ground.elapsed(team)
    visits = ground.opened.states[team].visits
    minutes = [elapsed.minute(entries[visit.seq].at) for visit in visits if visit.seq in entries]
    last = elapsed.minute(elapsed.ended)
    found = []
    for number, (visit, minute) in enumerate(zip(visits, minutes, strict=False)):
        until = minutes[number + 1] if number + 1 < len(minutes) else last
        stay = PhaseStay(team, visit.at, clock_words(visit.at), minute, max(0, until - minute), visit.why)
        found.append((visit.phase, stay))
    return found


def msel_lines(ground: Ground) -> tuple[MselLine, ...]:
    """Every inject in the order of the plan, with what became of it in each team."""
    plan = msel(ground.content, ground.world.day_one, ground.lang)
    elapsed = {team: ground.elapsed(team) for team in ground.opened.states}
    return tuple(
        MselLine(
            number=row.number,
            id=row.id,
            title=row.title,
            kind=row.kind,
            sender=row.sender,
            to=row.to,
            channel=row.channel,
            phases=row.phases,
            planned=row.second,
            planned_words=row.time if row.second is not None else "",
            minute=row.minute,
            branch=row.branch,
            trigger=row.trigger,
            steps=tuple(step for step, _ in row.steps),
            improvised=row.id in ground.world.improvised,
            actual=tuple(
                _delivery(ground, team, state, row.id, elapsed[team]) for team, state in ground.opened.states.items()
            ),
        )
        for row in plan.rows
    )


def _delivery(ground: Ground, team: str, state: TeamState, name: str, elapsed: Elapsed) -> Delivery:
    found = state.delivered.get(name)
    how = "delivered" if found else "skipped" if name in state.skipped else "held" if name in state.held else ""
    how = how or "not_reached"
    answer, after, late = _answer(ground, state, name)
    words = ground.t("{span} late", span=span_words(ground.t, late)) if answer == "late" else ""
    return Delivery(
        team=team,
        state=how,
        state_words=ground.t(_STATES[how]),
        why=found.why if found else "",
        at=found.at if found else None,
        at_words=clock_words(found.at) if found else "",
        real=found.real if found else None,
        clock=ground.clock(found.real if found else None),
        minute=elapsed.minute(found.real) if found else None,
        answer=answer,
        answer_words=words or ground.t(_ANSWERS[answer]),
        answered_after=after,
        late_by=late,
    )


def _answer(ground: Ground, state: TeamState, name: str) -> tuple[str, int | None, int]:
    """How an inject was answered, scenario seconds from delivery to the first answer, and how late that was."""
    inject, delivery = ground.scenario.inject[name], state.delivered.get(name)
    if delivery is None or inject.ask is None:
        return "none", None, 0
    if name not in state.answered:
        return "unanswered", None, 0
    after = max(0, state.answered[name] - delivery.at)
    if inject.ask.limit is None:
        return "answered", after, 0
    late = max(0, after - inject.ask.limit)
    return ("late" if late else "on_time"), after, late
