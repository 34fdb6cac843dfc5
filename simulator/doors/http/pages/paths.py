"""Where the pages lie, and how links to them are written."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

HOME = "/"
JOIN = "/join"
LEAVE = "/leave"
SEAT = "/seat"
OWN = "/seat/own"
MANUAL = "/seat/manual"
SCORE = "/seat/score"
CONTROL = "/control"
CODES = "/control/codes"
EVALUATOR = "/evaluator"
OBSERVER = "/observer"
PROJECTOR = "/projector"
STATIC = "/static"


def inject(name: str) -> str:
    return f"/seat/inject/{quote(name, safe='')}"


def section(name: str) -> str:
    """One of the seat's own pages beside the desk: ``log``, ``contacts``, ``team``, ``timetable``, ``calls``…"""
    return f"{SEAT}/{name}"


def own(to: str = "") -> str:
    """The page on which to act unasked; ``to`` names whom to contact."""
    return _with(OWN, {"to": to})


def manual(query: str = "", step: str = "") -> str:
    return _with(MANUAL, {"q": query}) + (f"#{step}" if step else "")


def evaluator(page: str = "", asked: Mapping[str, str] | None = None) -> str:
    """A page of the evaluator's desk: the queue, ``ratings``, ``notes``, ``agreement``…, with what it is asked for."""
    return _with(f"{EVALUATOR}/{page}" if page else EVALUATOR, dict(asked or {}))


def evaluator_step(team: str, step: str, asked: Mapping[str, str] | None = None) -> str:
    """One step of one team; ``asked`` narrows the queue beside it."""
    return evaluator("step", {"team": team, "step": step, **(asked or {})})


def in_language(path: str, code: str, asked: Mapping[str, str]) -> str:
    """The page at ``path`` in another language, with what it was asked for.

    What came of a form is shown where the form was sent to, which is no page: after it comes the one that it was on.
    """
    kept = {name: value for name, value in asked.items() if name not in {"lang", "done"}}
    return _with(path.removesuffix("/commands") or "/", kept | {"lang": code})


def address(path: str, asked: Mapping[str, str]) -> str:
    """Where the page at ``path`` is found again, with what it was asked for."""
    return _with(path, {name: value for name, value in asked.items() if name != "done"})


def command(base: str = SEAT) -> str:
    """Where a form of the page at ``base`` is sent."""
    return f"{base}/commands"


def asset(name: str) -> str:
    return f"{STATIC}/{name}"


def _with(path: str, query: dict[str, str]) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
