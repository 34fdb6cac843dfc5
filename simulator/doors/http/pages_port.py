"""What the HTTP door knows of the pages that it serves to browsers: one call for each resource, and their files.

The same resources answer JSON to programs. The door decides what is shown to whom; a page lays it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from simulator.engine.commands import Refusal
from simulator.engine.manual_view import ManualView
from simulator.engine.views import SeatView
from simulator.session.room_port import JoinSheet, Part, Person


class PageKind(StrEnum):
    """Which page is asked for, with the type of ``view`` that it gets."""

    JOIN = "join"
    """``/join``: code, name and section. View: None, or the tuple of Person who sit at the seat already (then the
    form asks whether to share the seat or to take it over, by the field ``occupied`` = ``share`` | ``take_over``)."""
    SEAT = "seat"
    """``/seat``: SeatView."""
    INJECT = "inject"
    """``/seat/inject/{id}``: SeatView; ``context.item`` names the inject, which this seat has received."""
    OWN = "own"
    """``/seat/own``: SeatView; an unasked response or contact. ``context.item`` (``?to=``) may name whom to contact."""
    SECTION = "section"
    """``/seat/{section}``: SeatView; ``context.item`` is the section (``log``, ``contacts``, ``team``, ``timetable``,
    ``calls``…). What the pages do not know they answer with KeyError, and the door with REFUSED."""
    MANUAL = "manual"
    """``/seat/manual``: ManualView; ``context.query`` (``?q=``) is what is searched for."""
    SCORE = "score"
    """``/seat/score``: ScoreCard | None (None while the team plays)."""
    CONTROL = "control"
    """``/control``: the facilitator's view of the exercise; an evaluator may watch it too."""
    CODES = "codes"
    """``/control/codes``: the view of a facilitator's ControlPort; ``context.sheet`` holds the codes."""
    EVALUATOR = "evaluator"
    """``/evaluator`` and below: EvaluatorDesk; ``context.item`` is the page (empty: the queue), ``context.asked`` what
    it shows. What the pages do not know they answer with KeyError, and the door with REFUSED."""
    OBSERVER = "observer"
    PROJECTOR = "projector"
    REFUSED = "refused"
    """Any resource that is not there, not allowed, or failed: ``context.refusal`` says why. View: None."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """Around the view. ``now`` is real time in UTC milliseconds by the exercise's clock.

    ``fragment`` is the header ``X-Fragment``: the name of the part of the page that is asked for, empty for the page.
    ``form`` holds what was typed where ``refusal`` tells why it was not accepted. ``form_token`` goes into every form
    as the hidden field ``form_token``; ``key`` into forms that answer, as ``key``: a form sent twice counts once.
    A form's other fields are those of its command (``engine.command_wire``): ``command`` = ``submit-response``,
    ``role``, ``kind``, ``inject``, ``by``, ``parts.text``…, and ``options``, ``to`` (and ``teams`` of a desk) as often
    as there are values. ``back`` is the path of this server to show afterwards (303), ``/seat`` without it; a refused
    form is answered with the page of ``back`` again, with ``refusal`` and ``form``. ``then`` is where to go instead of
    ``back`` once it is done.
    ``position`` is the version of the view for ``/…/events?since=``. ``trouble`` is what keeps the log from being
    written, in the reader's language.
    """

    lang: str
    path: str = "/"
    part: Part | None = None
    team: str | None = None
    person: Person | None = None
    now: int = 0
    form_token: str = ""
    key: str = ""
    fragment: str = ""
    item: str = ""
    query: str = ""
    position: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What the address asks for after the question mark."""
    trouble: str = ""
    refusal: Refusal | None = None
    seat: SeatView | None = None
    """The seat's view, for pages of a seat whose ``view`` is something else."""
    manual: ManualView | None = None
    """For ``SCORE``: the manual, whose steps the card names by id."""
    done: str = ""
    """The command that the page comes back from (``submit-response``…), for a word of confirmation."""
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheet: JoinSheet | None = None
    """For ``CODES``: how people come in. It is on no other page."""


class Pages(Protocol):
    """Pages and what they are made of."""

    def render(self, kind: PageKind, view: object, context: PageContext, /) -> str:
        """The HTML of a page, or of the fragment that ``context.fragment`` names."""
        ...

    def asset(self, name: str, /) -> tuple[bytes, str] | None:
        """The bytes and media type of ``/static/{name}``; None where there is no such file."""
        ...
