"""The front of an after-action report: purpose, when, who took part, the manual, and what it was all made from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from simulator import __version__
from simulator.engine.planned_time import PlannedTime
from simulator.engine.presence_events import SeatHanded, SeatLeft, SeatTaken
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import TeamReport
from simulator.report.aar_shapes import (
    ManualFacts,
    Named,
    Objective,
    Provenance,
    RolePlayed,
    SectionPlayed,
    When,
)
from simulator.report.dates import full_date
from simulator.words import mark

PROGRAM = "tabletop"


def purpose(ground: Ground) -> tuple[str, ...]:
    """What the exercise was for, in sentences."""
    t = ground.t
    manual = ground.line(ground.content.manual.title)
    return (
        t(
            "In an incident that may happen at any time, the sections have to act by “{manual}”, quickly and together. "
            "The exercise was held to raise that ability and to find what the manual and the organisation lack.",
            manual=manual,
        ),
    )


def method(ground: Ground, teams: int, played: Sequence[SectionPlayed]) -> tuple[str, ...]:
    """How it was held, in sentences."""
    t = ground.t
    scenario = ground.line(ground.scenario.title)
    if ground.scenario.timetable is not None:
        message = mark(
            "A drill by timetable: the sections worked along the timetable of “{scenario}” and recorded when each "
            "row came true and how the systems stopped and started."
        )
    else:
        message = mark(
            "A tabletop exercise by injects: the exercise office passed on situations of the scenario “{scenario}”, "
            "the participants answered as their sections would, and the story went on by their answers."
        )
    told = [t(message, scenario=scenario)]
    if teams > 1:
        told.append(t("{count} teams played the same scenario, each for itself.", count=teams))
    people = {role.human for section in played for role in section.roles}
    if people == {True, False}:
        told.append(t("Roles without a participant were played by the program from a script."))
    elif people == {False}:
        told.append(t("This was a rehearsal: the program played every role from a script."))
    return tuple(told)


def objectives(ground: Ground) -> tuple[Objective, ...]:
    return tuple(Objective(one.id, ground.line(one.title), one.steps) for one in ground.scenario.objectives)


def when(ground: Ground, teams: Sequence[TeamReport]) -> When:
    """The day of the exercise and its times; where nobody has started, those of its opening."""
    began = min((team.began for team in teams if team.began), default=ground.opened.opened_at)
    ended = max((team.ended for team in teams if team.ended), default=began)
    day = ground.day(began)
    return When(
        day=day,
        day_words=full_date(day, ground.lang),
        iso=day.isoformat(),
        begins=ground.clock(began),
        ends=ground.clock(ended),
        zone=ground.local(began).tzname() or "",
        minutes=max((team.minutes for team in teams), default=0),
        planned_minutes=PlannedTime(ground.scenario).minutes,
        story_day=ground.world.day_one,
        story_day_words=full_date(ground.world.day_one, ground.lang),
    )


def participants(ground: Ground, titles: dict[str, str]) -> tuple[SectionPlayed, ...]:
    """Sections with their roles that took part, in the organisation's order; ``titles`` are the teams of the report."""
    played = ground.content.played
    seated = {team: _seated(ground, team) for team in titles}
    found = []
    for section in ground.content.organization.sections:
        roles = []
        persons: set[tuple[str, str]] = set()
        for role in (role for role in section.roles if role.id in played):
            for team, title in titles.items():
                for seat in (seat for seat in ground.world.teams[team].seats if role.id in seat.roles):
                    there, human = seated[team].get(seat.id, (frozenset(), seat.human))
                    persons |= {(team, person) for person in there}
                    roles.append(RolePlayed(role.id, ground.line(role.title), team, title, human))
        if roles:
            counted = len(persons) if any(there for seats in seated.values() for there, _ in seats.values()) else None
            found.append(SectionPlayed(section.id, ground.line(section.title), tuple(roles), counted))
    return tuple(found)


def _seated(ground: Ground, team: str) -> dict[str, tuple[frozenset[str], bool]]:
    """The persons who sat at each seat at some time, by id, and whether people answered for it."""
    found: dict[str, tuple[frozenset[str], bool]] = {}
    humans = {seat.id: seat.human for seat in ground.world.teams[team].seats}
    known = _Names()
    for entry in ground.opened.entries.get(team, ()):
        event = entry.event
        if isinstance(event, SeatTaken):
            there, _ = found.get(event.seat, (frozenset(), True))
            found[event.seat] = (there | {known.came(event)}, True)
        elif isinstance(event, SeatLeft):
            known.left(event)
        elif isinstance(event, SeatHanded):
            there, human = found.get(event.seat, (frozenset(), humans.get(event.seat, True)))
            found[event.seat] = (there, bool(there) or (human and event.to != "script") or event.to == "people")
    return found


class _Names:
    """Who comes back by a code typed again, in another browser, is a new person to the door: the name tells.

    Two people of one name who are there at the same time are two.
    """

    def __init__(self) -> None:
        self._here: dict[tuple[str, str], str] = {}
        self._ids: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], set[str]] = {}

    def came(self, event: SeatTaken) -> str:
        """The id under which the person is counted."""
        same = self._by_name.setdefault((event.name, event.section), set()) if event.name else set()
        if event.person not in self._ids:
            gone = sorted(same - set(self._here.values()))
            self._ids[event.person] = gone[0] if gone else event.person
        found = self._ids[event.person]
        same.add(found)
        self._here[event.seat, event.person] = found
        return found

    def left(self, event: SeatLeft) -> None:
        self._here.pop((event.seat, event.person), None)


def manual_facts(ground: Ground) -> ManualFacts:
    manual = ground.content.manual
    chapters = tuple(Named(section.id, ground.line(section.title)) for section in manual.sections)
    return ManualFacts(manual.id, ground.line(manual.title), manual.version, chapters)


def provenance(ground: Ground) -> Provenance:
    """Identity and digests of everything the report rests on."""
    opened, content = ground.opened, ground.world.authored
    heads = []
    for stream in opened.store.streams():
        last = opened.store.read(stream)[-1]
        heads.append((stream, last.seq, last.hash))
    lines = "".join(f"{stream} {seq} {digest}\n" for stream, seq, digest in sorted(heads))
    return Provenance(
        exercise=opened.exercise,
        scenario=content.scenario.id,
        scenario_version=content.scenario.version,
        manual=content.manual.id,
        manual_version=content.manual.version,
        content_sha=content.digest,
        log_digest=hashlib.sha256(lines.encode()).hexdigest(),
        heads=tuple(sorted(heads)),
        opened=datetime.fromtimestamp(opened.opened_at / 1000, UTC).isoformat(timespec="seconds"),
        ended=opened.ended,
        lang=opened.lang,
        program=PROGRAM,
        version=__version__,
    )
