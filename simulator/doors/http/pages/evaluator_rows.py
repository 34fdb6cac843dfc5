"""The queue of the evaluator's desk as rows of a page, the teams above it, and what of it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from simulator.doors.http.pages import paths
from simulator.doors.http.pages.render import DOMAIN
from simulator.doors.http.pages_port import PageContext
from simulator.engine.clock import Clock
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator import told
from simulator.tui.evaluator.items import Filters, Item, Standing
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.words import mark, translator

ALL = "all"
"""What ``show`` says for every step, whatever its standing."""

_KEPT = ("show", "in", "chapter", "q")

_STANDINGS = {
    Standing.WAITING: (mark("waits"), "warn"),
    Standing.OPEN: (mark("still open"), ""),
    Standing.AUTOMATIC: (mark("automatic"), ""),
    Standing.DECIDED: (mark("decided"), "good"),
}


class Row(NamedTuple):
    """A step of one team; ``id`` is unique on the page, ``style`` that of the badge, ``here`` the one that is open."""

    id: str
    href: str
    badge: str
    style: str
    verdict: str
    until: str
    team: str
    step: str
    title: str
    here: bool


class Team(NamedTuple):
    """A team above the queue; ``limits`` are the scenario seconds at which a step stops being open."""

    id: str
    title: str
    clock: Clock
    started: bool
    finished: bool
    phase: str
    limits: tuple[int, ...]
    waiting: int
    open: int
    decided: int


def kept(asked: Mapping[str, str]) -> dict[str, str]:
    """What of an address narrows the queue, to be kept from page to page."""
    return {name: asked[name] for name in _KEPT if asked.get(name)}


def filters_of(context: PageContext) -> Filters:
    """What is asked for: what waits, unless something else is."""
    asked = context.asked
    show = asked.get("show", "") or Standing.WAITING.value
    return Filters(
        team=asked.get("in", ""),
        section=asked.get("chapter", ""),
        standing="" if show == ALL else show,
        query=asked.get("q", ""),
    )


def narrowed(items: Sequence[Item], filters: Filters) -> tuple[Item, ...]:
    """Those of ``items`` that are asked for, in their order."""
    return tuple(one for one in items if filters.accept(one))


def after(shown: Sequence[Item], item: Item, *, back: bool = False, waiting: bool = True) -> Item | None:
    """The item after ``item`` in ``shown`` (before it with ``back``); with ``waiting`` the next that waits, going
    round."""
    order = [one.id for one in shown]
    here = order.index(item.id) if item.id in order else -1
    if waiting:
        found = [one for one in (*shown[here + 1 :], *shown[: max(here, 0)]) if one.standing is Standing.WAITING]
        return next((one for one in found if one.id != item.id), None)
    at = here - 1 if back else here + 1
    return shown[at] if here >= 0 and 0 <= at < len(shown) else None


def rows_of(words: EvaluatorWording, items: Sequence[Item], context: PageContext, here: str = "") -> list[Row]:
    """A row for each of ``items``; ``here`` is the id of the one that is open."""
    t, narrowing = translator(DOMAIN, context.lang), kept(context.asked)
    rows = []
    for one in items:
        label, style = _STANDINGS[one.standing]
        is_open = one.standing is Standing.OPEN
        verdict = told.verdict_label(words, one.score.verdict, must_not=one.text.must_not)
        rows.append(
            Row(
                id=f"q-{quote(one.team.id, safe='')}-{quote(one.text.id, safe='')}",
                href=paths.evaluator_step(one.team.id, one.text.id, narrowing),
                badge=t(label),
                style=style,
                verdict="" if is_open else verdict,
                until=told.waits_words(words, one) if is_open else "",
                team=one.team.title,
                step=one.text.id,
                title=one.text.title,
                here=one.id == here,
            )
        )
    return rows


def teams_of(desk: EvaluatorDesk, items: Sequence[Item], now: int) -> list[Team]:
    """The teams of the desk at real ``now`` (UTC ms), with how many of their steps wait, are open or are decided."""
    found = []
    for team in desk.view.teams:
        own = [one.standing for one in items if one.team.id == team.id]
        scenario = team.clock.at(now)
        ends = {line.open_until for line in team.steps if line.is_open(scenario)}
        found.append(
            Team(
                id=team.id,
                title=team.title,
                clock=team.clock,
                started=team.started,
                finished=team.finished,
                phase=team.phase,
                limits=tuple(end for end in ends if end is not None),
                waiting=own.count(Standing.WAITING),
                open=own.count(Standing.OPEN),
                decided=own.count(Standing.DECIDED),
            )
        )
    return found
