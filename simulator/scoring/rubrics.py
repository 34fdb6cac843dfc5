"""Rubrics compiled over one vocabulary, and what they find in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.manual import Manual, Polarity, Step
from simulator.model.rubric import ContactEvidence, Essential, Lexicon, Saying
from simulator.scoring.lexicon import Group, Vocabulary


@dataclass(frozen=True, slots=True)
class CompiledSaying:
    """A way of saying something, as groups of wordings; the last is the act."""

    groups: tuple[Group, ...]
    without: Group
    denial: bool
    holding: bool
    about: bool


@dataclass(frozen=True, slots=True)
class CompiledEssential:
    """An essential as groups; ``singles`` are its ``any`` entries one by one, for counting different ones."""

    id: str
    singles: tuple[Group, ...]
    groups: tuple[Group, ...]
    at_least: int
    within: str
    earlier_than: Group
    denied: bool
    assumed_for: frozenset[str]
    by: frozenset[str]

    def assumed(self, kind: str, by: str | None) -> bool:
        """Whether a response of this kind, made in this way, shows the essential by itself."""
        return kind in self.assumed_for or (by is not None and by in self.by)


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """A step's rubric, ready to be looked up in documents."""

    id: str
    roles: frozenset[str]
    refrain: bool
    core: tuple[CompiledSaying, ...]
    essentials: tuple[CompiledEssential, ...]
    need: int
    partial_from: int
    wrong: tuple[CompiledSaying, ...]
    fails: tuple[CompiledSaying, ...]
    must_not_wait_for: Group
    contact: ContactEvidence | None
    subjects: Group
    """Whatever names what the step is about: the first group of each way to say it."""
    belongings: Group
    """Every wording of an essential."""


@dataclass(frozen=True, slots=True)
class CompiledManual:
    """All rubrics of a manual over one vocabulary."""

    vocabulary: Vocabulary
    steps: dict[str, CompiledStep]

    @classmethod
    def of(cls, manual: Manual, lexicons: Sequence[Lexicon]) -> CompiledManual:
        vocabulary = Vocabulary(lexicons)
        steps = {step.id: _step(step, vocabulary) for step in manual.steps.values()}
        return cls(vocabulary, steps)


def _step(step: Step, vocabulary: Vocabulary) -> CompiledStep:
    rubric = step.rubric
    essentials = tuple(_essential(essential, vocabulary) for essential in rubric.essentials)
    core = _sayings(rubric.core, vocabulary)
    return CompiledStep(
        id=step.id,
        roles=frozenset(step.roles),
        refrain=step.polarity is Polarity.REFRAIN,
        core=core,
        essentials=essentials,
        need=len(essentials) if rubric.need is None else rubric.need,
        partial_from=rubric.partial_from,
        wrong=_sayings(rubric.wrong, vocabulary),
        fails=_sayings(rubric.fails, vocabulary),
        must_not_wait_for=vocabulary.group(rubric.must_not_wait_for),
        contact=rubric.contact,
        subjects=frozenset().union(*(one.groups[0] for one in core)),
        belongings=frozenset().union(*(group for one in essentials for group in (*one.singles, *one.groups))),
    )


def _sayings(sayings: Sequence[Saying], vocabulary: Vocabulary) -> tuple[CompiledSaying, ...]:
    return tuple(
        CompiledSaying(
            groups=tuple(vocabulary.group(group) for group in saying.all),
            without=vocabulary.group(saying.without),
            denial=saying.denial,
            holding=saying.holding,
            about=saying.about,
        )
        for saying in sayings
    )


def _essential(essential: Essential, vocabulary: Vocabulary) -> CompiledEssential:
    return CompiledEssential(
        id=essential.id,
        singles=tuple(vocabulary.group((word,)) for word in essential.any),
        groups=tuple(vocabulary.group(group) for group in essential.all),
        at_least=essential.at_least,
        within=essential.within,
        earlier_than=vocabulary.group(essential.earlier_than),
        denied=essential.denied,
        assumed_for=frozenset(essential.assumed_for),
        by=frozenset(essential.by),
    )
