"""The attendance ledger (研修・訓練への参加): who took part in which exercise, in what role, and what is still owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.engine.follow_state import fold_follow_up
from simulator.model.follow_up import Presence
from simulator.model.safe_text import visible_line
from simulator.report.aar import JAPAN
from simulator.report.dates import day_of
from simulator.report.naming import Naming
from simulator.session.opening import OpenedLog

_JOINED = "seat.taken"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One person at one exercise. ``person`` is what they called themselves, "" where they did not."""

    on: date
    exercise: str
    scenario: str
    section: str
    section_title: str
    role: str
    person: str
    presence: Presence
    remark: str


@dataclass(frozen=True, slots=True)
class SectionShare:
    """A section's share. ``took_part`` counts persons (unnamed ones by seat) who took part or made it up;
    ``people`` is how many it has (None where nobody said), ``percent`` the share, ``last`` its latest date."""

    section: str
    title: str
    took_part: int
    people: int | None
    percent: float | None
    below: bool
    last: date | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines in order of date, and the sections of the organisation."""

    lines: tuple[LedgerLine, ...]
    sections: tuple[SectionShare, ...]


def ledger(exercises: Sequence[OpenedLog], lang: str, people: Mapping[str, int], target: int) -> Ledger:
    """The ledger over ``exercises``. ``people``: how many belong to a section, by its id; ``target`` percent of them
    are to take part."""
    lines = [line for opened in exercises for line in _lines(opened, lang)]
    lines.sort(key=lambda line: (line.on, line.exercise, line.section, line.person))
    titles: dict[str, str] = {}
    for opened in exercises:
        name = Naming(opened.world, "", lang)
        for section in opened.world.content.organization.sections:
            titles.setdefault(section.id, visible_line(name.who(section.id)))
    return Ledger(
        tuple(lines), tuple(_share(section, title, lines, people, target) for section, title in titles.items())
    )


def _lines(opened: OpenedLog, lang: str) -> list[LedgerLine]:
    world = opened.world
    name = Naming(world, "", lang)
    on = day_of(opened.opened_at, JAPAN)
    scenario = visible_line(name.words(world.scenario.title))
    section_of = world.content.organization.section_of
    found: dict[tuple[str, str, str], LedgerLine] = {}
    for team in world.teams.values():
        named = _named(opened, team.id)
        for seat in team.seats:
            persons = named.get(seat.id, [])
            if not seat.human and not persons:
                continue
            role = visible_line(name.everybody(seat.roles))
            for person in persons or [""]:
                for section in dict.fromkeys(section_of[r].id for r in seat.roles if r in section_of):
                    line = LedgerLine(
                        on,
                        visible_line(opened.exercise),
                        scenario,
                        section,
                        visible_line(name.who(section)),
                        role,
                        visible_line(person),
                        Presence.TOOK_PART,
                        "",
                    )
                    found[(section, person or f"{team.id}/{seat.id}", role)] = line
    noted = [
        LedgerLine(
            date.fromisoformat(one.on),
            visible_line(opened.exercise),
            scenario,
            one.section,
            visible_line(name.who(one.section)),
            visible_line(one.role),
            visible_line(one.person),
            one.presence,
            visible_line(one.remark),
        )
        for one in fold_follow_up(opened.control).attendance
    ]
    return [*found.values(), *noted]


def _named(opened: OpenedLog, team: str) -> dict[str, list[str]]:
    """Who sat at each seat of the team, by the names that they gave; one who came back is one person."""
    found: dict[str, dict[str, str]] = {}
    for entry in opened.entries.get(team, ()):
        event = entry.event
        if event.kind == _JOINED:
            found.setdefault(getattr(event, "seat", ""), {})[getattr(event, "person", "")] = getattr(event, "name", "")
    return {seat: list(dict.fromkeys(names.values())) for seat, names in found.items()}


def _share(
    section: str, title: str, lines: Sequence[LedgerLine], people: Mapping[str, int], target: int
) -> SectionShare:
    own = [line for line in lines if line.section == section and line.presence is not Presence.EXCUSED]
    named = {line.person for line in own if line.person}
    unnamed = sum(1 for line in own if not line.person)
    took_part = len(named) + unnamed
    count = people.get(section)
    percent = None if not count else min(100.0, round(100 * took_part / count, 1))
    below = took_part == 0 if percent is None else percent < target
    return SectionShare(section, title, took_part, count, percent, below, max((line.on for line in own), default=None))
