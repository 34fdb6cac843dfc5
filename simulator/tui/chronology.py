"""The team's chronology: who did what, when, in the team's own words."""

from __future__ import annotations

from simulator.engine.views import ReplyView, SeatView
from simulator.model.base import DAY
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import ResponseKind
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.wording import Wording, d_time, day_of, hour

_BRIEF = 3
"""Lines of each entry in the side pane."""


def reply_lines(words: Wording, reply: ReplyView, *, brief: bool, day: bool) -> list[Line]:
    """A reply: when and who, what it answers, and its words. ``brief`` keeps it to a few lines."""
    when = d_time(reply.at) if day else hour(reply.at)
    head = Line(
        (
            Span(f"{when} ", "strong"),
            Span(visible_line(reply.role_title), "strong"),
            Span("" if brief else f"  {words.kind(reply.kind)}", "dim"),
        ),
        indent=2,
    )
    out = [head]
    if reply.inject_title and not brief:
        out.append(line("  " + words.t("re: {title}", title=visible_line(reply.inject_title)), "dim", indent=4))
    body = "\n".join(_body(words, reply))
    if body:
        out.append(Line((Span("  " + body),), 2, _BRIEF if brief else None))
    return out


def chronology_lines(words: Wording, view: SeatView, *, brief: bool) -> list[Line]:
    """The whole chronology, oldest first, with a heading for each day."""
    out: list[Line] = []
    day = None
    for reply in view.chronology:
        if reply.at // DAY != day:
            day = reply.at // DAY
            out.append(line(f"D{day + 1} {words.short_date(day_of(view.day_one, reply.at))}", "head"))
        out += reply_lines(words, reply, brief=brief, day=False)
    if not out:
        out.append(line(words.t("Nothing has been sent yet. What the team sends is listed here."), "dim"))
    return out


def _body(words: Wording, reply: ReplyView) -> list[str]:
    parts: list[str] = []
    if reply.to:
        names = words.names(tuple(visible_line(who) for who in reply.to))
        way = words.way(reply.by)
        parts.append(
            words.t("To {names} by {way}", names=names, way=visible_line(way))
            if way
            else words.t("To {names}", names=names)
        )
    if reply.to_own:
        names = words.names(tuple(visible_line(who) for who in reply.to_own))
        parts.append(words.t("(received by you, as {names})", names=names))
    if reply.sealed:
        parts.append(words.t("(you learn what it says by answering or reading it)"))
    parts += [f"> {visible_line(option)}" for option in reply.options]
    several = reply.kind is ResponseKind.FORM
    for label, text in reply.words:
        parts.append(
            words.t("{label}: {text}", label=visible_line(label), text=visible(text))
            if several and label
            else visible(text)
        )
    return parts


class ChronologyPane(LineList, can_focus=False):
    """The chronology beside the inject, where the screen is wide; it stays at its end."""

    def __init__(self, words: Wording) -> None:
        super().__init__(id="chronology")
        self._words = words
        self._view: SeatView | None = None
        self.border_title = words.t("Team log (F5)")

    def tell(self, view: SeatView) -> None:
        """Show the chronology of ``view``."""
        self._view = view
        self._renew()

    def on_show(self) -> None:
        self._renew()

    def _renew(self) -> None:
        if self.display and self._view is not None:
            self.show([Row("", (each,)) for each in chronology_lines(self._words, self._view, brief=True)])
            self.scroll_end(animate=False, immediate=True)
