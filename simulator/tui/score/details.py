"""Everything that explains one line of the score card, as lines to read."""

from __future__ import annotations

from rich.cells import cell_len

from simulator.report.citing import Cited
from simulator.report.phrases import CRITICAL_MARK, MARKS, clock_words, verdict_words
from simulator.report.rule_words import rule_words
from simulator.report.score_context import StepCard
from simulator.report.step_words import (
    decided_words,
    formula_words,
    missing_words,
    opinion_words,
    points_of,
    source_words,
    timeliness_words,
)
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.score.words import ReviewWording
from simulator.words import mark

_LABELS = (
    mark("Because"),
    mark("Limit"),
    mark("Time"),
    mark("Done by"),
    mark("Order"),
    mark("Missing"),
    mark("Points"),
    mark("Verdict"),
    mark("Sources"),
)


def step_head(words: ReviewWording, step: StepCard) -> list[Line]:
    """What stands above the evidence: title, alarm, verdict, points, what is missing, clock, actor, order."""
    score, t = step.score, words.t
    lines = [line(f"{step.id} {step.title}", "head")]
    if score.critical_failure:
        lines.append(_alarm(t("Critical failure: {why}", why=step.critical)))
    if score.harm:
        lines.append(_alarm(t("This must not be done, and it was done.")))
    lines.append(_labelled(words, "Verdict", *_verdict(words, step)))
    lines.append(_labelled(words, "Points", Span(formula_words(words.report, score))))
    if score.rule:
        lines.append(_labelled(words, "Because", Span(rule_words(words.report, score.rule))))
    if decided := decided_words(words.report, score):
        lines.append(_labelled(words, "", Span(decided, "mark")))
    elif score.proposed and score.exercised:
        lines.append(
            _labelled(words, "", Span(t("Proposed by the automatic scoring; waits for an evaluator."), "warn"))
        )
    if opinion := opinion_words(words.report, score):
        lines.append(_labelled(words, "", Span(opinion, "dim")))
    if missing := missing_words(words.report, step):
        lines.append(_labelled(words, "Missing", Span(missing, "warn")))
    lines += _clock(words, step)
    lines += _actor(words, step)
    lines += _order(words, step)
    return lines


def step_foot(words: ReviewWording, step: StepCard) -> list[Line]:
    """What stands below the evidence: the clause of the manual and its sources."""
    clause = [BLANK, line(words.t("Clause ({chapter})", chapter=step.chapter), "head"), line(step.clause)]
    return [*clause, *(_labelled(words, "" if n else "Sources", Span(s, "dim")) for n, s in enumerate(step.sources))]


def evidence_title(words: ReviewWording, step: StepCard) -> list[Line]:
    """The heading over the evidence, or why there is none."""
    if step.evidence:
        return [BLANK, line(words.t("Evidence: {number}", number=len(step.evidence)), "head")]
    if step.score.must_not and not step.score.harm:
        return [BLANK, line(words.t("Nothing in the log shows that this was done."), "dim")]
    if step.score.exercised:
        return [BLANK, line(words.t("No words or acts in the log show this step."), "dim")]
    return []


def evidence_lines(words: ReviewWording, number: int, cited: Cited) -> list[Line]:
    """One piece of evidence: who, when, the whole reply with the words that count between brackets."""
    opening, closing = ("【", "】") if words.lang == "ja" else ("[", "]")
    reply = Line(
        tuple(Span(f"{opening}{text}{closing}", "mark") if counts else Span(text) for text, counts in cited.pieces)
    )
    source = Line((Span(f"{number} ", "strong"), Span(source_words(words.report, cited), "dim")), indent=2)
    return [source, reply]


def _alarm(text: str) -> Line:
    return line(f"{CRITICAL_MARK} {text}", "alert", indent=3)


def _labelled(words: ReviewWording, label: str, *spans: Span) -> Line:
    width = max(cell_len(words.t(one)) for one in _LABELS) + 1
    name = words.t(label) if label else ""
    return Line((Span(name + " " * (width - cell_len(name)), "dim"), *spans), indent=width)


def _verdict(words: ReviewWording, step: StepCard) -> tuple[Span, ...]:
    score = step.score
    if score.must_not:
        return (Span(words.t("done") if score.harm else words.t("not seen to be done"), "strong"),)
    if not score.exercised:
        return (Span(words.t("not part of this exercise"), "dim"),)
    who = words.t("evaluator") if score.by == "evaluator" else words.t("automatic")
    if score.confirmed:
        who = words.t("confirmed by an evaluator")
    return (
        Span(f"{MARKS[score.verdict]} {verdict_words(words.report, score.verdict)}", "strong"),
        Span(f"  {points_of(score)}  ({who})"),
    )


def _clock(words: ReviewWording, step: StepCard) -> list[Line]:
    score, t = step.score, words.t
    lines = [_labelled(words, "Limit", Span(step.limit))] if step.limit else []
    pieces = []
    if score.due is not None:
        pieces.append(t("due {time}", time=clock_words(score.due)))
    if score.at is not None:
        pieces.append(t("done {time}", time=clock_words(score.at)))
    timing = timeliness_words(words.report, score)
    spans = [Span(t("; ").join(pieces))]
    if timing:
        spans.append(Span(f" → {timing}", "warn" if score.timeliness == "late" else "good"))
    if pieces or timing:
        lines.append(_labelled(words, "Time", *spans))
    return lines


def _actor(words: ReviewWording, step: StepCard) -> list[Line]:
    score, t = step.score, words.t
    owners = t(", ").join(step.owners)
    if not step.done_by:
        return [_labelled(words, "Done by", Span(t("nobody; in charge: {owners}", owners=owners)))] if owners else []
    if score.actor == "other":
        shown = t("{who}, not in charge; in charge: {owners}", who=step.done_by, owners=owners)
        return [_labelled(words, "Done by", Span(shown, "warn"))]
    return [_labelled(words, "Done by", Span(step.done_by), *([Span(t(" (in charge)"))] if owners else []))]


def _order(words: ReviewWording, step: StepCard) -> list[Line]:
    if step.score.order == "kept":
        return [_labelled(words, "Order", Span(words.t("kept")))]
    if step.score.order != "broken":
        return []
    before = words.t(", ").join(f"{name} {title}" for name, title in step.broken)
    return [_labelled(words, "Order", Span(words.t("broken: {steps} had to come first", steps=before), "warn"))]
