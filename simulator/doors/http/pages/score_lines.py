"""The score card for a page: every step with what explains it, made of what the seat itself may see.

The card gives verdicts, points and the places of evidence; the words of replies come from the seat's chronology,
clauses and limits from its manual, names from its contact network. What none of them holds is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.doors.http.pages.quoting import Quote, quotes_of
from simulator.doors.http.pages.values import limit_of
from simulator.engine.manual_view import ManualView, StepView
from simulator.engine.views import SeatView
from simulator.model.verdict import Verdict
from simulator.report.phrases import CRITICAL_MARK, MARKS, clock_words, verdict_words
from simulator.report.rule_words import rule_words
from simulator.report.step_words import decided_words, formula_words, points_of, timeliness_words
from simulator.scoring.scorecard import StepScore, TeamScore
from simulator.tui.wording import Wording
from simulator.words import Translate, translator


class Fact(NamedTuple):
    """A labelled line; ``style`` is ``good``, ``warn``, ``bad`` or empty."""

    label: str
    text: str
    style: str = ""


class StepLine(NamedTuple):
    """A step of the card. ``head`` is its verdict with the mark, ``late`` how late it was (empty where in time)."""

    id: str
    title: str
    style: str
    head: str
    points: str
    late: str
    alarm: str
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    unshown: str
    clause: str
    done_when: tuple[str, ...]
    sources: tuple[str, ...]


class ChapterLines(NamedTuple):
    title: str
    steps: tuple[StepLine, ...]


class ScoreLines:
    """Makes the lines of a seat's card."""

    def __init__(self, words: Wording, t: Translate, view: SeatView, manual: ManualView) -> None:
        self._words, self._t, self._view, self._manual = words, t, view, manual
        self._report = translator("report", words.lang)
        self._names = {contact.id: contact.title for contact in view.contacts}
        self._names |= {role.id: role.title for role in view.roles}
        self._titles = {step.id: step.title for chapter in manual.chapters for step in chapter.steps}

    def title(self, step: str) -> str:
        return self._titles.get(step, "")

    def chapters(self, team: TeamScore) -> tuple[ChapterLines, ...]:
        """The chapters of the manual with the steps that count, and the must-nots that were done."""
        scores: Mapping[str, StepScore] = {
            step.step: step for step in team.steps if step.harm or (step.exercised and not step.must_not)
        }
        found = (
            ChapterLines(chapter.title, tuple(self._line(scores[s.id], s) for s in chapter.steps if s.id in scores))
            for chapter in self._manual.chapters
        )
        return tuple(chapter for chapter in found if chapter.steps)

    def _line(self, score: StepScore, step: StepView) -> StepLine:
        t = self._t
        quotes = quotes_of(t, score, self._view)
        alarm = ""
        if score.harm:
            alarm = t("This must not be done, and it was done.")
        elif score.critical_failure:
            alarm = t("A serious shortcoming: this weighs heavily.")
        return StepLine(
            id=step.id,
            title=step.title,
            style="bad" if alarm else "good" if score.verdict is Verdict.MET else "warn",
            head=self._head(score),
            points=points_of(score),
            late=timeliness_words(self._report, score) if score.timeliness == "late" else "",
            alarm=alarm,
            facts=tuple(fact for fact in self._facts(score, step) if fact.text),
            quotes=quotes,
            unshown=self._unshown(score) if not quotes else "",
            clause=step.text.strip(),
            done_when=step.done_when if not alarm and score.verdict is not Verdict.MET else (),
            sources=step.sources,
        )

    def _unshown(self, score: StepScore) -> str:
        t = self._t
        if score.evidence:
            return t("What shows this did not come by your seat.")
        return t("No words or acts in the log show this step.")

    def _head(self, score: StepScore) -> str:
        t = self._t
        if score.harm:
            told = t("done, and must not be")
            return f"{CRITICAL_MARK} {told}"
        return f"{MARKS[score.verdict]} {verdict_words(self._report, score.verdict)}"

    def _facts(self, score: StepScore, step: StepView) -> tuple[Fact, ...]:
        t, report = self._t, self._report
        return (
            Fact(t("Verdict by"), self._judge(score)),
            Fact(t("Because"), rule_words(report, score.rule) if score.rule else ""),
            Fact(t("Evaluator"), decided_words(report, score)),
            Fact(t("By when"), limit_of(self._words, t, step.limit) if step.limit is not None else ""),
            Fact(t("Time"), self._clock(score), {"late": "warn", "on_time": "good"}.get(score.timeliness, "")),
            self._actor(score, step),
            self._order(score),
            Fact(t("Points"), formula_words(report, score)),
        )

    def _judge(self, score: StepScore) -> str:
        t = self._t
        if score.by == "evaluator":
            return t("an evaluator, who agrees with the program") if score.confirmed else t("an evaluator")
        return t("the program; an evaluator has still to look at it") if score.proposed else t("the program")

    def _clock(self, score: StepScore) -> str:
        t = self._t
        pieces = []
        if score.due is not None:
            pieces.append(t("due {time}", time=clock_words(score.due)))
        if score.at is not None:
            pieces.append(t("done {time}", time=clock_words(score.at)))
        if timing := timeliness_words(self._report, score):
            pieces.append(timing)
        return t("; ").join(pieces)

    def _actor(self, score: StepScore, step: StepView) -> Fact:
        t = self._t
        label, owners = t("Done by"), t(", ").join(step.roles)
        who = self._names.get(score.role, "") if score.role else ""
        if not who:
            return Fact(label, t("nobody; in charge: {owners}", owners=owners) if owners and not score.role else "")
        if score.actor == "other":
            return Fact(label, t("{who}, not in charge; in charge: {owners}", who=who, owners=owners), "warn")
        return Fact(label, t("{who} (in charge)", who=who) if owners else who)

    def _order(self, score: StepScore) -> Fact:
        t = self._t
        if score.order != "broken":
            return Fact(t("Order"), t("as the manual orders") if score.order == "kept" else "")
        before = t(", ").join(f"{name} {self.title(name)}".strip() for name in score.broken_before)
        return Fact(t("Order"), t("broken: {steps} had to come first", steps=before), "warn")
