"""The chapter on each team: its result in sentences, its timeline, its steps."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar_blocks import (
    Block,
    Cell,
    Figure,
    Paragraph,
    Table,
    cell,
    plain,
)
from simulator.report.aar_doc_base import DETAILED, Chapter, tone_of
from simulator.report.aar_results import StepResult, TeamReport


class Teams(Chapter):
    """Chapter: each team's result in detail."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        if len(self.aar.teams) == 1:
            return
        yield self.numbers.heading(1, t("Results of each team"))
        if len(self.aar.teams) > DETAILED:
            yield Paragraph(
                plain(t("With so many teams, steps and charts of one are printed by a report of that team."))
            )
        for number, team in enumerate(self.aar.teams, 1):
            yield self.numbers.heading(2, self.team_title(team))
            yield from self.detail(team, number)

    def detail(self, team: TeamReport, number: int) -> Iterator[Block]:
        """One team: its result in sentences, its timeline, its steps."""
        t = self.t
        sentences = [*team.summary, *self._extras(team)]
        yield Paragraph(plain("".join(sentences) if self.aar.lang == "ja" else " ".join(sentences)))
        if len(self.aar.teams) > DETAILED:
            return
        yield Figure(
            f"timeline-{number}",
            t("Expected and actual: {team}", team=team.title),
            t("Steps by section over the real minutes of play: from inject to limit, and when each was done."),
        )
        yield self._steps(team)

    def _extras(self, team: TeamReport) -> Iterator[str]:
        t = self.t
        if team.own is not None:
            yield t("Of what was the participants' own part, they reached {percent} %.", percent=f"{team.own:.1f}")
        if team.hints:
            used = self.joined(f"{one.inject} {one.title} ×{one.number}" for one in team.hints)
            yield t("Hints were opened to: {hints}.", hints=used)
        if team.quiz_answered:
            yield t(
                "Quiz: {right} of {answered} answers were right.", right=team.quiz_right, answered=team.quiz_answered
            )

    def _steps(self, team: TeamReport) -> Table:
        t = self.t
        titles = (t("Verdict"), t("Step"), t("Limit and act"), t("Who did it"), t("Points"))
        rows = tuple(self._step(one) for one in team.steps if one.counts)
        caption = t("Steps: {team}", team=team.title)
        return Table(caption, titles, rows, (14, 30, 26, 18, 12))

    def _step(self, one: StepResult) -> tuple[Cell, ...]:
        t = self.t
        verdict = f"{one.mark} {one.verdict_words}"
        below = [t("by an evaluator") if one.by == "evaluator" else t("to be confirmed") if one.waiting else ""]
        return (
            Cell((*plain(verdict, "strong"), *plain(f"\n{below[0]}" if below[0] else "", "dim")), tone_of(one)),
            Cell(plain(self.step_title(one.step)), row_head=True),
            cell(self._limit(one)),
            cell("\n".join(filter(None, (one.done_by, one.actor_words if one.actor == "other" else "")))),
            cell(one.points_words, "", "right"),
        )

    def _limit(self, one: StepResult) -> str:
        t = self.t
        lines = [t("due {time}", time=one.due_words) if one.due is not None else ""]
        if one.at is not None:
            late = one.timeliness_words if one.timeliness == "late" else ""
            lines.append(self.joined((t("done {time}", time=one.at_words), late)))
        lines.append(t("order broken") if one.order == "broken" else "")
        return "\n".join(filter(None, lines))
