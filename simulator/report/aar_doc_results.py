"""The chapter of results: teams, objectives, chapters of the manual, sections, roles, phases, steps, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from simulator.model.verdict import Verdict
from simulator.report.aar_blocks import Block, Cell, Figure, Paragraph, Table, cell, head, plain
from simulator.report.aar_doc_base import Chapter, tone_of
from simulator.report.aar_doc_teams import Teams
from simulator.report.aar_results import GroupResult, StepResult, TeamReport
from simulator.report.aar_shapes import StepInfo
from simulator.report.phrases import CRITICAL_MARK, MARKS, verdict_words
from simulator.words import mark


class Results(Chapter):
    """Chapter: results."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        yield self.numbers.heading(1, t("Results"))
        yield self.numbers.heading(2, t("Overall"))
        yield self._overall()
        yield from self._groups(t("By objective"), t("Objective"), lambda team: team.by_objective)
        yield from self._groups(t("By chapter of the manual"), t("Chapter"), lambda team: team.by_chapter)
        yield from self._groups(t("By section in charge"), t("Section"), lambda team: team.by_section)
        yield from self._groups(t("By role in charge"), t("Role"), lambda team: team.by_role)
        yield from self._groups(t("By phase"), t("Phase"), lambda team: team.by_phase)
        yield from self._by_step()
        if self._has_limits():
            yield self.numbers.heading(2, t("Limits"))
            yield Figure("timeliness", t("Time used of the time allowed"), self._limits_alt())

    def _by_step(self) -> Iterator[Block]:
        """The heat map, with many teams a table too; of one team its own table tells it."""
        t = self.t
        yield self.numbers.heading(2, t("By step"))
        if len(self.aar.teams) == 1:
            yield from Teams(self.aar, self.numbers).detail(self.aar.teams[0], 1)
            return
        yield Figure("heat", t("Steps by teams"), self._heat_alt())
        if not self.apart:
            yield self.matrix()

    def legend(self) -> Paragraph:
        """What the marks of the matrix mean."""
        return Paragraph(plain(self.t(_LEGEND)), "note")

    def _overall(self) -> Table:
        t = self.t
        rows = []
        for team in self.aar.teams:
            duties = [one for one in team.steps if one.exercised and one.of > 0]
            counts = Counter(one.verdict for one in duties)
            rest = counts[Verdict.NOT_MET] + counts[Verdict.NOT_OBSERVED]
            rows.append(
                (
                    head(team.title),
                    Cell(plain(self.percent(team.percent), "strong"), align="right"),
                    cell(team.points_words, "", "right"),
                    cell(str(counts[Verdict.MET]), "", "right"),
                    cell(str(counts[Verdict.PARTIAL]), "", "right"),
                    cell(str(rest), "", "right"),
                    cell(str(sum(one.timeliness == "late" for one in duties)), "", "right"),
                    cell(str(len(team.critical)), "critical" if team.critical else "", "right"),
                    cell(str(team.waiting), "", "right"),
                )
            )
        titles = (
            t("Team"),
            t("Score"),
            t("Points"),
            t("Met"),
            t("Partly"),
            t("Not"),
            t("Late"),
            t("Critical"),
            t("To confirm"),
        )
        return Table(t("Overall"), titles, tuple(rows), (24, 11, 13, 8, 8, 8, 8, 10, 10))

    def _groups(
        self, title: str, first: str, groups: Callable[[TeamReport], tuple[GroupResult, ...]]
    ) -> Iterator[Block]:
        found = [groups(team) for team in self.aar.teams]
        if not found or not any(one.of or one.harm for one in found[0]):
            return
        yield self.numbers.heading(2, title)
        if self.apart:
            rated = any(one.rating for one in found[0])
            yield Paragraph(plain(self.t(_RATINGS) if rated else self.t(_COUNTS)), "note")
        yield self.groups(title, first, found)

    def matrix(self) -> Table:
        """Steps by teams, one mark a cell; with many teams how many of them did how."""
        t, teams = self.t, self.aar.teams
        rows = [
            (head(f"{info.id} {info.title}"), *self._marks(info))
            for info in self.aar.steps
            if any((one := team.step(info.id)) and one.counts for team in teams)
        ]
        if self.apart:
            columns = self.team_columns()
            share = 60 // len(columns)
            widths = (100 - share * len(columns), *(share for _ in columns))
            return Table(t("Results by step"), (t("Step"), *columns), tuple(rows), widths)
        columns = tuple(f"{MARKS[verdict]} {verdict_words(t, verdict)}" for verdict in Verdict)
        titles = (t("Step"), *columns, t("Late"), CRITICAL_MARK)
        return Table(t("Results by step"), titles, tuple(rows), (46, 9, 9, 9, 9, 9, 9))

    def _marks(self, info: StepInfo) -> list[Cell]:
        results = [team.step(info.id) for team in self.aar.teams]
        if self.apart:
            return [self._mark(one) for one in results]
        found = [one for one in results if one is not None and one.counts]
        counts = Counter(one.verdict for one in found)
        late = sum(one.timeliness == "late" for one in found)
        critical = sum(one.critical_failure or one.harm for one in found)
        numbers = [*(counts[verdict] for verdict in Verdict), late, critical]
        return [cell(str(number) if number else "", "", "right") for number in numbers]

    def _mark(self, one: StepResult | None) -> Cell:
        if one is None or not one.counts:
            return Cell(plain("", "dim"))
        words = [f"{one.mark} {one.verdict_words}", one.timeliness_words if one.timeliness == "late" else ""]
        words += [self.t("order broken") if one.order == "broken" else ""]
        words += [self.t("done by another role") if one.actor == "other" else ""]
        alarm = f"　{CRITICAL_MARK}" if one.critical_failure and not one.harm else ""
        return cell(self.joined(words) + alarm, tone_of(one))

    def _heat_alt(self) -> str:
        t = self.t
        worst = max(self.aar.improvements, key=lambda one: len(one.cases), default=None)
        words = t("Steps by teams, with the mark of each; the same is told in words in the tables of steps.")
        if worst is not None and len(worst.cases) > 1:
            words += " " + t("Most teams fell short of {step}.", step=self.step_title(worst.step))
        return words

    def _has_limits(self) -> bool:
        return any(one.due is not None and one.at is not None for team in self.aar.teams for one in team.steps)

    def _limits_alt(self) -> str:
        with_limit = [one for team in self.aar.teams for one in team.steps if one.timeliness != "none"]
        late = sum(one.timeliness == "late" for one in with_limit)
        message = mark("For each step, how much of the time from inject to limit was used; {late} of {all} were late.")
        return self.t(message, late=late, all=len(with_limit))


_LEGEND = mark("◎ met, △ partly met, × not met, － not observed, !! critical or must-not done. Empty: not exercised.")
_COUNTS = mark("◎ met, △ partly met, × not met or not observed, late: done after the limit.")
_RATINGS = mark(
    "◎ met, △ partly met, × not met or not observed, late: done after the limit. "
    "P performed without challenges, S with some, M with major challenges, U unable to be performed (HSEEP)."
)
