"""From what a reading finds to a verdict on one step, with its confidence, rule and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from simulator.model.verdict import Confidence, Evidence, Judgement, Reply, Verdict
from simulator.scoring import confidence
from simulator.scoring.confidence import Ground, Shape
from simulator.scoring.evidence import Place, of_hits
from simulator.scoring.lexicon import Hit
from simulator.scoring.predicate import Status
from simulator.scoring.reading import Found, Reading
from simulator.scoring.rubrics import CompiledStep
from simulator.scoring.survey import Survey

_REASONS = frozenset({Status.DENIED, Status.DEFERRED, Status.UNDECIDED, Status.CONDITIONAL, Status.OTHER_ACTOR})
"""Statuses that say outright that the act is not done."""

WRONG = "wrong-essential"
GUESS = "subject-and-essentials"
NO_SUM = frozenset({WRONG})
"""Rules of judgements whose essentials do not add to others'."""


def judge_reading(step: CompiledStep, survey: Survey, place: Place) -> Judgement | None:
    """The judgement of a reading on ``step``; None when nothing in it speaks of the step."""
    reading = survey.reading
    if step.refrain:
        return _harm(step, survey, place)
    failing = [found for found in reading.sayings(step.fails) if found.finding.status is not Status.QUESTION]
    failing = [found for found in failing if found.finding.status not in {Status.DENIED, Status.QUOTED}]
    if failing:
        return _not_met(step, survey, place, failing[0], "says-it-is-not-done")
    founds = survey.core(step)
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
        if waiting and reading.was_done(waiting):
            return _held(step, survey, place, [waiting], late=True)
        if waiting:
            return _not_met(step, survey, place, waiting, "waits-for-what-it-must-not")
        refused = next((found for found in founds if found.finding.status in _REASONS), None)
        if refused:
            return _not_met(step, survey, place, refused, f"{refused.finding.status.value}: {refused.finding.rule}")
        return _guessed(step, reading, place)
    rivals = frozenset(found.sentence for found in founds if found not in holding)
    return _held(step, survey, place, holding, rivals)


def _held(
    step: CompiledStep,
    survey: Survey,
    place: Place,
    holding: Sequence[Found],
    rivals: frozenset[int] = frozenset(),
    *,
    late: bool = False,
) -> Judgement | None:
    """The verdict where the act is committed to in ``holding``.

    ``rivals`` are the sentences that name the act without committing to it; ``late`` tells that it was done, but only
    after what it must not wait for.
    """
    reading = survey.reading
    essentials = reading.essentials(step, holding)
    if len(essentials) < step.partial_from:
        return None
    missing = tuple(e.id for e in step.essentials if e.id not in essentials)
    sentences = {found.sentence for found in holding}
    wrong = next((w for w in reading.sayings(step.wrong) if w.sentence in sentences and w.finding.holds), None)
    near = Counter(reading.sentence_of(hit) for some in essentials.values() for hit in some)
    best = min(
        holding,
        key=lambda one: (one.finding.status is Status.HEARSAY, one.loose, -near[one.sentence], one.sentence),
    )
    if late:
        wrong = wrong or best
    doubt = best.finding.status is Status.HEARSAY
    met = len(essentials) >= step.need and wrong is None and not doubt
    hits = [*best.hits, *(hit for name in essentials for hit in essentials[name])]
    if wrong:
        rule = WRONG
    elif doubt:
        rule = best.finding.rule
    else:
        rule = "core-and-essentials" if met else "essentials-missing"
    bare = not essentials and len(holding) == 1
    shape = replace(
        _shape(step, survey, hits, holding),
        rivals=bool(rivals),
        rivals_within=bool(rivals & reading.sentences_of(hits)),
        bare=bare,
        loose=all(found.loose for found in holding),
    )
    if wrong or doubt:
        ground = Ground.PARTIAL_WRONG if wrong else Ground.PARTIAL_HEARSAY
    else:
        ground = confidence.of_met(shape) if met else confidence.of_partial(shape)
    return Judgement(
        step=step.id,
        verdict=Verdict.MET if met else Verdict.PARTIAL,
        confidence=confidence.of(ground),
        rule=rule,
        found=tuple(essentials),
        missing=missing,
        evidence=of_hits(reading, place, [*hits, *(wrong.hits if wrong else ())], rule),
        ground=ground.value,
    )


