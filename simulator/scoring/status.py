"""The status of an act named at a place of a document, whichever language the clause is in."""

from __future__ import annotations

import re

from simulator.scoring import status_en, status_ja
from simulator.scoring.predicate import COMMITMENT, HOLDS, Finding, Setting, Status
from simulator.scoring.text import Clause, Document

__all__ = ["COMMITMENT", "HOLDS", "Finding", "Status", "status_at"]

_TOPIC = re.compile(r"(?:の[^、。はが]{1,6})?(?:については|につきましては|に関しては|とも|は|も)(?!や)")
_PURPOSE = re.compile(r"よう(?:に)?[、,]\s*$")
_NEXT_TOPIC = re.compile(r"[^でにとへらのてりも]は[^、]")
_LEADS = re.compile(r"(?:てから|でから|たら|だら|れば|なら|場合は?|後に?|次第)[、,]?\s*$")
_LEADS_EN = re.compile(r"\W*(?:(?:and|but|so|or) )?(?:if|when|once|unless|in case|should)\b")
_INNER_END = re.compile(r"[。!?.」』”\"]")


def status_at(document: Document, clause: int, start: int, end: int) -> Finding:
    """The status of the act at ``[start, end)`` of the normal form, which lies in clause number ``clause``.

    The order is the same in both languages: obligation forms and fixed phrases are set aside, then come question,
    negation, deferral without a time, undecided, conditional, quotation, other actor; whatever is left commits.
    """
    here = document.clauses[clause]
    judge = status_ja.status if here.japanese else status_en.status
    setting = _setting(document, clause, here, start, end)
    act = start - here.start
    if here.link != "aside" and not here.shell[act : end - here.start].strip():
        # The act stands in a quotation: what follows governs it, and a denial inside it denies.
        after = end - here.start
        outer = Setting(setting.shell, after, after, setting.rest, setting.mark, setting.last)
        governing = judge(outer)
        return governing if not governing.holds else _quoted(document, start, end, governing, japanese=here.japanese)
    return judge(setting)


def _quoted(document: Document, start: int, end: int, governing: Finding, *, japanese: bool) -> Finding:
    """The status inside a quotation that its speaker stands by: only a denial counts there."""
    stop = _INNER_END.search(document.text, end)
    opening = max(document.text.rfind(mark, 0, start) for mark in '「『“"。')
    inner = document.text[opening + 1 : stop.start() if stop else len(document.text)]
    act = start - opening - 1
    if japanese:
        cut = re.search(r"[、,・]", inner[act:])
        inner = inner[: act + cut.start()] if cut and cut.start() >= end - start else inner
    setting = Setting(inner, act, act + end - start, "", "", last=True)
    found = status_ja.status(setting) if japanese else status_en.status(setting)
    return found if found.status is Status.DENIED else governing


def _setting(document: Document, clause: int, here: Clause, start: int, end: int) -> Setting:
    sentence = document.sentences[here.sentence]
    act, act_end = start - here.start, end - here.start
    if here.link == "aside":
        return Setting(here.shell, act, act_end, "", "", last=True)
    following = [n for n in sentence.clauses if n > clause and document.clauses[n].link != "aside"]
    shell = here.shell
    last = not following
    beyond = "".join(document.clauses[n].shell for n in following)
    rest = beyond if here.link == "open" else ""
    if following and here.japanese and (_TOPIC.match(shell, act_end) or _PURPOSE.search(shell)):
        # The act is the topic, or what is asked for: what is said of it reaches on to the next topic.
        for n in following:
            addition = document.clauses[n].shell
            if _NEXT_TOPIC.search(addition):
                break
            shell += addition
            last = n == following[-1]
        rest = rest if not last else ""
    before = document.clauses[clause - 1] if clause > sentence.clauses.start else None
    leads = _LEADS.search if here.japanese else _LEADS_EN.match
    lead = before.shell if before and before.link != "aside" and leads(before.shell) else ""
    return Setting(shell, act, act_end, rest, sentence.mark, last, lead, beyond)
