"""What a review shows, made once from a log."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.model.safe_text import visible_line
from simulator.model.scenario import Channel
from simulator.report.naming import Naming
from simulator.report.phase_graph import PhaseGraph, Stay, path_of, phase_graph
from simulator.report.rows import TimelineRow
from simulator.report.score_context import ScoreContext, explained
from simulator.report.timeline import timeline
from simulator.report.timetable import TeamTimetable, team_timetable
from simulator.session.opening import OpenedLog


@dataclass(frozen=True, slots=True)
class ReviewData:
    """``rows`` are every team's timelines one after the other; ``roles`` and ``steps`` pair ids with titles.

    ``channels`` are those of the injects by id, ``paths`` the ways that teams took through the phases of ``graph``,
    ``timetables`` the tables of each team of a timetable drill.
    """

    context: ScoreContext
    rows: tuple[TimelineRow, ...]
    roles: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    channels: dict[str, Channel]
    graph: PhaseGraph
    paths: dict[str, tuple[Stay, ...]]
    timetables: dict[str, TeamTimetable] = field(default_factory=dict)


def review_data(opened: OpenedLog, lang: str) -> ReviewData:
    """Everything about ``opened`` in ``lang``."""
    world = opened.world
    name = Naming(world, "", lang)
    rows = (row for team, entries in opened.entries.items() for row in timeline(world, team, entries, lang))
    return ReviewData(
        context=explained(opened, lang),
        rows=tuple(rows),
        roles=tuple((role, visible_line(name.who(role))) for role in world.content.organization.roles),
        steps=tuple((step, visible_line(name.words(s.title))) for step, s in world.content.manual.steps.items()),
        channels={inject.id: inject.channel for inject in world.scenario.injects},
        graph=phase_graph(world, lang),
        paths={team: path_of(world, entries) for team, entries in opened.entries.items()},
        timetables={
            team: found
            for team, state in opened.states.items()
            if (found := team_timetable(world, team, state, lang)) is not None
        },
    )
