"""How a reply changes what stands: better verdicts win, essentials add up, and only a correction lowers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict
from simulator.scoring.evidence import Place
from simulator.scoring.predicate import either
from simulator.scoring.reading import Reading
from simulator.scoring.rubrics import CompiledStep
from simulator.scoring.verdicts import GUESS, NO_SUM, loose_essentials

_RANK = {Verdict.NOT_OBSERVED: 0, Verdict.NOT_MET: 1, Verdict.PARTIAL: 2, Verdict.MET: 3}
DONE = frozenset({Verdict.MET, Verdict.PARTIAL})
_CORRECTION = either(
    r"(?:^|[\n。.!?]\s*|[「【(])訂正(?:し|です|いた|[:、。】)\s])",
    r"(?:先ほど|さきほど|先程|前回|さっき)の?(?:回答|報告|返答)?[^。]{0,12}(?:誤り|間違|訂正|撤回|取り消)",
    r"撤回(?:し|いた)",
    r"(?:^|[\n.!?]\s*)correction\b|\bi (?:take that|retract)\b|\bscratch that\b|\b(?:that|what i said) was wrong\b",
)


def corrects(text: str) -> bool:
    """Whether a text in normal form takes back something said before (「訂正します」)."""
    return bool(_CORRECTION.search(text))


def best_of(judgements: Sequence[Judgement]) -> Judgement | None:
    """The best of several judgements on one step in one reply, with the essentials and evidence of all that hold."""
    if not judgements:
        return None
    best = max(judgements, key=lambda one: (one.harm, _RANK[one.verdict], one.confidence is Confidence.AUTO))
    if best.harm or best.verdict is not Verdict.PARTIAL:
        return best
    others = [one for one in judgements if one is not best and one.verdict is Verdict.PARTIAL]
    found = set(best.found).union(*(one.found for one in others))
    evidence = _together(best.evidence, *(one.evidence for one in others))
    order = (*best.found, *best.missing)
    return replace(
        best,
        found=tuple(name for name in order if name in found),
        missing=tuple(name for name in order if name not in found),
        evidence=evidence,
    )


def unasked(own: Judgement) -> Judgement | None:
    """``own`` where it comes by words alone from a reply that was not asked for the step.

    A guess needs the question to go by. What is not sure counts for nothing but the evaluator's queue, and half an act
    that nobody asked for is not sure.
    """
    if own.rule == GUESS:
        return None
    if own.harm:
        return own
    if own.verdict is Verdict.PARTIAL:
        return replace(own, confidence=Confidence.PROPOSED, counts=False)
    return replace(own, counts=own.confidence is Confidence.AUTO)


def by_role(after: Judgement, own: Judgement | None, role: str) -> Judgement:
    """``after`` with ``role`` among those who did the step."""
    doers = after.doers
    if own is not None and own.verdict in DONE and after.verdict in DONE and role not in doers:
        doers = (*doers, role)
    return replace(after, doers=doers if after.verdict in DONE else ())


def also_by(before: Judgement | None, own: Judgement | None, role: str) -> Judgement | None:
    """``before`` as it stands where another role does the step as well; None when that is nothing new."""
    if before is None or own is None or before.harm or before.verdict not in DONE or own.verdict not in DONE:
        return None
    return replace(before, doers=(*before.doers, role)) if own.counts and role not in before.doers else None


def join(
    step: CompiledStep,
    before: Judgement | None,
    own: Judgement | None,
    readings: Sequence[tuple[Place, Reading]],
    *,
    lowers: bool,
) -> Judgement | None:
    """What stands for ``step`` after a reply that shows ``own``; None when nothing changes.

    ``before`` is what stood, ``readings`` are the reply's words, which may complete what is missing.
    """
    if before is None or own is None:
        return own if before is None else _with_more(step, before, readings)
    if step.refrain:
        return None if before.harm else own
    if lowers and _RANK[own.verdict] < _RANK[before.verdict]:
        return replace(own, rule=f"corrected; {own.rule}")
    if own.verdict in DONE and before.verdict in DONE and own.counts is not before.counts:
        return _asked_for(before, own) if own.counts else None
    if Verdict.PARTIAL in {before.verdict, own.verdict} and {before.verdict, own.verdict} <= {
        Verdict.PARTIAL,
        Verdict.MET,
    }:
        return _completed(step, before, own)
    return replace(own, doers=before.doers) if _RANK[own.verdict] > _RANK[before.verdict] else None


def _asked_for(before: Judgement, own: Judgement) -> Judgement:
    """``own``, which was asked for, in the place of ``before``, which was only mentioned; what that adds is a guess."""
    if _RANK[own.verdict] >= _RANK[before.verdict]:
        return replace(own, doers=before.doers)
    evidence = _together(own.evidence, before.evidence)
    return replace(before, counts=True, confidence=Confidence.PROPOSED, evidence=evidence)


def _completed(step: CompiledStep, before: Judgement | None, own: Judgement | None) -> Judgement | None:
    """``before`` and ``own`` together, met once the essentials of both are enough; None when nothing is new."""
    if before is None or own is None:
        return own
    if before.verdict is Verdict.MET:
        return None
    names = [essential.id for essential in step.essentials]
    usable = () if before.rule in NO_SUM else before.found
    found = tuple(name for name in names if name in usable or name in own.found)
    met = own.verdict is Verdict.MET or (len(found) >= step.need and own.rule not in NO_SUM)
    if not met and before is not own and set(found) <= set(before.found):
        return None
    both_sure = Confidence.AUTO if own.confidence is before.confidence is Confidence.AUTO else Confidence.PROPOSED
    sure = own.confidence if own.verdict is Verdict.MET else both_sure
    return replace(
        own,
        doers=before.doers,
        verdict=Verdict.MET if met else own.verdict,
        confidence=sure,
        rule="essentials-of-several-replies"
        if met and own.verdict is not Verdict.MET and before is not own
        else own.rule,
        found=found,
        missing=tuple(name for name in names if name not in found),
        evidence=_together(before.evidence, own.evidence),
    )


def _with_more(step: CompiledStep, before: Judgement, readings: Sequence[tuple[Place, Reading]]) -> Judgement | None:
    """``before`` with essentials that a later reply adds without naming the act again."""
    if before.verdict is not Verdict.PARTIAL or step.refrain or before.rule in NO_SUM:
        return None
    added: dict[str, tuple[Evidence, ...]] = {}
    for place, reading in readings:
        for name, evidence in loose_essentials(step, reading, place).items():
            if name in before.missing:
                added.setdefault(name, evidence)
    if not added:
        return None
    found = (*before.found, *added)
    met = len(found) >= step.need
    return replace(
        before,
        verdict=Verdict.MET if met else before.verdict,
        confidence=Confidence.PROPOSED if met else before.confidence,
        rule="essentials-of-several-replies",
        found=found,
        missing=tuple(name for name in before.missing if name not in added),
        evidence=_together(before.evidence, *added.values()),
    )


def _together(*several: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(one for evidence in several for one in evidence))
