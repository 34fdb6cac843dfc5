"""Wordings of labelled replies that a rubric does not know, for its author to accept.

Looked at are replies that people labelled *met* or *partial* and the scorer judged lower. Where the words of a group of
the core act, or of an essential, are nowhere in such a reply, the reply's other words are candidates: in Japanese runs
of characters cut where the script changes and at particles, in English one to three words. They are ranked by how well
they separate the replies of that step that were met from those that were not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.verdict import Judgement, Verdict
from simulator.scoring.lexicon import Group, Hits
from simulator.scoring.rubrics import CompiledEssential, CompiledManual, CompiledSaying, CompiledStep
from simulator.scoring.text import Document, read
from simulator.scoring.verdicts import GUESS
from simulator.scoring.wordings import wordings

_LEVEL = {Verdict.NOT_OBSERVED: 0, Verdict.NOT_MET: 0, Verdict.PARTIAL: 1, Verdict.MET: 2}
_ELSEWHERE = 0.25
"""Weight of a reply that is not labelled for the step, beside one labelled *not met*."""

_MOST = 4
"""Wordings for one place."""

_TOO_COMMON = 0.5
"""Share of the step's *not met* replies beyond which a wording separates nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled reply: what people said and what the scorer judged, by step."""

    id: str
    prompt: str
    text: str
    labels: Mapping[str, Verdict]
    judgements: Mapping[str, Judgement]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording for ``place`` below the step's rubric (``core[1].all[2]``, ``essentials[time]``; ``core`` where no way
    of saying it comes near). ``unknown`` replies that lack the place's words hold it, ``met`` replies labelled met or
    partial (met alone for an essential), ``not_met`` replies labelled so.
    """

    step: str
    place: str
    wording: str
    unknown: int
    met: int
    not_met: int
    example: str
    score: float


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A reply judged too low although the rubric knows its words: they stand apart, or their status was misread."""

    step: str
    reply: str
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Wordings to add, best first within a place; replies that no wording would help.

    ``elsewhere`` are wordings of two replies or more that the step, or the lexicon, knows at another place.
    """

    wordings: tuple[Suggestion, ...]
    elsewhere: tuple[Suggestion, ...]
    unexplained: tuple[Unexplained, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sample with what the vocabulary finds in it and in its prompt."""

    sample: Sample
    document: Document
    hits: Hits
    topic: Hits

    @property
    def text(self) -> str:
        return self.document.text

    def knows(self, group: Group) -> bool:
        return bool(self.hits.of(group))

    def covered(self, groups: Iterable[Group]) -> set[int]:
        """Positions of the text that belong to wordings of ``groups``."""
        return {at for group in groups for hit in self.hits.of(group) for at in range(hit.start, hit.end)}

    def sentences(self, *groups: Group) -> set[int]:
        """Numbers of the sentences that hold wordings of ``groups``."""
        return {self.document.clauses[hit.clause].sentence for group in groups for hit in self.hits.of(group)}

    def inside(self, sentences: Iterable[int]) -> set[int]:
        """Positions of the text in these sentences; a number that there is none of is passed over."""
        known = dict(enumerate(self.document.sentences))
        return {at for n in sentences if n in known for at in range(known[n].start, known[n].end)}


@dataclass(frozen=True, slots=True)
class _Lack:
    """A place below a rubric whose words a reply lacks: ``within`` which positions they may stand, apart from words of
    the groups that are ``taken``."""

    place: str
    within: frozenset[int]
    taken: tuple[Group, ...]


def suggest(manual: Manual, lexicons: Sequence[Lexicon], samples: Sequence[Sample], most: int = _MOST) -> Suggestions:
    """Up to ``most`` wordings for each place of a rubric that ``samples`` show to lack some."""
    compiled = CompiledManual.of(manual, lexicons)
    shared = compiled.vocabulary.group(f"@{concept.id}" for lexicon in lexicons for concept in lexicon.concepts)
    reads = [_read(compiled, sample) for sample in samples]
    found: list[Suggestion] = []
    elsewhere: list[Suggestion] = []
    unexplained: list[Unexplained] = []
    for step in compiled.steps.values():
        if step.refrain:
            continue
        lacking: dict[str, list[tuple[_Read, _Lack]]] = {}
        for one in reads:
            if not _too_low(one.sample, step.id):
                continue
            lacks = _lacks(step, one)
            for lack in lacks:
                lacking.setdefault(lack.place, []).append((one, lack))
            if not lacks:
                rule = one.sample.judgements[step.id].rule
                unexplained.append(Unexplained(step.id, one.sample.id, rule))
        for place in sorted(lacking):
            new, known = _ranked(step, place, lacking[place], reads, shared)
            found += new[:most]
            elsewhere += known[:most]
    return Suggestions(tuple(found), tuple(elsewhere), tuple(unexplained))


def _read(compiled: CompiledManual, sample: Sample) -> _Read:
    document = read(sample.text)
    hits, topic = compiled.vocabulary.hits(document), compiled.vocabulary.hits(read(sample.prompt))
    return _Read(sample, document, hits, topic)


def _too_low(sample: Sample, step: str) -> bool:
    """Whether people saw the step done where the scorer saw less, or only guessed."""
    label, judgement = sample.labels.get(step), sample.judgements.get(step)
    if label is None or judgement is None or not _LEVEL[label]:
        return False
    return _LEVEL[judgement.verdict] < _LEVEL[label] or judgement.rule == GUESS


