"""Steps that a contact drill shows by its calls: nothing is guessed, who was called and reached stands in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.model.call_tree import CallEvidence, CallFact, CallTree
from simulator.model.rubric import Lexicon
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict
from simulator.scoring.lexicon import Vocabulary
from simulator.scoring.text import read

_RANK = {Verdict.NOT_OBSERVED: 0, Verdict.NOT_MET: 1, Verdict.PARTIAL: 2, Verdict.MET: 3}

SOME = "calls-some"
"""Rule of a step that not yet all calls show."""


class Receipts:
    """What has to be in the words that repeat a message back; compiled once from content."""

    def __init__(self, tree: CallTree, lexicons: Sequence[Lexicon]) -> None:
        self._vocabulary = Vocabulary(lexicons)
        self._points = tuple((point.id, self._vocabulary.group(point.any)) for point in tree.points)

    def missing(self, words: str) -> tuple[str, ...]:
        """Ids of the key points that ``words`` leave out."""
        hits = self._vocabulary.hits(read(words))
        return tuple(point for point, group in self._points if not hits.of(group))


def judge_calls(
    tree: CallTree, receipts: Receipts, standing: Mapping[str, Judgement], facts: Sequence[CallFact]
) -> Iterator[Judgement]:
    """The steps that the calls made so far lift, in the order of the tree. A call never lowers a step."""
    by_call = {fact.call: fact for fact in facts}
    for shows in tree.shows:
        own = _judged(tree, receipts, shows, by_call)
        before = standing.get(shows.step)
        if own is not None and (before is None or _RANK[own.verdict] > _RANK[before.verdict]):
            yield own


def _judged(tree: CallTree, receipts: Receipts, shows: CallEvidence, facts: Mapping[str, CallFact]) -> Judgement | None:
    names = shows.calls or tuple(call.id for call in tree.to_make)
    found = [fact.shown[shows.when] for name in names if (fact := facts.get(name)) and shows.when in fact.shown]
    if shows.when == "repeated":
        # A role repeats in words, which can be looked at; the others do it as the call tree says.
        found = [item for item in found if item[1] != "text" or not receipts.missing(item[2])]
    if not found or len(found) < min(shows.partial_from, len(names)):
        return None
    whole = len(found) == len(names)
    rule = f"calls-{shows.when}" if whole else SOME
    evidence = tuple(
        Evidence(reply, part, text, (0, len(text)), rule)
        for reply, part, text in sorted(found, key=lambda item: (len(item[0]), item[0]))
    )
    verdict = Verdict.MET if whole else Verdict.PARTIAL
    return Judgement(shows.step, verdict, Confidence.AUTO, rule, evidence=evidence)
