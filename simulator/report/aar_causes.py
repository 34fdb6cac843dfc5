"""Proposed root causes of what a team missed, by rule; people decide whether they hold.

The rule looks at what the log shows: whether the team said anything about the step, whether the inject that asks for it
was answered, when the team turned to it, who did it, in which order, and what was missing. The decisive cause comes
first. The codes are stable: ``must_not``, ``not_noticed``, ``unanswered``, ``not_committed``, ``partial``,
``started_late``, ``late``, ``order``, ``other_actor``.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.engine.state import TeamState
from simulator.model.verdict import Verdict
from simulator.report.aar_results import CauseFound
from simulator.report.aar_shapes import StepInfo
from simulator.report.phrases import span_words
from simulator.report.score_context import StepCard
from simulator.report.step_words import missing_words
from simulator.words import Translate, mark

MUST_NOT = "must_not"
NOT_NOTICED = "not_noticed"
UNANSWERED = "unanswered"
NOT_COMMITTED = "not_committed"
PARTIAL = "partial"
STARTED_LATE = "started_late"
LATE = "late"
ORDER = "order"
OTHER_ACTOR = "other_actor"

TITLES = {
    MUST_NOT: mark("the ban was not known or not kept"),
    NOT_NOTICED: mark("not noticed"),
    UNANSWERED: mark("no answer was given"),
    NOT_COMMITTED: mark("noticed, but not decided"),
    PARTIAL: mark("content incomplete"),
    STARTED_LATE: mark("started late"),
    LATE: mark("took long"),
    ORDER: mark("order reversed"),
    OTHER_ACTOR: mark("done by another role"),
}
"""What a cause is called."""

ELEMENTS = {
    MUST_NOT: "training",
    NOT_NOTICED: "planning",
    UNANSWERED: "organization",
    NOT_COMMITTED: "organization",
    PARTIAL: "equipment",
    STARTED_LATE: "training",
    LATE: "organization",
    ORDER: "planning",
    OTHER_ACTOR: "organization",
}
"""What a measure against a cause concerns (planning, organization, equipment, training, exercise)."""

_SILENT = frozenset({"", "nothing-found"})


def causes_of(t: Translate, info: StepInfo, card: StepCard, state: TeamState) -> tuple[CauseFound, ...]:
    """Why points of a step are missing, the decisive cause first; empty where nothing is missing."""
    return tuple(CauseFound(code, t(TITLES[code]), words) for code, words in _found(t, info, card, state))


def _found(t: Translate, info: StepInfo, card: StepCard, state: TeamState) -> Iterator[tuple[str, str]]:
    score = card.score
    if score.harm:
        yield MUST_NOT, t("The ban was not known, or was forgotten under pressure.")
        return
    if score.must_not or not score.exercised:
        return
    if score.verdict in {Verdict.NOT_MET, Verdict.NOT_OBSERVED}:
        yield _undone(t, info, card, state)
        return
    if score.verdict is Verdict.PARTIAL:
        yield PARTIAL, _partial(t, card)
    if score.timeliness == "late":
        yield _late(t, info, card, state)
    if score.order == "broken":
        before = t(", ").join(f"{name} {title}" for name, title in card.broken)
        yield ORDER, t("It was done before {steps}, which has to come first.", steps=before)
    if score.actor == "other":
        owners = t(", ").join(card.owners)
        yield (
            OTHER_ACTOR,
            t("{who} did it in place of {owners}: who is in charge was not clear.", who=card.done_by, owners=owners),
        )


def _undone(t: Translate, info: StepInfo, card: StepCard, state: TeamState) -> tuple[str, str]:
    if card.score.by == "evaluator" and card.score.reason:
        return NOT_COMMITTED, t("An evaluator found: {reason}", reason=card.score.reason)
    if card.score.rule not in _SILENT and card.score.evidence:
        return NOT_COMMITTED, t("The matter was seen, but nobody committed to doing it and by when.")
    asked = [name for name in info.injects if name in state.delivered]
    if asked and not any(name in state.answered for name in asked):
        return UNANSWERED, t("The inject that calls for it ({injects}) was not answered.", injects=t(", ").join(asked))
    return NOT_NOTICED, t("No reply speaks of it: that the step is due here was not noticed.")


def _partial(t: Translate, card: StepCard) -> str:
    if card.score.by == "evaluator" and card.score.reason:
        return t("An evaluator found: {reason}", reason=card.score.reason)
    missing = missing_words(t, card)
    if missing:
        return t("It was done, but this was missing: {missing}.", missing=missing)
    return t("It was done, but not everything that belongs to it.")


def _late(t: Translate, info: StepInfo, card: StepCard, state: TeamState) -> tuple[str, str]:
    """Late because the team turned to the matter late, or because it took long from there."""
    score = card.score
    span = span_words(t, score.late_by)
    turned = [state.answered[name] for name in info.injects if name in state.answered]
    if turned and score.due is not None and min(turned) > score.due:
        return STARTED_LATE, t("The first answer to the matter came after the limit; done {span} late.", span=span)
    return LATE, t("The matter was taken up in time, but the step was done {span} late.", span=span)
