"""Status of an act in a Japanese clause: what follows the act up to the end of the clause governs it."""

from __future__ import annotations

import re

from simulator.scoring.neutral_ja import DUTY, NEUTRAL
from simulator.scoring.predicate import COMMITMENT, Finding, Setting, Status, Table, blank, either
from simulator.scoring.predicates_ja import (
    BEFORE,
    CONDITIONAL,
    DATED,
    DEFERRED,
    DENIED,
    DENIED_NEAR,
    DOUBT,
    HEARSAY,
    OTHER,
    PLANNED,
    QUESTION,
    QUOTED,
    UNDECIDED,
    WHETHER,
    WOULD_ONLY,
)

_DONE = either(r"[しっいき]た|ました|済み?|済んで|してある|しております|してあります|完了")

_NEAR = 10
"""Characters after the act in which a request not to do it belongs to it."""
_WHOLE = (DEFERRED, UNDECIDED, CONDITIONAL, QUOTED, OTHER)
_LED = (DEFERRED, CONDITIONAL)
_NOT_WHEN_DATED = frozenset({"later", "from-now"})
_GOES_ON = re.compile(r"てから$")
_ALL_OF_IT = re.compile(r"に[しなす]|[でだの]")
"""What makes "after that" the predicate (「決まってからにする」)."""
_CLOSED_QUESTION = re.compile(r"[^、,]*(?:です|ます|でしょう|ません|でした|ました)か(?:[、,]|$)")


def status(here: Setting) -> Finding:
    """The status of the act at ``here``."""
    shell = _plain(here.shell)
    asked = _asked(here, shell)
    if asked:
        return asked
    doubt = DOUBT.find(shell, here.act)
    if doubt:
        return doubt
    denied = (
        WOULD_ONLY.find(here.shell + here.beyond, here.act)
        or DENIED.find(shell, here.act)
        or DENIED_NEAR.find(shell[: here.act_end + _NEAR], here.act)
    )
    if denied:
        return denied
    aside = WHETHER.match(here.shell, here.act_end) or BEFORE.match(here.shell, here.act_end)
    if aside:
        return aside
    dated = bool(DATED.search(shell))
    leads_on = (
        here.beyond
        and not _ALL_OF_IT.match(here.beyond)
        and not UNDECIDED.find(here.beyond)
        and not QUESTION.find(_plain(here.beyond))
    )
    whole = _GOES_ON.sub("□□□", shell) if leads_on else shell
    for table in _WHOLE:
        found = table.find(whole) or _led(table, here.lead)
        if found and not (dated and found.rule in _NOT_WHEN_DATED):
            return found
    if not dated:
        planned = PLANNED.find(shell, here.act)
        if planned:
            return planned
    return HEARSAY.find(shell) or COMMITMENT


def _led(table: Table, lead: str) -> Finding | None:
    """What ``table`` finds in the condition or the time that the act comes after."""
    found = table.find(lead) if lead and table in _LED else None
    return found if found and found.rule != "only-after" else None


def _plain(text: str) -> str:
    return blank(NEUTRAL, blank(DUTY, text)).rstrip(" 　、,。")


def _asked(here: Setting, shell: str) -> Finding | None:
    """A question in the clause itself, or at the end of a sentence that the clause goes on into.

    A question wrapped round a finished deed ("もう出しましたが、よかったですか") asks about something else.
    """
    ends = here.last or not here.rest
    text = shell if ends else _plain(here.rest)
    if "?" in here.mark and not _DONE.search(text, here.act if ends else 0):
        return Finding(Status.QUESTION, "question-mark")
    asked = QUESTION.find(text) if here.last or here.rest else None
    if asked:
        return asked
    return Finding(Status.QUESTION, "question") if _CLOSED_QUESTION.match(shell, here.act) else None
