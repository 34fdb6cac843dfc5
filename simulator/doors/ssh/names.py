"""User names of ssh: which seat or desk, and how one wants to come in."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.session.room_port import Grant, Part

ANY = "join"
"""A user name that fits every code."""

_TAKE_OVER = "takeover"
_LANGUAGES = frozenset({"ja", "en"})
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """``place``: a seat (``TEAM/SEAT`` or ``SEAT``), a part (``facilitator``) or ``join``; ``lang``: ja, en or empty.

    ``name`` is what the person wants to be called, may be empty; ``take_over``: whoever sits there has to leave.
    """

    place: str
    lang: str = ""
    name: str = ""
    take_over: bool = False


def wanted(user: str) -> Wanted:
    """``soumu``, ``team-a/soumu``, ``soumu+en``, ``soumu+takeover``, ``evaluator+Sato``; other additions are a name."""
    place, *additions = user.strip().split("+")
    lang = next((each for each in additions if each in _LANGUAGES), "")
    name = " ".join(each for each in additions if each not in {*_LANGUAGES, _TAKE_OVER})
    return Wanted(place.strip("/").casefold(), lang, name[:_LONGEST_NAME].strip(), _TAKE_OVER in additions)


def names_of(grant: Grant) -> tuple[str, ...]:
    """User names that fit a grant, the plainest first."""
    own = grant.seat if grant.part is Part.SEAT and grant.seat else grant.part.value
    return (own, f"{grant.team}/{own}") if grant.team else (own,)


def fits(place: str, grant: Grant) -> bool:
    return place == ANY or place in {name.casefold() for name in names_of(grant)}
