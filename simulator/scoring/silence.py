"""What a reply says by what it leaves out: not met, where nothing in it could be the act that was asked for.

The absence of words is not the absence of the act: another wording may hide it. But a sentence that refuses, waits,
asks or leaves things to others cannot do the step, and a sentence that does another step is about that. Where a reply
to a question that asks for the step holds no other sentences, and none of the step's essentials, it does not do it.
Where a sentence is left that is neither, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.verdict import Judgement, Verdict
from simulator.scoring import confidence
from simulator.scoring.confidence import Ground
from simulator.scoring.evidence import Place, whole_sentences
from simulator.scoring.rubrics import CompiledStep
from simulator.scoring.survey import Survey

NAMED_ONLY = "names-it-without-committing"
COMMITS_TO_NOTHING = "commits-to-nothing"
OTHER_STEPS = "speaks-of-other-steps"


def silence(step: CompiledStep, survey: Survey, place: Place, *, answers: bool = True) -> Judgement | None:
    """The *not met* of a reply that was asked for ``step`` and shows nothing of it; None where it may yet hide it.

    ``answers`` tells whether who replies answers for the step: what others leave
    unsaid says nothing.
    """
    sentences = range(len(survey.reading.document.sentences))
    if step.refrain or not sentences:
        return None
    named = sorted(survey.named(step))
    if named:
        if not all(map(survey.idle, named)):
            return None
        ground = Ground.NAMED_ONLY if all(map(survey.plainly_idle, named)) else Ground.NAMED_NEGATED
        return _judgement(step, survey, place, named, ground, NAMED_ONLY)
    if not answers:
        return None
    if all(map(survey.idle, sentences)):
        return _judgement(step, survey, place, sentences, Ground.COMMITS_TO_NOTHING, COMMITS_TO_NOTHING)
    if survey.mentions_essentials(step):
        return None
    if all(survey.idle(number) or survey.speaks_of_another(number, step.id) for number in sentences):
        return _judgement(step, survey, place, sentences, Ground.OTHER_STEPS, OTHER_STEPS)
    return None


def _judgement(
    step: CompiledStep, survey: Survey, place: Place, sentences: Sequence[int], ground: Ground, rule: str
) -> Judgement:
    return Judgement(
        step=step.id,
        verdict=Verdict.NOT_MET,
        confidence=confidence.of(ground),
        rule=rule,
        missing=tuple(essential.id for essential in step.essentials),
        evidence=whole_sentences(survey.reading, place, sentences, rule),
        ground=ground.value,
    )
