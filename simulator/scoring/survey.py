"""What each sentence of a reply is about: which steps it speaks of or does, whether it commits to anything at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simulator.scoring.coverage import unexplained
from simulator.scoring.reading import Found, Reading
from simulator.scoring.rubrics import CompiledStep
from simulator.scoring.status import Status, status_at

_TELLING = 4
"""Words of a first clause that tell something; fewer are a topic ("Police, then?")."""

_ANY_NEGATION = frozenset({"negation", "none-of"})


class Survey:
    """A reading against all steps of a manual. Everything is worked out when it is first asked for, and kept."""

    def __init__(self, reading: Reading, steps: Mapping[str, CompiledStep]) -> None:
        self.reading = reading
        self._steps = steps
        self._founds: dict[str, tuple[Found, ...]] = {}
        self._doing: tuple[frozenset[str], ...] | None = None
        self._speaking: tuple[frozenset[str], ...] | None = None
        self._idle: dict[int, bool] = {}
        self._vaguely: set[int] = set()
        self._known: frozenset[int] | None = None

    def core(self, step: CompiledStep) -> tuple[Found, ...]:
        """Every place where the act of ``step`` is named."""
        if step.id not in self._founds:
            self._founds[step.id] = tuple(self.reading.sayings(step.core))
        return self._founds[step.id]

    def does_another(self, sentence: int, step: str) -> bool:
        """Whether ``sentence`` commits to the act of a duty other than ``step``."""
        if self._doing is None:
            self._doing = self._by_sentence(
                (found.sentence, one.id)
                for one in self._steps.values()
                if not one.refrain
                for found in self.core(one)
                if found.finding.holds
            )
        return bool(self._doing[sentence] - {step})

    def speaks_of_another(self, sentence: int, step: str) -> bool:
        """Whether ``sentence`` names the act of a step other than ``step``, or shows an essential of one it does."""
        if self._speaking is None:
            self._speaking = self._by_sentence(
                (number, one.id) for one in self._steps.values() for number in self._spoken(one)
            )
        return bool(self._speaking[sentence] - {step})

    def _spoken(self, step: CompiledStep) -> set[int]:
        founds = (*self.core(step), *self.reading.sayings(step.fails))
        numbers = {found.sentence for found in founds}
        hits = [hit for found in founds for hit in found.hits]
        holding = [found for found in self.core(step) if found.finding.holds]
        if holding:
            hits += [hit for some in self.reading.essentials(step, holding).values() for hit in some]
        return numbers | self.reading.sentences_of(hits)

    def _by_sentence(self, pairs: Iterable[tuple[int, str]]) -> tuple[frozenset[str], ...]:
        found: list[set[str]] = [set() for _ in self.reading.document.sentences]
        for number, step in pairs:
            found[number].add(step)
        return tuple(map(frozenset, found))

    def named(self, step: CompiledStep) -> frozenset[int]:
        """The sentences that name what ``step`` is about: the first group of a way to say it."""
        return frozenset(self.reading.sentences_of(self.reading.of(step.subjects)))

    def mentions_essentials(self, step: CompiledStep) -> bool:
        """Whether a wording of one of the essentials of ``step`` stands anywhere, whatever becomes of it."""
        return bool(self.reading.of(step.belongings))

    def idle(self, sentence: int) -> bool:
        """Whether ``sentence`` commits to nothing: it refuses, waits, asks, doubts or leaves things to others.

        A question is idle when no answer of one's own follows it ("Police? Already told").
        """
        if sentence not in self._idle:
            self._idle[sentence] = self._is_idle(sentence)
        return self._idle[sentence]

    def plainly_idle(self, sentence: int) -> bool:
        """Whether ``sentence`` is idle as a whole: not by an English "no" or "not" somewhere in it, nor by a quotation.

        A Japanese negation ends the sentence and governs it; an English one may deny another word.
        """
        return self.idle(sentence) and sentence not in self._vaguely

    def _is_idle(self, sentence: int) -> bool:
        document = self.reading.document
        numbers = [n for n in document.sentences[sentence].clauses if document.clauses[n].link != "aside"]
        if not numbers:
            return False
        last = document.clauses[numbers[-1]]
        words = document.text[last.start : last.end]
        start = last.start + len(words) - len(words.lstrip())
        end = min(start + 1, last.end) if last.japanese else last.end  # an English negation reaches only so far
        finding = status_at(document, numbers[-1], start, end)
        if finding.status is Status.QUOTED or (not last.japanese and finding.rule in _ANY_NEGATION):
            self._vaguely.add(sentence)
        if finding.holds or (finding.rule == "question-mark" and self._tells_first(numbers)):
            return False
        following = sentence + 1
        if "?" in document.sentences[sentence].mark and following < len(document.sentences):
            return self.idle(following) or self.speaks_of_another(following, "")
        return True

    def _tells_first(self, clauses: Sequence[int]) -> bool:
        """Whether an English sentence tells something before it asks ("We wrote back: where …?")."""
        first = self.reading.document.clauses[clauses[0]]
        return len(clauses) > 1 and not first.japanese and len(first.shell.split()) >= _TELLING

    def unexplained(self, sentence: int) -> tuple[str, ...]:
        """The words of ``sentence`` that neither vocabulary nor grammar explains."""
        if self._known is None:
            self._known = self.reading.known()
        here = self.reading.document.sentences[sentence]
        return unexplained(self.reading.document.text, here.start, here.end, self._known)

    def words(self, sentence: int) -> str:
        """``sentence`` in the normal form."""
        here = self.reading.document.sentences[sentence]
        return self.reading.document.text[here.start : here.end]
