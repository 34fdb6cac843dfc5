"""The first chapters of the report: what was held, when, with whom; and how it went against the plan."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar_blocks import Block, Bullets, Cell, Facts, Line, Paragraph, Run, Table, cell, head, plain
from simulator.report.aar_doc_base import Chapter
from simulator.report.aar_doc_drills import Drills
from simulator.report.aar_shapes import Delivery, MselLine, PhaseLine
from simulator.words import mark


class Overview(Chapter):
    """Chapter: outline of the exercise."""

    def blocks(self) -> Iterator[Block]:
        aar, t = self.aar, self.t
        yield self.numbers.heading(1, t("Outline of the exercise"))
        yield self.numbers.heading(2, t("Purpose"))
        for sentence in aar.purpose:
            yield Paragraph(plain(sentence))
        yield self.numbers.heading(2, t("Date, place and subject"))
        yield Facts(tuple(self._facts()))
        yield self.numbers.heading(2, t("Method"))
        yield Paragraph(plain("".join(aar.method) if aar.lang == "ja" else " ".join(aar.method)))
        yield self.numbers.heading(2, t("Scenario"))
        for part in filter(None, (part.strip() for part in aar.summary.split("\n"))):
            yield Paragraph(plain(part))
        if aar.objectives:
            yield self.numbers.heading(2, t("Objectives"))
            yield Bullets(tuple(plain(objective.title) for objective in aar.objectives))
        yield self.numbers.heading(2, t("Participating sections"))
        yield self._participants()

    def _facts(self) -> Iterator[tuple[str, Line]]:
        aar, t, when = self.aar, self.t, self.aar.when
        yield t("Held on"), plain(t("{day} {begins}–{ends}", day=when.day_words, begins=when.begins, ends=when.ends))
        yield t("Western date"), plain(f"{when.iso} ({when.zone})")
        message = mark("{minutes} real minutes ({planned} planned)")
        yield t("Duration"), plain(t(message, minutes=when.minutes, planned=when.planned_minutes))
        if aar.place:
            yield t("Place"), plain(aar.place)
        yield t("Organisation"), plain(aar.organization.title)
        message = mark("{title} (version {version})")
        yield t("Scenario"), plain(t(message, title=aar.scenario.title, version=aar.scenario_version))
        yield t("Manual exercised"), plain(t(message, title=aar.manual.title, version=aar.manual.version))
        yield t("Day 1 of the story"), plain(when.story_day_words)
        if len(aar.teams) > 1 or aar.teams_left:
            yield t("Teams"), plain(self.joined(team.title for team in aar.teams))

    def _participants(self) -> Table:
        aar, t = self.aar, self.t
        persons = any(section.persons is not None for section in aar.participants)
        rows = []
        for section in aar.participants:
            roles = dict.fromkeys(role.title for role in section.roles)
            human = {role.human for role in section.roles}
            how = t("participants") if human == {True} else t("program") if human == {False} else t("both")
            number = [cell("" if section.persons is None else str(section.persons), "", "right")] if persons else []
            rows.append((head(section.title), cell(self.joined(roles)), *number, cell(how)))
        titles = (t("Section"), t("Roles"), *((t("Persons"),) if persons else ()), t("Played by"))
        widths = (28, 40, 12, 20) if persons else (30, 50, 20)
        return Table(t("Participating sections and roles"), titles, tuple(rows), widths)


class Course(Chapter):
    """Chapter: how the exercise went, planned against actual."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        yield self.numbers.heading(1, t("Course of the exercise"))
        yield self.numbers.heading(2, t("Phases: planned and actual"))
        yield Paragraph(
            plain(t("Scenario time (D1 is the first day of the story); in brackets real minutes from the start.")),
            "note",
        )
        yield self._phases()
        yield Paragraph(plain(self._told()))
        yield from Drills(self.aar, self.numbers).blocks()

    def _told(self) -> str:
        """How many injects came, and where the list of them stands."""
        came = sum(any(one.state == "delivered" for one in line.actual) for line in self.aar.msel)
        message = mark("{came} of {all} injects were delivered; the appendix lists them, planned and actual.")
        return self.t(message, came=came, all=len(self.aar.msel))

    def _phases(self) -> Table:
        t, teams = self.t, self.aar.teams
        columns = self.team_columns() if self.apart else (t("Actual"),)
        rows = [
            (
                head(phase.title),
                cell(self._moment(phase.planned_words, phase.minute) if phase.planned is not None else "－"),
                *self._stays(phase, [team.id for team in teams]),
            )
            for phase in self.aar.phases
            if phase.stays or phase.planned is not None
        ]
        share = 50 // len(columns)
        return Table(
            t("Phases: planned and actual"),
            (t("Phase"), t("Planned"), *(columns if len(teams) > 1 else (t("Actual"),))),
            tuple(rows),
            (30, 70 - share * len(columns), *(share for _ in columns)),
        )

    def _stays(self, phase: PhaseLine, teams: list[str]) -> list[Cell]:
        if not self.apart:
            passed = len({stay.team for stay in phase.stays})
            return [cell(self.t("{count} of {all} teams", count=passed, all=len(teams)))]
        return [
            cell(
                self.joined(self._moment(stay.at_words, stay.minute) for stay in phase.stays if stay.team == team)
                or "－"
            )
            for team in teams
        ]

    def _moment(self, words: str, minute: int | None) -> str:
        return words if minute is None else self.t("{time} ({minute} min)", time=words, minute=minute)

    def injects(self) -> Table:
        """Every inject, planned and actual."""
        t = self.t
        columns = self.team_columns() if self.apart else (t("Actual"),)
        share = (54 if self.apart else 36) // len(columns)
        rows = tuple(self._inject(line) for line in self.aar.msel)
        return Table(
            t("Injects: planned and actual"),
            (t("Inject"), t("Planned"), *(columns if len(self.aar.teams) > 1 else (t("Actual"),))),
            rows,
            (86 - share * len(columns), 14, *(share for _ in columns)),
        )

    def _inject(self, line: MselLine) -> tuple[Cell, ...]:
        about = self.t("{sender} → {to}", sender=line.sender, to=self.joined(line.to))
        first = Cell((*plain(f"{line.id} {line.title}"), Run(f"\n{about}", "dim")), row_head=True)
        planned = self._moment(line.planned_words, line.minute) if line.planned is not None else line.trigger
        if not self.apart:
            came = [one for one in line.actual if one.state == "delivered"]
            message = mark("delivered to {count} of {all} teams; answered in time by {prompt}, late by {late}")
            words = self.t(
                message,
                count=len(came),
                all=len(line.actual),
                prompt=sum(one.answer in {"on_time", "answered"} for one in came),
                late=sum(one.answer == "late" for one in came),
            )
            return first, cell(planned), cell(words)
        return first, cell(planned), *(self._delivery(one) for one in line.actual)

    def _delivery(self, one: Delivery) -> Cell:
        if one.state != "delivered":
            return Cell(plain(one.state_words, "dim"))
        tone = "bad" if one.answer in {"late", "unanswered"} else ""
        by_hand = self.t("sent by hand") if one.why == "facilitator" else ""
        below = self.joined((one.answer_words, by_hand))
        return Cell((*plain(one.at_words), *plain(f"\n{below}" if below else "", tone)))
