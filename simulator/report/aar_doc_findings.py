"""The chapters of findings: strengths, critical failures, areas for improvement, plan, hot wash, evaluators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.report.aar_blocks import Block, Bullets, Cell, Line, Paragraph, Run, Table, cell, head, plain
from simulator.report.aar_doc_base import DETAILED, Chapter, told_words
from simulator.report.aar_results import Case, Improvement, Note, TeamReport, VerdictChange
from simulator.report.aar_shapes import PlanItem, QuestionAsked
from simulator.words import mark


class Findings(Chapter):
    """Chapters: strengths, critical failures, areas for improvement."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        yield self.numbers.heading(1, t("What went well"))
        if self.aar.strengths:
            yield Bullets(tuple(self._cited(one.words, one.rows) for one in self.aar.strengths))
        else:
            yield Paragraph(plain(t("No step stands out as done in full by at least half of the teams.")))
        yield self.numbers.heading(1, t("Critical failures and must-nots that were done"))
        yield from self._critical()
        yield self.numbers.heading(1, t("Areas for improvement"))
        yield from self._improvements()
        if self.aar.not_exercised:
            yield self.numbers.heading(2, t("Steps that were not exercised"))
            yield Paragraph(plain(self.joined(f"{one.id} {one.title}" for one in self.aar.not_exercised)))

    def _cited(self, words: str, rows: Iterable[str]) -> Line:
        cited = " ".join(rows)
        return (*plain(words), *plain(f" {cited}" if cited else "", "dim"))

    def _critical(self) -> Iterator[Block]:
        t = self.t
        rows = []
        for info in self.aar.steps:
            failing = [
                (team, one)
                for team in self.aar.teams
                if (one := team.step(info.id)) and (one.critical_failure or one.harm)
            ]
            if failing:
                who = self.joined(team.title for team, _ in failing) if len(failing) <= DETAILED else ""
                who = who or t("{count} of {all} teams", count=len(failing), all=len(self.aar.teams))
                what = self.joined(dict.fromkeys(told_words(t, one) for _, one in failing))
                why = info.critical or t("a must-not was done")
                rows.append(
                    (Cell(plain(self.step_title(info.id), "bad"), row_head=True), cell(what), cell(who), cell(why))
                )
        if not rows:
            yield Paragraph(plain(t("There was none.")))
            return
        yield Paragraph(plain(t("These stand on their own: no total makes up for them.")))
        titles = (t("Step"), t("Verdict"), t("Team"), t("Why it is critical"))
        yield Table(t("Critical failures and must-nots that were done"), titles, tuple(rows), (30, 12, 20, 38))

    def _improvements(self) -> Iterator[Block]:
        t = self.t
        if not self.aar.improvements:
            yield Paragraph(plain(t("No step was found that calls for improvement.")))
            return
        yield Paragraph(plain(t(_PROPOSED)))
        for priority in ("critical", "high", "normal"):
            found = [one for one in self.aar.improvements if one.priority == priority]
            if found:
                title = found[0].priority_words
                yield self.numbers.heading(2, title)
                rows = tuple(self._improvement(one) for one in found)
                titles = (
                    t("No."),
                    t("Step and source"),
                    t("What was seen, and why (proposed)"),
                    t("Measure (proposed)"),
                )
                yield Table(t("Areas for improvement: {priority}", priority=title), titles, rows, (7, 24, 36, 33))

    def _improvement(self, one: Improvement) -> tuple[Cell, ...]:
        info = self.aar.step(one.step)
        below = "\n".join(filter(None, (info.chapter.title if info else "", *one.sources)))
        concerns = self.t("Concerns: {element}", element=one.element_words)
        return (
            head(one.id),
            Cell((*plain(f"{one.step} {one.title}", "strong"), *plain(f"\n{below}", "dim"))),
            Cell(tuple(self._seen(one))),
            Cell((*plain(one.proposal), *plain(f"\n{concerns}", "dim"))),
        )

    def _seen(self, one: Improvement) -> Iterator[Run]:
        """What was seen: of each team where they are few, else over all of them."""
        if not self.apart:
            yield Run(one.words)
            for cause in one.causes:
                yield Run("\n" + self.t("- {option}", option=cause.title))
            return
        for number, case in enumerate(one.cases):
            lead = "\n" if number else ""
            if len(self.aar.teams) > 1:
                yield Run(f"{lead}{case.team_title}", "strong")
                lead = "　" if self.aar.lang == "ja" else ": "
            yield Run(f"{lead}{self._how(case)}")
            for cause in case.causes:
                words = self.t("{cause}: {words}", cause=cause.title, words=cause.words)
                yield Run("\n" + self.t("- {option}", option=words))
            if case.rows:
                yield Run(" " + " ".join(case.rows[:_FEW]), "dim")

    def _how(self, case: Case) -> str:
        result = next((team.step(case.step) for team in self.aar.teams if team.id == case.team), None)
        if result is None:
            return case.words
        return told_words(self.t, result)


_FEW = 3
_PROPOSED = mark(
    "Causes and measures are proposals that a rule derives from the record; "
    "whether they hold is for the sections to decide."
)


def _below(*texts: str) -> str:
    """What is said of it, each on a line of its own below."""
    return "".join(f"\n{text}" for text in texts if text)


