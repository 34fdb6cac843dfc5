"""The closing screen: the exercise is over, where its record lies, and the way to the score card."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from simulator.engine.views import SeatView
from simulator.model.safe_text import visible_line
from simulator.scoring.scorecard import ScoreCard
from simulator.tui.controls import Press
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording
from simulator.words import mark


class Closing(Screen[None]):
    """Says where everything lies. ``ScoreWanted`` and ``Left`` tell what the player wants next."""

    class ScoreWanted(Message):
        """The score card is to be opened."""

    class Left(Message):
        """The player is done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9", "score", mark("Score card"), tooltip=mark("See how the team did, step by step, with the evidence.")
        ),
        Binding("escape,q", "leave", mark("Quit"), tooltip=mark("Leave the program.")),
    ]

    def __init__(self, words: Wording, view: SeatView, card: ScoreCard | None, log_path: str) -> None:
        super().__init__()
        self.words, self._view, self._card, self._log_path = words, view, card, log_path

    def compose(self) -> ComposeResult:
        t = self.words.t
        with Vertical(id="window") as window:
            window.border_title = Content(visible_line(self._view.scenario_title))
            with VerticalScroll(can_focus=False):
                yield Prose(closing_lines(self.words, self._view, self._card, self._log_path))
            with Horizontal(id="answers"):
                yield Press(t("See the score card"), id="score")
                yield Press(t("Quit"), id="leave")
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.query_one("#score").focus()

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        return [line(self.words.t("See the score card with F9, or leave with Esc. Everything is recorded."))]

    def on_press_pressed(self, event: Press.Pressed) -> None:
        self.post_message(self.ScoreWanted() if event.press.id == "score" else self.Left())

    def action_score(self) -> None:
        self.post_message(self.ScoreWanted())

    def action_leave(self) -> None:
        self.post_message(self.Left())


def closing_lines(words: Wording, view: SeatView, card: ScoreCard | None, log_path: str) -> list[Line]:
    """Thanks, what was done, where the record lies, what comes next."""
    t = words.t
    out = [line(t("The exercise is over. Thank you."), "strong"), BLANK]
    answered = sum(1 for inject in view.inbox if inject.answered_at is not None)
    asked = sum(1 for inject in view.inbox if inject.ask is not None)
    out.append(
        line(
            t(
                "Injects received: {count}. Responded to: {answered} of {asked}.",
                count=len(view.inbox),
                answered=answered,
                asked=asked,
            )
        )
    )
    out += score_lines(words, card)
    out += [
        BLANK,
        line(t("Everything is recorded in this file:"), "dim"),
        line(visible_line(log_path), "strong"),
        BLANK,
        line(t("It can be reviewed, scored again and reported from at any time:"), "dim"),
        Line((Span(f"tabletop review {visible_line(log_path)}"),), indent=2),
        BLANK,
        line(t("Before you leave: what went well, what will you do differently next week, and who sees to it?")),
    ]
    return out


def score_lines(words: Wording, card: ScoreCard | None) -> list[Line]:
    """The score in short; nothing where there is no card."""
    if card is None:
        return []
    t = words.t
    out: list[Line] = []
    for team in card.teams:
        out.append(line(t("Score: {percent} % (proposed by the program)", percent=team.percent), "strong"))
        if team.critical:
            out.append(line(t("Critical steps failed: {steps}", steps=words.names(team.critical)), "alert"))
        if team.harm:
            out.append(line(t("Things done that must not be done: {steps}", steps=words.names(team.harm)), "alert"))
    return out
