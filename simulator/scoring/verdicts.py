"""From what a reading finds to a verdict on one step, with its confidence, rule and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.verdict import Confidence, Evidence, Judgement, Reply, Verdict
from simulator.scoring.confidence import of_met, of_not_met, of_partial
from simulator.scoring.lexicon import Hit
from simulator.scoring.predicate import Status
from simulator.scoring.reading import Found, Reading
from simulator.scoring.rubrics import CompiledStep

_REASONS = frozenset({Status.DENIED, Status.DEFERRED, Status.UNDECIDED, Status.CONDITIONAL, Status.OTHER_ACTOR})
"""Statuses that say outright that the act is not done."""

WRONG = "wrong-essential"
GUESS = "subject-and-essentials"
NO_SUM = frozenset({WRONG})
"""Rules of judgements whose essentials do not add to others'."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading comes from: the reply and the part of it."""

    reply: str
    part: str


def judge_reading(step: CompiledStep, reading: Reading, place: Place) -> Judgement | None:
    """The judgement of ``reading`` on ``step``; None when nothing in it speaks of the step."""
    if step.refrain:
        return _harm(step, reading, place)
    failing = [found for found in reading.sayings(step.fails) if found.finding.status is not Status.QUESTION]
    failing = [found for found in failing if found.finding.status not in {Status.DENIED, Status.QUOTED}]
    if failing:
        return _not_met(step, reading, place, failing[0], "says-it-is-not-done")
    founds = list(reading.sayings(step.core))
    holding: list[Found] = []
    waiting: Found | None = None
    for found in founds:
        if not found.finding.holds:
            continue
        if reading.waits(found, step.must_not_wait_for):
            waiting = waiting or found
        else:
            holding.append(found)
    if not holding:
        if waiting:
            return _not_met(step, reading, place, waiting, "waits-for-what-it-must-not")
        refused = next((found for found in founds if found.finding.status in _REASONS), None)
        if refused:
            return _not_met(step, reading, place, refused, f"{refused.finding.status.value}: {refused.finding.rule}")
        return _guessed(step, reading, place)
    return _held(step, reading, place, holding, rivals=len(founds) > len(holding))


def _held(
    step: CompiledStep, reading: Reading, place: Place, holding: Sequence[Found], *, rivals: bool
) -> Judgement | None:
    essentials = reading.essentials(step, holding)
    if len(essentials) < step.partial_from:
        return None
    missing = tuple(e.id for e in step.essentials if e.id not in essentials)
    sentences = {found.sentence for found in holding}
    wrong = next((w for w in reading.sayings(step.wrong) if w.sentence in sentences and w.finding.holds), None)
    best = min(holding, key=lambda found: (found.finding.status is Status.HEARSAY, found.loose, found.sentence))
    doubt = best.finding.status is Status.HEARSAY
    met = len(essentials) >= step.need and wrong is None and not doubt
    hits = [*best.hits, *(hit for name in essentials for hit in essentials[name])]
    if wrong:
        rule = WRONG
    elif doubt:
        rule = best.finding.rule
    else:
        rule = "core-and-essentials" if met else "essentials-missing"
    confidence = of_met(reading.sentences_of(hits), rivals=rivals) if met else of_partial()
    return Judgement(
        step=step.id,
        verdict=Verdict.MET if met else Verdict.PARTIAL,
        confidence=confidence,
        rule=rule,
        found=tuple(essentials),
        missing=missing,
        evidence=_evidence(reading, place, [*hits, *(wrong.hits if wrong else ())], rule),
    )


def _guessed(step: CompiledStep, reading: Reading, place: Place) -> Judgement | None:
    """Met, to be confirmed, where the act's own word is not found but its subject and every essential are."""
    subjects = reading.subjects(step)
    if not subjects:
        return None
    essentials = reading.essentials(step, subjects)
    spans = [(hit.start, hit.end) for found in subjects for hit in found.hits]
    apart = any(
        all(hit.end <= start or hit.start >= end for start, end in spans)
        for hits in essentials.values()
        for hit in hits
    )
    if not apart or len(essentials) < step.need:
        return None
    hits = [*subjects[0].hits, *(hit for hits in essentials.values() for hit in hits)]
    evidence = _evidence(reading, place, hits, GUESS)
    return Judgement(step.id, Verdict.MET, Confidence.PROPOSED, GUESS, tuple(essentials), (), evidence)


def judge_contact(
    step: CompiledStep, reply: Reply, contact: tuple[Evidence, ...], readings: Sequence[tuple[Place, Reading]]
) -> Judgement:
    """The judgement on a step whose core act is the contact that ``reply`` makes; its words show the essentials."""
    if step.refrain:
        return Judgement(step.id, Verdict.NOT_MET, Confidence.AUTO, "contact", evidence=contact, harm=True)
    shown = {essential.id: contact for essential in step.essentials if essential.assumed(reply.kind, reply.by)}
    spoiled: list[Evidence] = []
    for place, reading in readings:
        for name, evidence in loose_essentials(step, reading, place).items():
            shown.setdefault(name, evidence)
        for found in reading.sayings(step.wrong):
            if found.finding.holds:
                spoiled += _evidence(reading, place, found.hits, WRONG)
    met = len(shown) >= step.need and not spoiled
    return Judgement(
        step=step.id,
        verdict=Verdict.MET if met else Verdict.PARTIAL,
        confidence=Confidence.AUTO if met else of_partial(),
        rule=WRONG if spoiled else "contact-and-essentials" if met else "contact",
        found=tuple(essential.id for essential in step.essentials if essential.id in shown),
        missing=tuple(essential.id for essential in step.essentials if essential.id not in shown),
        evidence=tuple(dict.fromkeys([*contact, *(e for some in shown.values() for e in some), *spoiled])),
    )


def loose_essentials(step: CompiledStep, reading: Reading, place: Place) -> dict[str, tuple[Evidence, ...]]:
    """The essentials of ``step`` anywhere in a reading, with their evidence."""
    return {
        name: _evidence(reading, place, hits, f"essential {name}")
        for name, hits in reading.essentials(step, None).items()
    }


def _harm(step: CompiledStep, reading: Reading, place: Place) -> Judgement | None:
    for found in reading.sayings(step.core):
        if found.finding.holds:
            return Judgement(
                step=step.id,
                verdict=Verdict.NOT_MET,
                confidence=Confidence.PROPOSED
                if found.loose or found.finding.status is Status.HEARSAY
                else Confidence.AUTO,
                rule="does-what-must-not-be-done",
                evidence=_evidence(reading, place, found.hits, "does-what-must-not-be-done"),
                harm=True,
            )
    return None


def _not_met(step: CompiledStep, reading: Reading, place: Place, found: Found, rule: str) -> Judgement:
    return Judgement(
        step=step.id,
        verdict=Verdict.NOT_MET,
        confidence=of_not_met(rule),
        rule=rule,
        missing=tuple(essential.id for essential in step.essentials),
        evidence=_evidence(reading, place, found.hits, rule),
    )


def _evidence(reading: Reading, place: Place, hits: Sequence[Hit], rule: str) -> tuple[Evidence, ...]:
    """Evidence of ``hits``, without those that lie inside another, in the order of the text."""
    document = reading.document
    spans = sorted({(hit.start, hit.end) for hit in hits}, key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    found = []
    for start, end in kept:
        first, last = document.span(start, end)
        found.append(Evidence(place.reply, place.part, document.original[first:last], (first, last), rule))
    return tuple(found)
