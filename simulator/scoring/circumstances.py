"""What a sentence says about an act beside naming it: what it waits for, that it is done, that it is all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from simulator.scoring.lexicon import Hit
from simulator.scoring.text import Document

_AFTER_JA = re.compile(
    r"[^。、]{0,10}?(?:てから|でから|た後|の後|後に|後で|た(?:段階|時点)|次第|たら|ければ|まで(?!も|に(?:出|送|提))|を?待(?:って|ち|つ|た(?!な|ず))|を見て|に合わせ|と同時)"
)
_AFTER_EN = re.compile(
    r"(?<!\bnot )\b(?:after|once|until|till|when|whenever|as soon as|if|wait(?:ing)? for|pending|hasn't)\b[^.;]{0,40}$"
)
_ONLY_WHEN = re.compile(r"\bonly (?:when|after|once)\b")
_ONLY_JA = re.compile(r"[^。、]{0,4}(?:だけ|のみ)(?!で(?:は|も)?な|に(?:し|限))(?!で[、す]?$)")
_ONLY_BEFORE_JA = re.compile(r"(?:だけ|のみ)(?:は|を|も)?[^。、だの]{0,6}$")
_ONLY_EN = re.compile(r"\b(?:only|just|nothing but|merely)\b(?! (?:now|after|before|once|when))")
_DONE_JA = re.compile(r"[^。、]{0,8}?(?:した|ました|てある|てあり|済み|[いきっん][ただ])(?![らいく]|後|あと|上|うえ)")
_DONE_EN = re.compile(
    r"[^.;]*\b(?:\w+ed|told|rang|rung|sent|gave|given|went|gone|wrote|written|spoke|spoken|knew|known)"
)
_TO_DO_EN = re.compile(r"\b(?:will|to|'ll|shall|can|must|should|be|gets?|get)\b(?: \w+)?\s*$")
_NOT_AFTER = re.compile(r"\b(?:not|without|n't|never|before)\b[^.;]{0,14}$")


def waited_for(document: Document, number: int, found: Sequence[Hit], hits: Iterable[Hit]) -> Hit | None:
    """The one of ``hits`` that the act waits for ("only after …"), if any.

    ``found`` are the hits of a saying in sentence ``number``, the act last.
    """
    text, act = document.text, found[-1]
    start, end = _part(document, number, found)
    if _ONLY_WHEN.search(text, start, act.start):
        return act
    for hit in hits:
        if not (start <= hit.start < end):
            continue
        before = text[start : hit.start]
        if document.clauses[hit.clause].japanese:
            after = _AFTER_JA.match(text, hit.end, end)
            if after and not re.match(r"(?:て)?(?:も|い)", text[after.end() :]):
                return hit
        elif (after := _AFTER_EN.search(before)) and not _NOT_AFTER.search(before):
            if "," in after[0] and act.start < hit.start:
                continue  # "once the act is done, we search": the act comes first
            return hit
    return None


def was_done(document: Document, act: Hit) -> bool:
    """Whether ``act`` is told as done, not planned (「捜してから伝えました」)."""
    here, text = document.clauses[act.clause], document.text
    if here.japanese:
        return _DONE_JA.match(text, act.end, here.end) is not None
    done = _DONE_EN.fullmatch(text, act.start, act.end) is not None
    return done and not _TO_DO_EN.search(text, here.start, act.start)


def is_all(document: Document, number: int, found: Sequence[Hit]) -> bool:
    """Whether the sentence says that this is all (「お礼だけ返した」): what stands elsewhere adds nothing to it.

    ``number`` and ``found`` as for ``waited_for``.
    """
    text, sentence, act = document.text, document.sentences[number], found[-1]
    if document.clauses[act.clause].japanese:
        after = any(_ONLY_JA.match(text, hit.end, sentence.end) for hit in found)
        return after or bool(_ONLY_BEFORE_JA.search(text[sentence.start : act.start]))
    return bool(_ONLY_EN.search(text[max(sentence.start, act.start - 24) : act.start]))


def _part(document: Document, number: int, found: Sequence[Hit]) -> tuple[int, int]:
    """The sentence, or the part of it between semicolons in which the act stands: what is waited for there is waited
    for by it."""
    sentence, act = document.sentences[number], found[-1]
    start = max(document.text.rfind(";", sentence.start, act.start) + 1, sentence.start)
    end = document.text.find(";", act.end, sentence.end)
    if any(not start <= hit.start <= act.start for hit in found):
        return sentence.start, sentence.end
    return start, sentence.end if end < 0 else end