def _shape(step: CompiledStep, survey: Survey, hits: Sequence[Hit], holding: Sequence[Found]) -> Shape:
    numbers = sorted(survey.reading.sentences_of(hits))
    lent = [number for number in numbers if number not in {found.sentence for found in holding}]
    return Shape(
        sentences=tuple(survey.words(number) for number in numbers),
        shared=any(survey.does_another(number, step.id) for number in numbers),
        borrowed=any(survey.does_another(number, step.id) for number in lent),
        unexplained=sum(len(survey.unexplained(number)) for number in numbers),
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
    evidence = of_hits(reading, place, hits, GUESS)
    ground = Ground.MET_GUESSED
    return Judgement(
        step.id, Verdict.MET, confidence.of(ground), GUESS, tuple(essentials), (), evidence, ground=ground.value
    )


def judge_contact(
    step: CompiledStep, reply: Reply, contact: tuple[Evidence, ...], readings: Sequence[tuple[Place, Reading]]
) -> Judgement:
    """The judgement on a step whose core act is the contact that ``reply`` makes; its words show the essentials."""
    if step.refrain:
        ground = Ground.STRUCTURE.value
        return Judgement(
            step.id, Verdict.NOT_MET, Confidence.AUTO, "contact", evidence=contact, harm=True, ground=ground
        )
    shown = {essential.id: contact for essential in step.essentials if essential.assumed(reply.kind, reply.by)}
    spoiled: list[Evidence] = []
    for place, reading in readings:
        for name, evidence in loose_essentials(step, reading, place).items():
            shown.setdefault(name, evidence)
        for found in reading.sayings(step.wrong):
            if found.finding.holds:
                spoiled += of_hits(reading, place, found.hits, WRONG)
    met = len(shown) >= step.need and not spoiled
    return Judgement(
        step=step.id,
        verdict=Verdict.MET if met else Verdict.PARTIAL,
        confidence=Confidence.AUTO if met else Confidence.PROPOSED,
        rule=WRONG if spoiled else "contact-and-essentials" if met else "contact",
        found=tuple(essential.id for essential in step.essentials if essential.id in shown),
        missing=tuple(essential.id for essential in step.essentials if essential.id not in shown),
        evidence=tuple(dict.fromkeys([*contact, *(e for some in shown.values() for e in some), *spoiled])),
        ground=(Ground.STRUCTURE if met else Ground.PARTIAL_WRONG if spoiled else Ground.PARTIAL_UNEXPLAINED).value,
    )


def loose_essentials(step: CompiledStep, reading: Reading, place: Place) -> dict[str, tuple[Evidence, ...]]:
    """The essentials of ``step`` anywhere in a reading, with their evidence."""
    return {
        name: of_hits(reading, place, hits, f"essential {name}")
        for name, hits in reading.essentials(step, None).items()
    }


def _harm(step: CompiledStep, survey: Survey, place: Place) -> Judgement | None:
    for found in survey.core(step):
        if found.finding.holds:
            return Judgement(
                step=step.id,
                verdict=Verdict.NOT_MET,
                confidence=Confidence.PROPOSED
                if found.loose or found.finding.status is Status.HEARSAY
                else Confidence.AUTO,
                rule="does-what-must-not-be-done",
                evidence=of_hits(survey.reading, place, found.hits, "does-what-must-not-be-done"),
                harm=True,
            )
    return None


def _not_met(step: CompiledStep, survey: Survey, place: Place, found: Found, rule: str) -> Judgement:
    speaking = survey.named(step) | {found.sentence}
    ground = confidence.of_not_met(rule, throughout=all(map(survey.idle, speaking)))
    return Judgement(
        step=step.id,
        verdict=Verdict.NOT_MET,
        confidence=confidence.of(ground),
        rule=rule,
        missing=tuple(essential.id for essential in step.essentials),
        evidence=of_hits(survey.reading, place, found.hits, rule),
        ground=ground.value,
    )
