"""The score card as lines of text for a terminal or a file, with columns that full-width words do not upset."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.model.verdict import Verdict
from simulator.report.citing import Cited
from simulator.report.formula import OWN_PART, formula_sentences
from simulator.report.phrases import CRITICAL_MARK, MARKS, points_words, verdict_label
from simulator.report.rule_words import rule_words
from simulator.report.score_context import ChapterCard, ScoreContext, StepCard, TeamCard
from simulator.report.step_words import (
    actor_words,
    clock_line,
    decided_words,
    excerpt,
    formula_words,
    missing_words,
    opinion_words,
    order_words,
    points_of,
    source_words,
    timeliness_words,
)
from simulator.report.width import cut, pad, width, wrap
from simulator.scoring.scorecard import TeamScore, Total
from simulator.words import Translate, mark, translator

Styled = Callable[[str, str], str]
"""``styled(text, style)`` dresses a piece of a line; ``style`` is heading, critical, good, partial, bad, dim or match.

It is called after the text has been measured, so it may add what takes no columns (colours).
"""

STYLES = {Verdict.MET: "good", Verdict.PARTIAL: "partial", Verdict.NOT_MET: "bad", Verdict.NOT_OBSERVED: "bad"}

_NARROWEST = 60


def plain(text: str, style: str) -> str:
    """Text without colours."""
    del style
    return text


def card_lines(
    context: ScoreContext, columns: int = 80, styled: Styled = plain, *, details: bool = True
) -> Iterator[str]:
    """The cards of all teams, their comparison where there are several, and how the score is made."""
    printer = _Printer(context, max(columns, _NARROWEST), styled)
    yield from printer.head()
    for team in context.teams:
        yield ""
        yield from printer.team(team, details=details)
    if len(context.teams) > 1:
        yield ""
        yield from printer.comparison()
    yield ""
    yield from printer.how()


class _Printer:
    def __init__(self, context: ScoreContext, columns: int, styled: Styled) -> None:
        self._context = context
        self._columns = columns
        self._styled = styled
        self.t: Translate = translator("report", context.lang)

    def head(self) -> Iterator[str]:
        t, context = self.t, self._context
        yield self._styled(cut(t("Score card: {scenario}", scenario=context.scenario), self._columns), "heading")
        facts = (
            (t("Exercise"), context.exercise),
            (t("Organisation"), context.organization),
            (t("Manual"), context.manual),
        )
        label = max(width(name) for name, _ in facts) + 2
        for name, value in facts:
            yield from self._wrapped(pad(name, label), value)

    def team(self, team: TeamCard, *, details: bool) -> Iterator[str]:
        t, score = self.t, team.score
        yield self._styled("═" * self._columns, "dim")
        if score.own is not None:
            yield self._sides(t("Your own part"), self._result(score.own), "heading")
            whole = t("{team}: whole group", team=team.title)
        else:
            whole = t("Team {team}", team=team.title)
        yield self._sides(whole, self._result(score), "heading")
        if score.own is not None:
            yield from self._wrapped("  ", t(OWN_PART))
        if not score.finished:
            yield from self._wrapped("  ", t("The exercise had not ended for this team: an interim result."))
        if score.hints:
            yield from self._wrapped("  ", t("Hints opened: {number}", number=score.hints))
        right, answered = score.quiz
        if answered:
            told = t("Quiz: {right} of {answered} answers right", right=right, answered=answered)
            yield from self._wrapped("  ", told)
        waiting = sum(step.score.proposed and step.score.exercised for step in team.steps)
        if waiting:
            yield from self._wrapped("  ", t("Steps that wait for an evaluator: {number}", number=waiting))
        yield from self._alarms(team)
        for chapter in team.chapters:
            yield ""
            yield from self._chapter(chapter, details=details)
        yield ""
        yield from self._roles(team)

    def _result(self, total: Total | TeamScore) -> str:
        return self.t(
            "{percent} %  ({points} of {of} points)",
            percent=f"{total.percent:.1f}",
            points=points_words(total.points),
            of=points_words(total.of),
        )

    def _alarms(self, team: TeamCard) -> Iterator[str]:
        """Critical failures first, and in red; then every must-not that was done, also those that stand above."""
        t = self.t
        if team.critical:
            yield ""
            yield self._styled(
                f"{CRITICAL_MARK} " + t("Critical failures: {number}", number=len(team.critical)), "critical"
            )
            for step in team.critical:
                yield from self._wrapped(
                    f"   {_mark(step)} {step.id} ", t("{title}: {why}", title=step.title, why=step.critical), "critical"
                )
        else:
            yield from self._wrapped("  ", t("No critical failures."))
        harm = team.harm
        if harm:
            yield ""
            yield self._styled(f"{CRITICAL_MARK} " + t("Must-nots that were done: {number}", number=len(harm)), "bad")
            for step in harm:
                message = mark("{title} ({points})")
                if step.score.critical_failure:
                    message = mark("{title} ({points}; also among the critical failures above)")
                said = t(message, title=step.title, points=points_of(step.score))
                yield from self._wrapped(f"   {step.id} ", said, "bad")
        if team.score.deducted:
            off = points_words(-team.score.deducted)
            yield from self._wrapped("  ", t("Taken off for must-nots: {points} points", points=off))

    def _chapter(self, chapter: ChapterCard, *, details: bool) -> Iterator[str]:
        t = self.t
        counted = [step for step in chapter.steps if step.score.exercised or step.score.harm]
        if not counted:
            yield self._styled(cut(chapter.title, self._columns), "dim")
            yield from self._not_counted(chapter)
            return
        total = chapter.total
        share = (
            "" if total.of <= 0 else (f"{points_words(total.points)}/{points_words(total.of)}  {total.percent:.1f} %")
        )
        yield self._sides(chapter.title, share, "heading")
        yield self._styled(self._row(t("Verdict"), t("Step"), t("Limit"), t("Actor"), t("Order"), t("Points")), "dim")
        for step in counted:
            yield from self._step(step, details=details)
        yield from self._not_counted(chapter)

    def _not_counted(self, chapter: ChapterCard) -> Iterator[str]:
        t = self.t
        rest = [step.score for step in chapter.steps if not (step.score.exercised or step.score.harm)]
        kept = " ".join(score.step for score in rest if score.must_not)
        other = " ".join(score.step for score in rest if not score.must_not)
        if kept:
            yield from self._wrapped("  ", t("Not seen to be done: {steps}", steps=kept), "dim")
        if other:
            yield from self._wrapped("  ", t("Not counted: {steps}", steps=other), "dim")

    def _step(self, step: StepCard, *, details: bool) -> Iterator[str]:
        t, score = self.t, step.score
        style = "critical" if score.critical_failure or score.harm else STYLES[score.verdict]
        label = f"{CRITICAL_MARK} " + t("done") if score.harm else verdict_label(t, score.verdict)
        title = wrap(f"{step.id} {step.title}", self._title_width())
        cells = (timeliness_words(t, score), actor_words(t, score), order_words(t, score), points_of(score))
        yield self._row(self._styled(pad(label, _VERDICT), style), title[0], *cells, measured=True)
        for more in title[1:]:
            yield f"{' ' * (_VERDICT + 1)}    {more}"
        if details:
            yield from self._details(step)

    def _details(self, step: StepCard) -> Iterator[str]:
        t, score = self.t, step.score
        indent = "      "
        for cited in step.evidence:
            yield from self._quote(cited, indent)
            yield from self._wrapped(f"{indent}  ", source_words(t, cited), "dim")
        if score.rule and score.verdict is not Verdict.MET:
            why = t("Because: {rule}", rule=rule_words(t, score.rule))
            yield from self._wrapped(indent, why)
        if score.timeliness == "late":
            yield from self._wrapped(indent, clock_line(t, step), "bad")
        if missing := missing_words(t, step):
            yield from self._wrapped(indent + t("Missing: "), missing, "partial")
        for name, title in step.broken:
            yield from self._wrapped(
                indent,
                t("Too late for the order: {step} {title} should have been done first", step=name, title=title),
                "partial",
            )
        if decided := decided_words(t, score):
            yield from self._wrapped(indent, decided)
        elif score.proposed:
            yield from self._wrapped(indent, t("Waits for an evaluator."), "dim")
        if opinion := opinion_words(t, score):
            yield from self._wrapped(indent, opinion, "dim")
        if not score.must_not and 0 < score.points < score.of:
            yield from self._wrapped(indent, formula_words(t, score), "dim")

    def _quote(self, cited: Cited, indent: str) -> Iterator[str]:
        words = "".join(self.t("[{words}]", words=text) if counts else text for text, counts in excerpt(cited))
        text = self.t("“{words}”", words=words)
        yield from self._wrapped(indent, text, "match")

    def _roles(self, team: TeamCard) -> Iterator[str]:
        t = self.t
        counted = [(title, total) for title, total in team.roles if total.of > 0]
        if not counted:
            return
        yield self._styled(t("By responsible role"), "heading")
        for title, total in counted:
            share = f"{points_words(total.points)}/{points_words(total.of)}"
            yield (
                "  "
                + pad(title, self._columns - 24)
                + pad(share, 12, right=True)
                + pad(f"{total.percent:.1f} %", 10, right=True)
            )

    def comparison(self) -> Iterator[str]:
        """Steps by teams: marks side by side, no ranking."""
        t, teams = self.t, self._context.teams
        yield self._styled("═" * self._columns, "dim")
        yield self._styled(t("Teams side by side"), "heading")
        cell = max(8, min(16, (self._columns - 30) // len(teams)))
        first = self._columns - cell * len(teams)
        yield pad("", first) + "".join(pad(team.title, cell - 1) + " " for team in teams).rstrip()
        lines = {(team.id, step.id): step for team in teams for step in team.steps}
        for step in teams[0].steps:
            row = [lines.get((team.id, step.id)) for team in teams]
            if any(found and (found.score.exercised or found.score.harm) for found in row):
                yield pad(f"{step.id} {step.title}", first - 1) + " " + "".join(self._cell(one, cell) for one in row)
        percents = (f"{team.score.percent:.1f} %" for team in teams)
        yield self._styled(pad(t("Score"), first) + "".join(pad(one, cell) for one in percents), "heading")
        legend = t("◎ met  △ partly met  × not met  － not observed  L late  !! critical or must-not done")
        yield from self._wrapped("", legend, "dim")

    def _cell(self, step: StepCard | None, columns: int) -> str:
        if step is None or not (step.score.exercised or step.score.harm):
            return pad("", columns)
        alarm = step.score.critical_failure or step.score.harm
        late = self.t("L") if step.score.timeliness == "late" else ""
        text = _mark(step) + late + (f" {CRITICAL_MARK}" if alarm and not step.score.harm else "")
        return self._styled(pad(text, columns), "critical" if alarm else STYLES[step.score.verdict])

    def how(self) -> Iterator[str]:
        yield self._styled(self.t("How the score is made"), "heading")
        for sentence in formula_sentences(self.t):
            yield from self._wrapped("  ", sentence)
        legend = self.t("[team#number] names a row of the log; “tabletop review” opens it.")
        yield from self._wrapped("  ", legend, "dim")

    def _title_width(self) -> int:
        return self._columns - sum(_COLUMNS) - _VERDICT - len(_COLUMNS) - 1

    def _row(self, verdict: str, title: str, *cells: str, measured: bool = False) -> str:
        first = verdict if measured else pad(verdict, _VERDICT)
        middle = [pad(text, size) for text, size in zip(cells[:-1], _COLUMNS[:-1], strict=True)]
        points = pad(cells[-1], _COLUMNS[-1], right=True)
        return " ".join((first, pad(title, self._title_width()), *middle, points)).rstrip()

    def _sides(self, left: str, right: str, style: str) -> str:
        room = self._columns - width(right) - 1
        return self._styled(f"{pad(left, room)} {right}".rstrip(), style)

    def _wrapped(self, lead: str, text: str, style: str = "") -> Iterator[str]:
        """``text`` after ``lead``, its further lines below its first."""
        indent = min(width(lead), self._columns // 2)
        for number, piece in enumerate(wrap(text, self._columns - indent)):
            shown = (lead if not number else " " * indent) + piece
            yield self._styled(shown, style) if style else shown


_VERDICT = 10
_COLUMNS = (16, 9, 6, 8)
"""Columns of the table: verdict, then (after the step) limit, actor, order, points."""


def _mark(step: StepCard) -> str:
    return CRITICAL_MARK if step.score.harm else MARKS[step.score.verdict]
