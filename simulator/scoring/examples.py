"""The example texts of rubrics, judged: those that do not get their verdict, and what was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.verdict import Verdict
from simulator.scoring.evidence import Place
from simulator.scoring.judge import Judge, check_examples
from simulator.scoring.reading import Reading
from simulator.scoring.rubrics import CompiledManual
from simulator.scoring.text import read
from simulator.scoring.verdicts import loose_essentials

_NOWHERE = Place("", "text")


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example that was judged ``got`` and not ``expected``, and why.

    ``rule`` as in ``Judgement``. ``words`` are the words that the verdict rests on; ``core`` the numbers, from 1, of
    the entries of the rubric's core whose words stand in the text, whatever came of them; ``present`` and ``missing``
    are ids of essentials.
    """

    step: str
    expected: Verdict
    text: str
    got: Verdict
    rule: str
    words: tuple[str, ...]
    core: tuple[int, ...]
    present: tuple[str, ...]
    missing: tuple[str, ...]


def wrong_examples(manual: Manual, lexicons: Sequence[Lexicon]) -> list[WrongExample]:
    """What ``check_examples`` finds, explained."""
    wrong = check_examples(manual, lexicons)
    if not wrong:
        return []
    judge, compiled = Judge(manual, lexicons), CompiledManual.of(manual, lexicons)
    return [_explained(judge, compiled, step, Verdict(expected), text) for step, expected, text, _ in wrong]


def _explained(judge: Judge, compiled: CompiledManual, step: str, expected: Verdict, text: str) -> WrongExample:
    rubric, document = compiled.steps[step], read(text)
    reading = Reading(document, compiled.vocabulary.hits(document), None)
    found = judge.judge_text(step, text)
    present = found.found or tuple(loose_essentials(rubric, reading, _NOWHERE))
    return WrongExample(
        step=step,
        expected=expected,
        text=text,
        got=found.verdict,
        rule=found.rule,
        words=tuple(dict.fromkeys(evidence.text for evidence in found.evidence)),
        core=tuple(n for n, saying in enumerate(rubric.core, 1) if next(iter(reading.sayings((saying,))), None)),
        present=present,
        missing=tuple(essential.id for essential in rubric.essentials if essential.id not in present),
    )
