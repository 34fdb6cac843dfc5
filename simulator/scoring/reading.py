"""One document against one rubric: is the core act there, what becomes of it, and which essentials stand by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.scoring.circumstances import is_all, waited_for, was_done
from simulator.scoring.hours import first_hour
from simulator.scoring.lexicon import Group, Hit, Hits
from simulator.scoring.rubrics import CompiledEssential, CompiledSaying, CompiledStep
from simulator.scoring.status import Finding, Status, status_at
from simulator.scoring.text import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A saying found in a sentence: the hits of its groups, and what becomes of the act.

    ``loose`` tells that the subject stands in another clause or sentence than the act.
    """

    hits: tuple[Hit, ...]
    finding: Finding
    sentence: int
    loose: bool


class Reading:
    """A document, its hits and the statuses already worked out."""

    def __init__(self, document: Document, hits: Hits, topic: Hits | None = None) -> None:
        self.document = document
        self._hits = hits
        self._topic = topic
        self._status: dict[tuple[int, int, int], Finding] = {}

    def status(self, hit: Hit, *, whole: bool = False) -> Finding:
        """The status of what ``hit`` names; with ``whole`` the hit's own words may deny, too (「転送しない」)."""
        start = hit.start if whole else max(hit.start, hit.end - 1)
        key = (hit.clause, start, hit.end)
        if key not in self._status:
            self._status[key] = status_at(self.document, hit.clause, start, hit.end)
        return self._status[key]

    def sayings(self, sayings: Sequence[CompiledSaying]) -> Iterator[Found]:
        """Every place where one of ``sayings`` is hit in all its groups."""
        for saying in sayings:
            yield from self._saying(saying)

    def _saying(self, saying: CompiledSaying) -> Iterator[Found]:
        act, others = saying.groups[-1], saying.groups[:-1]
        acts = self._hits.of(act)
        if not acts or not all(self._hits.of(group) or saying.about for group in others):
            return
        tried: set[int] = set()
        for hit in acts:
            if hit.clause in tried:
                continue
            reach = self._reach(hit.clause)
            partners, loose = self._partners(others, hit, reach, about=saying.about)
            if partners is None or self._speaks_of_else(saying, hit.clause):
                continue
            finding = self.status(hit, whole=saying.denial)
            if finding.holds and not saying.denial:
                tried.add(hit.clause)
            if saying.denial:
                finding = self._turned(finding)
            elif saying.holding and finding.status is Status.DEFERRED:
                finding = Finding(Status.COMMITTED, f"holds-back-{finding.rule}")
            yield Found((*partners, hit), finding, self.document.clauses[hit.clause].sentence, loose)

    def subjects(self, step: CompiledStep) -> tuple[Found, ...]:
        """Committed sentences that name what ``step`` is about, with or without its act."""
        saying = next((one for one in step.core[:1] if len(one.groups) > 1 and not one.denial), None)
        if saying is None:
            return ()
        return tuple(
            Found((hit,), finding, self.document.clauses[hit.clause].sentence, loose=True)
            for hit in self._hits.of(saying.groups[0])
            if (finding := self.status(hit)).holds and not self._speaks_of_else(saying, hit.clause)
        )

    def _speaks_of_else(self, saying: CompiledSaying, clause: int) -> bool:
        here = self.document.clauses[clause]
        return self._hits.any_in(saying.without, here.start, here.end) is not None

    def _turned(self, finding: Finding) -> Finding:
        """For an act of refraining or holding back: a denial or deferral commits, an assertion denies."""
        if finding.status in {Status.DENIED, Status.DEFERRED}:
            return Finding(Status.COMMITTED, f"refrains-{finding.rule}")
        if finding.holds:
            return Finding(Status.DENIED, "does-it")
        return finding

    def _reach(self, clause: int) -> tuple[int, ...]:
        """The clauses whose words may belong to an act in ``clause``, nearest first."""
        document = self.document
        here = document.clauses[clause]
        numbers = document.sentences[here.sentence].clauses
        if here.link == "aside":
            return tuple(n for n in (clause, *numbers) if document.clauses[n].link != "aside" or n == clause)
        asides = [n for n in numbers if document.clauses[n].link == "aside" and _inside(document, n, clause)]
        if not here.japanese:
            return (clause, *(n for n in numbers if n != clause))
        before: list[int] = []
        for n in range(clause - 1, numbers.start - 1, -1):
            if document.clauses[n].link != "open":
                break
            before.append(n)
        return (clause, *before, *asides)

    def _partners(
        self, groups: Sequence[Group], act: Hit, reach: tuple[int, ...], *, about: bool
    ) -> tuple[tuple[Hit, ...] | None, bool]:
        """A hit of each of ``groups`` within ``reach``, or None; and whether one had to be taken from afar."""
        partners: list[Hit] = []
        loose = False
        for position, group in enumerate(groups):
            hit = next((h for n in reach for h in self._hits.of(group) if h.clause == n and _adds_to(act, h)), None)
            if hit is None and about and position == 0:
                hit = self._subject(group, act)
                loose = True
                if hit is None and not (self._topic and self._topic.of(group)):
                    return None, False
            elif hit is None:
                return None, False
            if hit is not None:
                loose = loose or hit.clause != act.clause
                partners.append(hit)
        return tuple(partners), loose

    def _subject(self, group: Group, act: Hit) -> Hit | None:
        """The last hit of ``group`` in the sentence before that of ``act``, or earlier in its own."""
        sentence = self.document.clauses[act.clause].sentence
        earlier = [
            h
            for h in self._hits.of(group)
            if h.start < act.start and sentence - 1 <= self.document.clauses[h.clause].sentence <= sentence
        ]
        return earlier[-1] if earlier else None

    def sentences_of(self, hits: Sequence[Hit]) -> set[int]:
        """The numbers of the sentences that ``hits`` stand in."""
        return {self.document.clauses[hit.clause].sentence for hit in hits}

    def sentence_of(self, hit: Hit) -> int:
        """The number of the sentence that ``hit`` stands in."""
        return self.document.clauses[hit.clause].sentence

    def of(self, group: Group) -> tuple[Hit, ...]:
        """Where any wording of ``group`` stands."""
        return self._hits.of(group)

    def known(self) -> frozenset[int]:
        """The positions of the normal form that lie in any wording of the vocabulary."""
        return self._hits.positions()

    def waits(self, found: Found, group: Group) -> Hit | None:
        """The hit of ``group`` that the act of ``found`` waits for ("only after …"), if any."""
        return waited_for(self.document, found.sentence, found.hits, self._hits.of(group)) if group else None

    def was_done(self, found: Found) -> bool:
        """Whether the act of ``found`` is told as done, not planned (「捜してから伝えました」)."""
        return was_done(self.document, found.hits[-1])

    def essentials(self, step: CompiledStep, places: Sequence[Found] | None) -> dict[str, tuple[Hit, ...]]:
        """The essentials that are there, with the hits that show them.

        ``places`` are where the core act stands; None takes them from anywhere in the text.
        """
        found: dict[str, tuple[Hit, ...]] = {}
        if places is None:
            sentences = frozenset(range(len(self.document.sentences)))
        else:
            sentences = frozenset(place.sentence for place in places)
        lone = places is not None and all(is_all(self.document, one.sentence, one.hits) for one in places)
        for essential in step.essentials:
            order = self._order(essential, places) if places and essential.earlier_than else None
            hits = self._essential(essential, sentences, lone=lone) if order is None else order
            if hits:
                found[essential.id] = hits
        return found

    def _order(self, essential: CompiledEssential, places: Sequence[Found]) -> tuple[Hit, ...] | None:
        """The act's hit where a time of day says that it comes earlier than ``earlier_than``, ``()`` where it says
        later, None where the text gives no two times to compare."""
        others = [hit for hit in self._hits.of(essential.earlier_than) if self.status(hit).holds]
        for place in places:
            act = place.hits[-1]
            mine = self._hour(act.clause)
            for other in others:
                theirs = self._hour(other.clause) if other.clause != act.clause else None
                if mine is not None and theirs is not None and mine != theirs:
                    return (act,) if mine < theirs else ()
        return None

    def _hour(self, clause: int) -> float | None:
        here = self.document.clauses[clause]
        return first_hour(self.document.text[here.start : here.end])

    def _essential(
        self, essential: CompiledEssential, sentences: frozenset[int], *, lone: bool = False
    ) -> tuple[Hit, ...]:
        if essential.groups:
            whole = self._all_groups(essential, sentences, lone=lone)
            if whole:
                return whole
        if not essential.singles:
            return ()
        different: list[Hit] = []
        for group in essential.singles:
            counting = [h for h in self._hits.of(group) if self._counts(h, essential, sentences, lone=lone)]
            hit = min(counting, key=lambda h: self.sentence_of(h) not in sentences, default=None)
            if hit and not any(hit.start < other.end and other.start < hit.end for other in different):
                different.append(hit)
        return tuple(different) if len(different) >= essential.at_least else ()

    def _all_groups(self, essential: CompiledEssential, sentences: frozenset[int], *, lone: bool) -> tuple[Hit, ...]:
        """A hit of every group in one sentence, best in one of ``sentences``, or ``()``."""
        by_sentence: dict[int, dict[int, Hit]] = {}
        for position, group in enumerate(essential.groups):
            for hit in self._hits.of(group):
                if self._counts(hit, essential, sentences, lone=lone):
                    sentence = self.document.clauses[hit.clause].sentence
                    by_sentence.setdefault(sentence, {}).setdefault(position, hit)
        whole = [number for number, hits in by_sentence.items() if len(hits) == len(essential.groups)]
        best = min(whole, key=lambda number: number not in sentences, default=None)
        return () if best is None else tuple(by_sentence[best].values())

    def _counts(self, hit: Hit, essential: CompiledEssential, sentences: frozenset[int], *, lone: bool) -> bool:
        sentence = self.document.clauses[hit.clause].sentence
        if (lone or essential.within == "sentence") and sentence not in sentences:
            return False
        if essential.within == "near" and not any(abs(sentence - other) <= 1 for other in sentences):
            return False
        status = self.status(hit).status
        if status in {Status.QUESTION, Status.QUOTED}:
            return False
        return essential.denied or status in {Status.COMMITTED, Status.HEARSAY, Status.CONDITIONAL}


def _adds_to(act: Hit, partner: Hit) -> bool:
    """Whether ``act`` says more than ``partner``: no word (「公表」) is subject and act at once, a longer one is."""
    return _apart(act, partner) or (
        act.start <= partner.start and partner.end <= act.end and act.end - act.start > partner.end - partner.start
    )


def _apart(one: Hit, other: Hit) -> bool:
    return one.end <= other.start or other.end <= one.start


def _inside(document: Document, inner: int, outer: int) -> bool:
    return document.clauses[outer].start <= document.clauses[inner].start < document.clauses[outer].end
