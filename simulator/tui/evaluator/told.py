"""What is told of an item, in words that every desk shares: on a terminal's screen and on a page."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.evaluation_shapes import DecisionLine, NoteLine, ReplyText
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.phrases import MARKS, clock_words, points_words, span_words, verdict_words
from simulator.report.rule_words import rule_words
from simulator.scoring.evaluators import SCORER, Agreement
from simulator.tui.evaluator.items import Item, Standing, evaluator_name
from simulator.tui.evaluator.safe import shown
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.words import mark

FILTERS = {"standing": mark("Show"), "team": mark("Team"), "section": mark("Chapter"), "step": mark("Step")}
STANDINGS = {
    Standing.WAITING: mark("what waits for a human"),
    Standing.OPEN: mark("what may still be done in time"),
    Standing.AUTOMATIC: mark("what stands by itself"),
    Standing.DECIDED: mark("what evaluators decided"),
}
"""What the items can be narrowed by, and what each standing is called there."""


def verdict_label(words: EvaluatorWording, verdict: Verdict, *, must_not: bool) -> str:
    """Mark and words of a verdict; of a must-not whether it was done."""
    if must_not:
        return words.t("done") if verdict is Verdict.NOT_MET else words.t("not seen to be done")
    return f"{MARKS[verdict]} {verdict_words(words.report, verdict)}"


def verdict_choices(words: EvaluatorWording, *, must_not: bool) -> tuple[tuple[str, str], ...]:
    """The verdicts that may be set, with their words."""
    if must_not:
        return (
            (Verdict.NOT_MET.value, words.t("it was done")),
            (Verdict.NOT_OBSERVED.value, words.t("it was not done")),
        )
    return tuple((one.value, verdict_label(words, one, must_not=False)) for one in Verdict)


def who_decided(words: EvaluatorWording, actor: str) -> str:
    """An evaluator by name."""
    name = evaluator_name(actor)
    return words.t("Evaluator {name}", name=name) if name else words.t("Evaluator")


def who_noted(words: EvaluatorWording, note: NoteLine) -> str:
    """Who observed something: an evaluator by name, others by their part."""
    if note.actor.startswith("evaluator"):
        return who_decided(words, note.actor)
    return words.t("exercise control") if note.actor == "facilitator" else words.t("a seat")


def rater(words: EvaluatorWording, name: str) -> str:
    """One of those whose verdicts are compared: an evaluator, or the scorer."""
    return words.t("automatic scoring") if name == SCORER else who_decided(words, name)


def decision_words(words: EvaluatorWording, decision: DecisionLine, *, must_not: bool) -> str:
    """Who decided what, when and why."""
    verdict = verdict_label(words, decision.verdict, must_not=must_not)
    who = who_decided(words, decision.actor)
    if decision.confirmed:
        told = words.t("{who} agreed: {verdict}", who=who, verdict=verdict)
    else:
        told = words.t("{who}: {verdict}. {reason}", who=who, verdict=verdict, reason=shown(decision.reason))
    if decision.lapsed:
        told += words.t(" (a later reply has changed what was agreed to)")
    return told


def why_proposed(words: EvaluatorWording, item: Item) -> str:
    """Why the scorer has the verdict that it has."""
    return rule_words(words.report, item.line.rule) if item.line.rule else words.t("nothing was found")


def waits_words(words: EvaluatorWording, item: Item) -> str:
    """What an item waits for; empty where somebody has decided."""
    t, until = words.t, item.line.open_until
    match item.standing:
        case Standing.WAITING:
            return t("waits for you")
        case Standing.OPEN if until is not None:
            return t("still open until {time}", time=clock_words(until))
        case Standing.OPEN:
            return t("still open; its limit has not begun or has no hour yet")
        case Standing.AUTOMATIC:
            return t("stands unless you change it")
    return ""


def opinion_words(words: EvaluatorWording, item: Item) -> str:
    """What a second reader made of it; empty where none was asked."""
    opinion = item.score.opinion
    if opinion is None:
        return ""
    return words.t(
        "second reader {model}: {verdict}. {words}",
        model=visible_line(opinion.model),
        verdict=verdict_label(words, opinion.verdict, must_not=item.text.must_not),
        words=shown(opinion.words),
    )


def charge_words(words: EvaluatorWording, item: Item) -> str:
    """Who is in charge of the step, and whether it was another who did it; empty where nobody is named."""
    owners = words.names(tuple(map(visible_line, item.text.owners)))
    other = bool(owners) and item.score.actor == "other"
    return words.t("{owners} (done by another)", owners=owners) if other else owners


def time_words(words: EvaluatorWording, item: Item) -> str:
    """Limit, time of doing, delay and order; empty where there is nothing to tell."""
    t, score = words.t, item.score
    pieces = []
    if score.due is not None:
        pieces.append(t("due {time}", time=clock_words(score.due)))
    if score.at is not None:
        pieces.append(t("done {time}", time=clock_words(score.at)))
    if score.late_by:
        pieces.append(t("late by {span}", span=span_words(words.report, score.late_by)))
    if score.broken_before:
        pieces.append(t("before it should have come: {steps}", steps=words.names(score.broken_before)))
    return t("; ").join(pieces)


def missing_words(words: EvaluatorWording, item: Item) -> str:
    """The essentials that were not found; empty where nothing is missing."""
    labels = dict(item.text.essentials)
    missing = [visible_line(labels.get(one, one)) for one in item.line.missing]
    if not item.line.rule and not item.text.must_not:
        missing = [visible_line(label) for label in labels.values()]
    return words.t(" / ").join(missing) if item.score.verdict is not Verdict.MET else ""


def worth_words(words: EvaluatorWording, item: Item) -> str:
    """Points earned; empty where it has none to earn."""
    score = item.score
    if not score.of:
        return ""
    return words.t("{points} of {of} points", points=points_words(score.points), of=points_words(score.of))


def source_words(words: EvaluatorWording, reply: ReplyText) -> str:
    """When a reply was sent, by whom, to whom, on what."""
    who = visible_line(reply.who)
    if reply.to:
        who += " → " + words.names(tuple(map(visible_line, reply.to)))
    about = f"{reply.inject} {visible_line(reply.inject_title)}" if reply.inject else words.t("unasked")
    return f"{clock_words(reply.at)} {who} ({about})"


def brackets(words: EvaluatorWording) -> tuple[str, str]:
    """What stands around words that count, so that they show without colour too."""
    return ("【", "】") if words.lang == "ja" else ("[", "]")


def pieces(text: str, spans: list[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """``text`` cut at ``spans``, each piece with whether it is among them."""
    at = 0
    for start, end in spans:
        first, last = max(start, at), min(end, len(text))
        if first >= last:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < len(text):
        yield text[at:], False


def parts_marked(reply: ReplyText, item: Item) -> tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]:
    """The parts of a reply that are words: label, and the text in pieces with whether they count."""
    marks = [one for one in item.line.marks if one.reply == reply.id]
    return tuple(
        (label, tuple(pieces(text, sorted((one.start, one.end) for one in marks if one.part == part))))
        for part, label, text in reply.parts
    )


def option_counts(reply: ReplyText, item: Item) -> bool:
    """Whether what was chosen in ``reply`` made the proposal."""
    return any(one.reply == reply.id and one.part == "option" for one in item.line.marks)


def found_nothing(item: Item) -> bool:
    """Whether the replies shown are those in which the step was expected, none of which the scorer went by."""
    marked = {one.reply for one in item.line.marks}
    return bool(item.replies) and item.replies[0].id not in marked


def compared(found: Agreement) -> bool:
    """Whether two evaluators share steps."""
    return any(pair.other != SCORER for pair in found.pairs)


def figure(value: float | None) -> str:
    """A kappa; a dash where there is none."""
    return "-" if value is None else f"{value:.2f}"
