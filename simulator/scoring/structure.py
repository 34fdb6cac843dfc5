"""Evidence that needs no guessing: options taken, form fields filled, parties contacted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model.scenario import Ask, ResponseKind
from simulator.model.verdict import Confidence, Evidence, Judgement, Reply, Verdict
from simulator.scoring.rubrics import CompiledStep
from simulator.scoring.text import normalise

_SAYS_NOTHING = re.compile(
    r"(?:(?:現在|現時点で?(?:は)?|目下|今のところ|いまのところ|ただいま|まだ|詳細は?|引き続き|全て|すべて|"
    r"currently|still|as yet|to be)\s*)*"
    r"(?:(?:確認|検討|調査|調整|作成|精査|集計|照会|協議|対応|準備)中|(?:未|不)(?:定|確認|確定|明|詳|調査|回答|入力|記入|着手)|"
    r"[分わ]から(?:ない|ず|ん|ません)|(?:後|のち)(?:日|ほど|で)(?:連絡|報告|記入|確認)?|追って(?:連絡|報告|記入)?|"
    r"checking|tbd|tba|tbc|unknown|not (?:yet )?(?:known|sure|confirmed|clear|decided)|pending|"
    r"(?:being |be )?(?:checked|confirmed|decided|determined|investigated|looked into)|"
    r"(?:under|in) (?:investigation|review|inquiry|enquiry|preparation|progress)|no idea|later|"
    r"n/?a|none yet|[?ー―\-–—・.…〃\s]+)"
    r"(?:\s*(?:です|ます|だ|とする|の(?:ため|まま)|as yet|yet|at present|for now|so far))?"
)
"""A field that holds nothing but one of these has not been filled: it says that there is nothing to say yet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the structure of a reply says of one step."""

    step: str
    verdict: Verdict
    rule: str
    evidence: tuple[Evidence, ...]
    harm: bool = False

    def judgement(self, found: tuple[str, ...] = (), missing: tuple[str, ...] = ()) -> Judgement:
        return Judgement(
            self.step, self.verdict, Confidence.AUTO, self.rule, found, missing, self.evidence, harm=self.harm
        )


def shown_by_options(ask: Ask | None, reply: Reply) -> Iterator[Shown]:
    """What the options that ``reply`` took settle, and the must-nots they do.

    The evidence holds the option's id; who shows it looks up the label in the reader's language.
    """
    options = {option.id: option for option in ask.options} if ask else {}
    if ask is not None and ask.kind is ResponseKind.QUIZ:
        yield from _shown_by_quiz(ask, reply)
    for taken in reply.options:
        option = options.get(taken)
        if option is None:
            continue
        evidence = (Evidence(reply.id, "option", taken, (0, len(taken)), f"option {taken}"),)
        for step, verdict in option.shows.items():
            yield Shown(step, verdict, f"option {taken}", evidence)
        for step in option.harms:
            yield Shown(step, Verdict.NOT_MET, f"option {taken}", evidence, harm=True)


def _shown_by_quiz(ask: Ask, reply: Reply) -> Iterator[Shown]:
    """The cited steps: met with all right options, partial with some of them and no wrong one, else not met."""
    taken = frozenset(reply.options)
    some = Verdict.PARTIAL if taken and taken < ask.right else Verdict.NOT_MET
    verdict = Verdict.MET if taken == ask.right else some
    evidence = tuple(Evidence(reply.id, "option", one, (0, len(one)), f"option {one}") for one in reply.options)
    for step in ask.cites:
        yield Shown(step, verdict, f"option {', '.join(reply.options)}", evidence)


def shown_by_form(ask: Ask | None, reply: Reply) -> Iterator[Shown]:
    """Steps shown by filled fields: met when all are, partial from ``partial_from`` on.

    Any word fills a field, except a remark that it is not known yet and nothing else.
    """
    for form in ask.shows if ask else ():
        filled = [name for name in form.fields if is_filled(reply.parts.get(name, ""))]
        if not filled or len(filled) < form.partial_from:
            continue
        whole = len(filled) == len(form.fields)
        rule = "form-filled" if whole else "form-partly-filled"
        evidence = tuple(
            Evidence(reply.id, name, reply.parts[name], (0, len(reply.parts[name])), rule) for name in filled
        )
        yield Shown(form.step, Verdict.MET if whole else Verdict.PARTIAL, rule, evidence)


def is_filled(cell: str) -> bool:
    """Whether a form field says something: not empty, and not only that it is under investigation or undecided."""
    said = normalise(cell)[0].strip(" 　。.、,!()[]「」\n")
    return bool(said) and not _SAYS_NOTHING.fullmatch(said)


def contacted(step: CompiledStep, reply: Reply) -> tuple[Evidence, ...]:
    """Evidence that ``reply`` contacts the parties that ``step`` names, enough of them and in a way that counts."""
    contact = step.contact
    if contact is None or (contact.by and reply.by not in contact.by):
        return ()
    if contact.roles and reply.role not in contact.roles:
        return ()
    parties = [party for party in reply.to if party in contact.to]
    if len(parties) < contact.at_least:
        return ()
    return tuple(Evidence(reply.id, "to", party, (0, len(party)), "contact") for party in parties)
