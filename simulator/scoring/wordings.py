"""Candidate wordings of a text in normal form: what an author might add to a lexicon.

Japanese candidates begin and end where the script changes or at a particle (「電子申請」「書面で提出」). English ones
are one to three words that neither begin nor end with a word of mere grammar.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_LONGEST = 3
"""Words, or pieces of Japanese, of a candidate."""

_LONGEST_JAPANESE = 14
"""Characters of a Japanese candidate."""

_PIECE = re.compile(r"[a-z0-9]+(?:['&./+-][a-z0-9]+)*|[一-龥々〆ヶ]+|[ァ-ヶー]+|[ぁ-ん]+")
_PARTICLE = re.compile(r"(?:から|まで|より|[にでと]は|[へでと]の|として|について|により|[はがをにでとへものや])")
_KANA_WORD = re.compile(r"[ぁ-ん]+?(?:に|(?=[をはがへ]))")
"""An adverb with its に, or what stands before a particle."""

_NO_STEM = re.compile(_PARTICLE.pattern + "|さん|さま|たち")
_SURU = frozenset("しさすせ")
_ENDING = frozenset("たてでだるすまっんいうくぐなばずとよにをはがのもへや")
"""Kana that end a verb or begin the next word: they do not belong to its stem."""

_GRAMMAR_JA = re.compile(
    r"(?:する|します|しま|した|して|ます|まし|ませ|です|でし|いる|います|おり|ある|あり|ない|なく|なる|なり|こと|ため|もの|とき|"
    r"まず|また|など|それ|これ|その|この|ここ|そこ|どこ|だけ|ほど|ように|よう|ください|いただ|おく|おき|という|といった|"
    r"さらに|すでに|うち|さん|さま|たち|なお|ただし|しかし|そして|その後|あと|うえ)[ぁ-ん]*"
)
GRAMMAR_EN = re.compile(
    r"a|about|after|again|all|also|am|an|and|any|are|as|at|back|be|because|been|before|being|but|by|can|could|"
    r"did|do|does|done|down|each|for|from|get|go|goes|got|had|has|have|he|her|here|him|his|how|i|if|in|into|"
    r"is|it|its|just|let|like|made|make|may|me|more|most|much|must|my|need|no|nor|not|now|of|off|on|once|one|"
    r"only|or|other|our|out|over|own|put|s|same|say|says|she|should|so|some|soon|still|such|t|take|than|that|"
    r"the|their|them|then|there|these|they|this|those|through|to|too|under|until|up|us|very|via|was|we|well|"
    r"were|what|when|where|which|while|who|whom|why|will|with|would|you|your|we'll|i'll|it's|let's|don't"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """``[start, end)`` of a text; ``edge`` where a candidate may begin or end with it."""

    start: int
    end: int
    edge: bool
    latin: bool


def wordings(text: str, shut: Container[int], known: Container[int] = ()) -> Iterator[str]:
    """Candidates of ``text``, which is in normal form.

    No candidate reaches into positions of ``shut``; at most half of one lies in ``known``, the words known already.
    """
    run: list[_Piece] = []
    for piece in (part for whole in _pieces(text) for part in _open(whole, shut)):
        if piece is None:
            yield from _of_run(text, run, known)
            run = []
            continue
        if run and not _adjacent(text, run[-1], piece):
            yield from _of_run(text, run, known)
            run = []
        run.append(piece)
    yield from _of_run(text, run, known)


def _open(piece: _Piece | None, shut: Container[int]) -> Iterator[_Piece | None]:
    """What is left of ``piece`` outside ``shut``; a Latin word goes whole or not at all."""
    if piece is None:
        yield None
        return
    free = [at not in shut for at in range(piece.start, piece.end)]
    if all(free):
        yield piece
        return
    start = piece.start
    for at in range(piece.start, piece.end + 1):
        if at == piece.end or not free[at - piece.start]:
            if start < at and piece.edge and not piece.latin:
                yield _Piece(start, at, edge=True, latin=False)
            if at < piece.end:
                yield None
            start = at + 1


def _of_run(text: str, run: list[_Piece], known: Container[int]) -> Iterator[str]:
    for first in range(len(run)):
        if not run[first].edge:
            continue
        words = 0
        for piece in run[first:]:
            words += piece.edge or piece.latin
            if words > _LONGEST:
                break
            if piece.edge:
                places = range(run[first].start, piece.end)
                wording = text[places.start : places.stop]
                if _fits(wording) and 2 * sum(at in known for at in places) <= len(places):
                    yield wording


def _fits(wording: str) -> bool:
    """Whether ``wording`` says something by itself: not a letter, a number, or a whole phrase."""
    if wording.isascii():
        return sum(map(str.isalpha, wording)) > 2
    return 2 <= len(wording) <= _LONGEST_JAPANESE


def _adjacent(text: str, one: _Piece, other: _Piece) -> bool:
    between = text[one.end : other.start]
    return not between or (between == " " and one.latin and other.latin)


def _pieces(text: str) -> Iterator[_Piece | None]:
    """Pieces of ``text`` from left to right; None where no candidate goes on."""
    pieces = list(_PIECE.finditer(text))
    for number, found in enumerate(pieces):
        start, end = found.span()
        before = pieces[number - 1] if number and pieces[number - 1].end() == start else None
        after = pieces[number + 1] if number + 1 < len(pieces) and pieces[number + 1].start() == end else None
        if "ぁ" <= found[0][0] <= "ん":
            if before and "一" <= before[0][-1] <= "龥" and not _NO_STEM.match(found[0]):
                # The ending of a verb, of which the stem went with its kanji: only particles in it are of interest.
                if _stem(before[0], found[0]) < end - start:
                    yield None
            else:
                yield from _kana(text, start, end)
        elif found[0][0].isascii():
            grammar = GRAMMAR_EN.fullmatch(found[0]) or not any(map(str.isalpha, found[0]))
            yield _Piece(start, end, edge=not grammar, latin=True)
        else:
            stem = _stem(found[0], after[0]) if after else 0
            yield _Piece(start, end + stem, edge=True, latin=False)


def _stem(kanji: str, kana: str) -> int:
    """How many of the ``kana`` after ``kanji`` belong to its verb (知|らせ|ます); 0 where they begin something else."""
    if not "一" <= kanji[-1] <= "龥" or not "ぁ" <= kana[0] <= "ん" or _NO_STEM.match(kana):
        return 0
    if kana[0] in _ENDING or (kana[0] in _SURU and len(kanji) > 1):
        return 0
    return 1 if len(kana) == 1 or kana[1] in _ENDING else 2


def _kana(text: str, start: int, end: int) -> Iterator[_Piece | None]:
    """Pieces of a run of kana: particles, and words of three or more; shorter ones are grammar."""
    while start < end:
        particle = _PARTICLE.match(text, start, end)
        if particle:
            yield _Piece(start, particle.end(), edge=False, latin=False)
            start = particle.end()
            continue
        word = _KANA_WORD.match(text, start, end)
        stop = word.end() if word else end
        if len(text[start:stop]) > 2 and not _GRAMMAR_JA.fullmatch(text, start, stop):
            yield _Piece(start, stop, edge=True, latin=False)
        else:
            yield None
        start = stop