def _lacks(step: CompiledStep, one: _Read) -> list[_Lack]:
    """Where the rubric lacks words for this reply; empty where it knows them all.

    The way of saying it that comes nearest within a sentence decides; where none comes near, all of the core lacks.
    """
    near: list[_Lack] | None = None
    for number, saying in enumerate(step.core, 1):
        for sentence in range(len(one.document.sentences)):
            lacking = [n for n, group in enumerate(saying.groups) if not _has(one, saying, group, sentence)]
            if not lacking:
                return _essentials(step, one, saying)
            if len(lacking) < len(saying.groups) and (near is None or len(lacking) < len(near)):
                within = frozenset(one.inside(range(sentence - int(saying.about), sentence + 1)))
                near = [_Lack(f"core[{number}].all[{n + 1}]", within, saying.groups) for n in lacking]
    return near or [_Lack("core", frozenset(range(len(one.text))), tuple(_groups(step)))]


def _has(one: _Read, saying: CompiledSaying, group: Group, sentence: int) -> bool:
    """Whether ``sentence`` holds words of ``group``; the subject may stand before it or in what was asked."""
    about = saying.about and group == saying.groups[0]
    reach = {sentence, sentence - 1} if about else {sentence}
    return not reach.isdisjoint(one.sentences(group)) or (about and bool(one.topic.of(group)))


def _essentials(step: CompiledStep, one: _Read, saying: CompiledSaying) -> list[_Lack]:
    """Essentials whose words the reply lacks; only a reply labelled met is known to hold them all."""
    if one.sample.labels[step.id] is not Verdict.MET:
        return []
    found: list[_Lack] = []
    for essential in step.essentials:
        if not _knows(essential, one):
            reach = len(one.document.sentences) if essential.within == "reply" else int(essential.within == "near")
            near = {n + away for n in one.sentences(saying.groups[-1]) for away in range(-reach, reach + 1)}
            found.append(_Lack(f"essentials[{essential.id}]", frozenset(one.inside(near)), saying.groups))
    return found


def _knows(essential: CompiledEssential, one: _Read) -> bool:
    whole = bool(essential.groups) and all(map(one.knows, essential.groups))
    return whole or sum(map(one.knows, essential.singles)) >= max(1, essential.at_least)


def _groups(step: CompiledStep) -> Iterator[Group]:
    """Every group by which the step's rubric finds words."""
    for saying in step.core:
        yield from saying.groups
    for essential in step.essentials:
        yield from (*essential.singles, *essential.groups)


def _ranked(
    step: CompiledStep,
    place: str,
    lacking: Sequence[tuple[_Read, _Lack]],
    reads: Sequence[_Read],
    shared: Group,
) -> tuple[list[Suggestion], list[Suggestion]]:
    """Candidates for ``place``, the best first, without what holds, or is held by, a better one of the same replies.

    A new one may have a word of the step or of ``shared``, the lexicons, in it, but is not made of them. Those that are
    come second, where more than one reply holds them.
    """
    levels = {Verdict.MET} if place.startswith("essentials") else {Verdict.MET, Verdict.PARTIAL}
    met = [one.text for one in reads if one.sample.labels.get(step.id) in levels]
    not_met = [one.text for one in reads if one.sample.labels.get(step.id) is Verdict.NOT_MET]
    elsewhere = [one.text for one in reads if step.id not in one.sample.labels]
    own = [shared, *_groups(step)]
    held: dict[str, list[str]] = {}
    new: set[str] = set()
    for one, lack in lacking:
        shut = one.covered(lack.taken) | set(range(len(one.text))) - lack.within
        known = one.covered(own)
        for wording in dict.fromkeys(wordings(one.text, shut)):
            held.setdefault(wording, []).append(one.sample.id)
        new.update(wordings(one.text, shut, known))
    found: list[tuple[Suggestion, frozenset[str]]] = []
    for wording, ids in held.items():
        good, bad, away = (sum(wording in text for text in some) for some in (met, not_met, elsewhere))
        score = len(ids) * _separation(good, len(met), bad, len(not_met), away, len(elsewhere))
        if score > 0 and bad <= _TOO_COMMON * len(not_met):
            suggestion = Suggestion(step.id, place, wording, len(ids), good, bad, ids[0], score)
            found.append((suggestion, frozenset(ids)))
    found.sort(key=lambda item: (-item[0].score, _length(item[0].wording), item[0].wording))
    made_of_known = [item for item in found if item[0].wording not in new and item[0].unknown > 1]
    return _without_parts(item for item in found if item[0].wording in new), _without_parts(made_of_known)


def _length(wording: str) -> int:
    """What decides between wordings that separate equally well: the shortest in Japanese, two words in English."""
    return abs(wording.count(" ") - 1) if wording.isascii() else len(wording)


def _separation(met: int, of_met: int, not_met: int, of_not_met: int, away: int, of_away: int) -> float:
    """Log of how much more often met replies hold a wording than others; where there are no others, a quarter do."""
    against = not_met + _ELSEWHERE * away
    of_against = of_not_met + _ELSEWHERE * of_away
    return log2((met + 0.5) / (of_met + 1)) - log2((against + 0.5) / (of_against + 2))


def _without_parts(ranked: Iterable[tuple[Suggestion, frozenset[str]]]) -> list[Suggestion]:
    kept: list[tuple[Suggestion, frozenset[str]]] = []
    for one, ids in ranked:
        if not any(ids <= others and _overlap(one.wording, other.wording) for other, others in kept):
            kept.append((one, ids))
    return [one for one, _ in kept]


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one