class Followup(Chapter):
    """Chapters: improvement plan, hot wash and survey, evaluators."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        yield self.numbers.heading(1, t("Improvement plan"))
        if self.aar.plan:
            yield self._plan(t("Improvement plan"), self.aar.plan)
        else:
            draft = mark("No item has been decided yet; the areas for improvement above are its draft.")
            yield Paragraph(plain(t(draft if self.aar.improvements else mark("No item has been decided."))))
        if self.aar.carried:
            yield self.numbers.heading(2, t("What was promised before"))
            yield self._plan(t("What was promised before"), self.aar.carried)
        yield self.numbers.heading(1, t("Hot wash and survey"))
        yield from self._asked()
        yield self.numbers.heading(1, t("Evaluators' findings"))
        yield from self._evaluators()

    def _plan(self, caption: str, items: Iterable[PlanItem]) -> Table:
        t = self.t
        rows = tuple(
            (
                head(one.id),
                Cell((*plain(one.what), *plain(f"\n{one.step} {one.step_title}" if one.step else "", "dim"))),
                cell(one.section_title),
                cell(one.due_words),
                Cell((*plain(one.status_words), *plain(_below(one.evidence, one.note), "dim"))),
            )
            for one in items
        )
        titles = (t("No."), t("Measure"), t("Section"), t("By when"), t("Status and evidence"))
        return Table(caption, titles, rows, (8, 40, 18, 14, 20))

    def _asked(self) -> Iterator[Block]:
        t = self.t
        hot = [one for one in self.aar.hot_wash if one.answers]
        survey = [one for one in self.aar.survey if one.answers]
        if not hot and not survey:
            yield Paragraph(plain(t("Nothing was recorded.")))
            return
        for question in hot:
            yield self.numbers.heading(2, question.text)
            yield Bullets(tuple(self._answer(question)))
        rated = [one for one in survey if one.scale]
        if rated:
            yield self.numbers.heading(2, t("Survey"))
            rows = tuple(
                (
                    head(one.text),
                    cell("－" if one.mean is None else f"{one.mean:.2f}", "", "right"),
                    cell(str(sum(one.counts)), "", "right"),
                    cell(self.joined(f"{value}: {count}" for value, count in enumerate(one.counts, 1))),
                )
                for one in rated
            )
            titles = (t("Question"), t("Mean"), t("Number of answers"), t("Distribution"))
            yield Table(t("Survey"), titles, rows, (50, 10, 10, 30))
        for question in survey:
            if any(one.text for one in question.answers):
                yield self.numbers.heading(2, question.text)
                yield Bullets(tuple(self._answer(question)))

    def _answer(self, question: QuestionAsked) -> Iterator[Line]:
        several = len(self.aar.teams) > 1
        titles = {team.id: team.title for team in self.aar.teams}
        for one in question.answers:
            who = self.joined(((titles.get(one.team, one.team) if several else ""), one.who))
            said = one.text or ("" if question.scale else self.t("(left out)"))
            if said:
                yield (*plain(said), *plain(f"\n{who}" if who else "", "dim"))

    def _evaluators(self) -> Iterator[Block]:
        t = self.t
        notes = [(team, note) for team in self.aar.teams for note in team.notes]
        changes = [(team, change) for team in self.aar.teams for change in team.changes]
        if not notes and not changes and not any(self._ratings()):
            yield Paragraph(plain(t("No evaluator has added anything; every verdict is the automatic one.")))
        ratings = tuple(self._ratings())
        if ratings:
            yield self.numbers.heading(2, t("Ratings by evaluators"))
            titles = (t("Chapter or objective"), t("Proposed by the rule"), t("Rating"), t("Reason"), t("By"))
            yield Table(t("Ratings by evaluators"), titles, ratings, (30, 18, 18, 20, 14))
        if notes:
            yield self.numbers.heading(2, t("Observations"))
            heads = (t("Time"), t("Observation"), t("About"), t("By"))
            yield Table(t("Observations"), heads, tuple(self._note(*pair) for pair in notes), (14, 46, 22, 18))
        if changes:
            yield self.numbers.heading(2, t("Verdicts that evaluators decided"))
            titles = (t("Step"), t("Act"), t("Automatic → decided"), t("Reason"), t("By"))
            rows = tuple(self._change(*pair) for pair in changes)
            yield Table(t("Verdicts that evaluators decided"), titles, rows, (30, 10, 18, 26, 16))

    def _ratings(self) -> Iterator[tuple[Cell, ...]]:
        for team in self.aar.teams:
            for group in (*team.by_chapter, *team.by_objective):
                if group.rating is not None and group.rating.set:
                    one = group.rating
                    yield (
                        head(group.title),
                        cell(one.proposed_words),
                        Cell(plain(one.set_words, "strong")),
                        cell(one.reason),
                        cell(self._by(one.set_by, team)),
                    )

    def _note(self, team: TeamReport, note: Note) -> tuple[Cell, ...]:
        about = self.joined((note.about, self.step_title(note.step) if note.step else ""))
        return head(note.at_words), cell(note.text), cell(about), cell(self._by(note.by, team))

    def _change(self, team: TeamReport, one: VerdictChange) -> tuple[Cell, ...]:
        decided = f"{one.automatic_words} → {one.verdict_words}" if one.verdict_words else one.automatic_words
        return (
            head(f"{one.step} {one.step_title}"),
            cell(one.what_words),
            cell(decided),
            cell(one.reason),
            cell(self._by(one.by, team)),
        )

    def _by(self, who: str, team: TeamReport) -> str:
        return self.joined((who, team.title if len(self.aar.teams) > 1 else ""))
