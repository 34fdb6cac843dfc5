"""The pages of the browser door, as the door asks for them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from simulator.doors.http.pages import evaluator_pages, seat_pages, watch_pages
from simulator.doors.http.pages.codes_page import codes_page
from simulator.doors.http.pages.faults import fault_words
from simulator.doors.http.pages.render import DOMAIN, render
from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine.control_view import ControlView
from simulator.engine.manual_view import ManualView
from simulator.engine.views import SeatView
from simulator.engine.watch_views import ObserverView, ProjectorView
from simulator.scoring.scorecard import ScoreCard
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import Person
from simulator.tui.wording import Wording
from simulator.words import translator

_MODULES = tuple(
    f"{name}.mjs" for name in ("pages", "words", "clocks", "parts", "stream", "drafts", "filters", "details")
)
_TYPES = {
    **dict.fromkeys(("pages.css", "still.css"), "text/css; charset=utf-8"),
    **dict.fromkeys(_MODULES, "text/javascript; charset=utf-8"),
    "icon.svg": "image/svg+xml",
}
_SEAT_KINDS = {PageKind.SEAT: "desk", PageKind.INJECT: "inject", PageKind.OWN: "own"}


class WebPages:
    """Implements ``Pages``."""

    def render(self, kind: PageKind, view: object, context: PageContext) -> str:
        if kind is PageKind.JOIN:
            return join_page(view if isinstance(view, tuple) else (), context)
        if kind is PageKind.SECTION:
            if not isinstance(view, SeatView) or context.item not in seat_pages.sections_of(view):
                raise KeyError(context.item)
            return self._seat(context.item, view, context)
        if kind in _SEAT_KINDS:
            return self._seat(_SEAT_KINDS[kind], view, context)
        if kind is PageKind.CONTROL and isinstance(view, ControlView):
            return watch_pages.control_page(view, context)
        if kind is PageKind.CODES and isinstance(view, ControlView):
            return codes_page(view, context)
        if kind is PageKind.EVALUATOR and isinstance(view, EvaluatorDesk):
            return evaluator_pages.evaluator_page(view, context)
        if kind is PageKind.OBSERVER and isinstance(view, ObserverView):
            return watch_pages.observer_page(view, context)
        if kind is PageKind.PROJECTOR and isinstance(view, ProjectorView):
            return watch_pages.projector_page(view, context)
        if kind is PageKind.MANUAL and isinstance(view, ManualView) and context.seat is not None:
            return seat_pages.seat_page("manual", context.seat, context, seat_pages.Beside(manual=view))
        if kind is PageKind.SCORE and context.seat is not None:
            card = view if isinstance(view, ScoreCard) else None
            beside = seat_pages.Beside(manual=context.manual, card=card)
            return seat_pages.seat_page("score", context.seat, context, beside)
        return refused_page(context)

    def asset(self, name: str) -> tuple[bytes, str] | None:
        media = _TYPES.get(name)
        return (_file(name), media) if media is not None else None

    def _seat(self, kind: str, view: object, context: PageContext) -> str:
        return seat_pages.seat_page(kind, view, context) if isinstance(view, SeatView) else refused_page(context)


def join_page(people: tuple[Person, ...], context: PageContext) -> str:
    """The form to come in with; ``people`` are those who sit at the seat already."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    unnamed = t("somebody who gave no name")
    return render(
        "join.html",
        context.lang,
        layout="base.html",
        c=context,
        fault=fault_words(words, t, context.refusal),
        seated=tuple(person.name or unnamed for person in people),
        typed=lambda name: context.form.get(name, ("",))[-1],
    )


def refused_page(context: PageContext) -> str:
    """Why a page cannot be shown, and the way on."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    fault = fault_words(words, t, context.refusal) or t(
        "This desk is one for the terminal: tabletop join, with the same code."
    )
    return render("refused.html", context.lang, layout="base.html", c=context, fault=fault)


@cache
def _file(name: str) -> bytes:
    return (files(__package__) / "static" / name).read_bytes()
