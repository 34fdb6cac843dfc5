"""What a review shows, made once from a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from simulator.model.safe_text import visible_line
from simulator.report.naming import Naming
from simulator.report.phase_graph import PhaseGraph, Stay, path_of, phase_graph
from simulator.report.rows import TimelineRow
from simulator.report.score_context import ScoreContext, explained
from simulator.report.section_lanes import TeamLanes, section_lanes
from simulator.report.tape import Tape
from simulator.report.timeline import timeline
from simulator.report.timetable import TeamTimetable, team_timetable
from simulator.session.opening import OpenedLog
from simulator.tui.review.bookmarks import Bookmarks
from simulator.tui.review.filters import Index


@dataclass(frozen=True, slots=True)
class ReviewData:
    """``rows`` are every team's timelines one after the other; ``roles`` and ``steps`` pair ids with titles.

    ``paths`` are the ways that teams took through the phases of ``graph``, ``timetables`` the tables of each team of a
    timetable drill, ``lanes`` what each section should have done and did, ``tape`` the exercise to replay.
    """

    context: ScoreContext
    rows: tuple[TimelineRow, ...]
    roles: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    index: Index
    graph: PhaseGraph
    paths: dict[str, tuple[Stay, ...]]
    tape: Tape
    lanes: tuple[TeamLanes, ...]
    bookmarks: Bookmarks
    timetables: dict[str, TeamTimetable] = field(default_factory=dict)


def review_data(opened: OpenedLog, lang: str, bookmarks: Path | None = None) -> ReviewData:
    """Everything about ``opened`` in ``lang``; ``bookmarks`` is the file that keeps places to show again."""
    world = opened.world
    name = Naming(world, "", lang)
    rows = (row for team, entries in opened.entries.items() for row in timeline(world, team, entries, lang))
    context = explained(opened, lang)
    organization = world.content.organization
    return ReviewData(
        context=context,
        rows=tuple(rows),
        roles=tuple((role, visible_line(name.who(role))) for role in world.content.organization.roles),
        sections=tuple((section.id, visible_line(name.who(section.id))) for section in organization.sections),
        steps=tuple((step, visible_line(name.words(s.title))) for step, s in world.content.manual.steps.items()),
        index=Index(
            channels={inject.id: inject.channel for inject in world.scenario.injects},
            sections={section.id: frozenset(role.id for role in section.roles) for section in organization.sections},
        ),
        graph=phase_graph(world, lang),
        paths={team: path_of(world, entries) for team, entries in opened.entries.items()},
        tape=Tape(opened),
        lanes=section_lanes(opened, context),
        bookmarks=Bookmarks(bookmarks),
        timetables={
            team: found
            for team, state in opened.states.items()
            if (found := team_timetable(world, team, state, lang)) is not None
        },
    )
