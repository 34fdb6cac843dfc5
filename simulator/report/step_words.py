"""One line of the score card in words: columns, reasons, factors, quotations. Shared by print and screen."""

from __future__ import annotations

from typing import NamedTuple

from simulator.model.verdict import Verdict
from simulator.report.citing import Cited
from simulator.report.phrases import MARKS, clock_words, points_words, span_words, verdict_words
from simulator.report.score_context import StepCard
from simulator.scoring.scorecard import StepScore
from simulator.scoring.step_score import FULL, LATE, OTHER_ACTOR, OUT_OF_ORDER, PARTIAL, VERY_LATE
from simulator.words import Translate

_BASE = {Verdict.MET: FULL, Verdict.PARTIAL: PARTIAL}
_AROUND = 40
"""Characters of a reply shown before and after the words that count."""


class Factor(NamedTuple):
    """One factor of a step's points and what it stands for."""

    percent: int
    why: str


def timeliness_words(t: Translate, score: StepScore) -> str:
    """``on time``, ``late by 40 min``, or nothing where no limit ran."""
    if score.timeliness == "late":
        return t("{span} late", span=span_words(t, score.late_by))
    return t("on time") if score.timeliness == "on_time" else ""


def actor_words(t: Translate, score: StepScore) -> str:
    """Whether a role that answers for the step did it."""
    return {"responsible": t("in charge"), "other": t("other")}.get(score.actor, "")


def order_words(t: Translate, score: StepScore) -> str:
    return {"kept": t("kept"), "broken": t("broken")}.get(score.order, "")


def points_of(score: StepScore) -> str:
    """``1.6/2``; what a must-not takes off; a dash for a step that does not count."""
    if score.must_not:
        return points_words(score.points) if score.harm else "－"
    return f"{points_words(score.points)}/{points_words(score.of)}" if score.exercised else "－"


def factors_of(t: Translate, score: StepScore) -> tuple[Factor, ...]:
    """The factors that make ``points`` of ``of``; the verdict comes first, then those that are not 100 %."""
    base = _BASE.get(score.verdict, 0)
    found = [Factor(base, verdict_words(t, score.verdict))]
    if not base:
        return tuple(found)
    if score.timeliness == "late":
        found.append(Factor(_lateness(score, base), timeliness_words(t, score)))
    if score.order == "broken":
        found.append(Factor(OUT_OF_ORDER, t("order broken")))
    if score.actor == "other":
        found.append(Factor(OTHER_ACTOR, t("done by another role")))
    return tuple(found)


def formula_words(t: Translate, score: StepScore) -> str:
    """The points as a calculation: ``2 x 100 % (met) x 80 % (40 min late) = 1.6``."""
    if score.must_not:
        if score.harm:
            return t("a must-not was done: {points}", points=points_words(score.points))
        return t("a must-not, not seen to be done: nothing taken off")
    if not score.exercised:
        return t("no delivered inject expected this step: it does not count")
    parts = [t("{percent}% ({why})", percent=factor.percent, why=factor.why) for factor in factors_of(t, score)]
    return " × ".join([points_words(score.of), *parts]) + f" = {points_words(score.points)}"


def clock_line(t: Translate, step: StepCard) -> str:
    """Due, done and the difference; what of it is known."""
    score = step.score
    pieces = []
    if score.due is not None:
        pieces.append(t("due {time}", time=clock_words(score.due)))
    if score.at is not None:
        pieces.append(t("done {time}", time=clock_words(score.at)))
    if timing := timeliness_words(t, score):
        pieces.append(timing)
    return t(", ").join(pieces)


def decided_words(t: Translate, score: StepScore) -> str:
    """Whether an evaluator set or confirmed the verdict, what the scorer had said, and why; else empty."""
    if score.by != "evaluator":
        return ""
    if score.confirmed:
        return t("Confirmed by an evaluator.")
    automatic = f"{MARKS[score.automatic]}{verdict_words(t, score.automatic)}"
    return t("Evaluator's verdict (automatic: {verdict}). Reason: {reason}", verdict=automatic, reason=score.reason)


def opinion_words(t: Translate, score: StepScore) -> str:
    """What a second reader made of the step; empty where none was asked."""
    if score.opinion is None:
        return ""
    verdict = f"{MARKS[score.opinion.verdict]}{verdict_words(t, score.opinion.verdict)}"
    return t(
        "Second reader ({model}): {verdict}. {words}",
        model=score.opinion.model,
        verdict=verdict,
        words=score.opinion.words,
    )


def excerpt(cited: Cited, around: int = _AROUND) -> tuple[tuple[str, bool], ...]:
    """The words that count and some of what stands around them, in pieces of one line; ``…`` where it is cut."""
    pieces = cited.pieces
    shown = []
    for number, (text, counts) in enumerate(pieces):
        flat = " ".join(text.split("\n"))
        if not counts and len(flat) > around:
            head = "" if number == 0 else _beginning(flat, around // 2)
            tail = "" if number == len(pieces) - 1 else _beginning(flat[::-1], around // 2)[::-1]
            flat = f"{head}…{tail}"
        shown.append((flat, counts))
    return tuple(shown)


def _beginning(text: str, length: int) -> str:
    """About ``length`` characters of ``text``; no Latin word is cut in two."""
    head = text[:length]
    if head[-1:].isascii() and not head[-1:].isspace() and text[length : length + 1].isascii():
        head = head.rsplit(" ", 1)[0] if " " in head else head
    return head.rstrip()


def source_words(t: Translate, cited: Cited) -> str:
    """When, who, in answer to what, and the row of the log: ``D1 13:10 clerk, answer to I01 …  [team#4]``."""
    row = f"[{cited.stream}#{cited.seq}]"
    if cited.at is None:
        return row
    about = t("unasked")
    if cited.inject:
        about = t("answer to {inject}", inject=f"{cited.inject[0]} {cited.inject[1]}")
    return (
        t("{time} {who}: {part}, {about}", time=clock_words(cited.at), who=cited.who, part=cited.label, about=about)
        + f" {row}"
    )


def missing_words(t: Translate, step: StepCard) -> str:
    """The labels of what was not shown; empty where an evaluator found that it was."""
    overruled = step.score.by == "evaluator" and step.score.verdict is Verdict.MET
    return "" if overruled else t(" / ").join(step.missing)


def _lateness(score: StepScore, base: int) -> int:
    """The factor that was used; the card keeps only its result."""
    others = [OUT_OF_ORDER] * (score.order == "broken") + [OTHER_ACTOR] * (score.actor == "other")

    def miss(factor: int) -> int:
        top, bottom = score.of * base * factor, FULL * FULL
        for other in others:
            top, bottom = top * other, bottom * FULL
        return abs(score.points * bottom - top)

    return min((LATE, VERY_LATE), key=miss)
