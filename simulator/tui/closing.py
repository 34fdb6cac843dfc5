"""The closing screen: the exercise is over, where its record lies, and the way to the score card."""

from __future__ import annotations

from collections.abc import Mapping
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
from simulator.tui.fields import Field
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import BLANK, Line, line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording
from simulator.words import mark

Titles = Mapping[str, str]
"""Titles of the manual's steps, by id."""

LATER = ("tabletop review", "tabletop score")
"""Commands that open the record again."""


class Closing(Screen[None]):
    """Says where everything lies. ``ScoreWanted`` and ``Left`` tell what the player wants next."""

    class ScoreWanted(Message):
        """The score card is to be opened."""

    class Left(Message):
        """The player is done."""

    class Reflected(Message):
        """Words to keep in the log."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9", "score", mark("Score card"), tooltip=mark("See how the team did, step by step, with the evidence.")
        ),
        Binding("escape", "leave", mark("Quit"), tooltip=mark("Leave the program.")),
    ]

    def __init__(
        self,
        words: Wording,
        view: SeatView,
        card: ScoreCard | None,
        titles: Titles,
        log_path: str,
        *,
        has_card: bool = True,
    ) -> None:
        """``titles`` are those of the manual's steps, by id; ``has_card`` says whether the whole card can be opened."""
        super().__init__()
        self._has_card = has_card
        self.words, self._view, self._card, self._titles, self._log_path = words, view, card, titles, log_path

    def compose(self) -> ComposeResult:
        t = self.words.t
        with Vertical(id="window") as window:
            window.border_title = Content(visible_line(self._view.scenario_title))
            with VerticalScroll(can_focus=False):
                yield Prose(closing_lines(self.words, self._view, self._card, self._titles))
                yield Prose(question_lines(self.words), id="question")
                yield Field(placeholder=t("Write here; Enter keeps it in the log."), id="reflection")
                yield Prose(id="told")
                yield Prose(record_lines(self.words, self._log_path))
            with Horizontal(id="answers"):
                if self._has_card:
                    yield Press(t("See the score card"), id="to-score")
                yield Press(t("Quit"), id="leave")
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.query_one("#to-score" if self._has_card else "#reflection").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return self._has_card if action == "score" else True

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        t = self.words.t
        if not self._has_card:
            return [line(t("Write into the line what you want to remember (Enter keeps it), or leave with Esc."))]
        return [
            line(t("See the score card with F9, or leave with Esc. Everything is recorded.")),
            line(t("What you want to remember you can write into the line above the buttons (Shift+Tab goes there).")),
        ]

    def on_input_submitted(self, event: Field.Submitted) -> None:
        text = event.value.strip()
        if text:
            self.post_message(self.Reflected(text))

    def kept(self, told: str = "") -> None:
        """The words are in the log; or ``told`` says why not, and they stay where they are."""
        if told:
            self.query_one("#told", Prose).show([line(told, "alert")])
            return
        self.query_one("#reflection", Field).value = ""
        self.query_one("#told", Prose).show([line(self.words.t("Kept in the log. You can add more."), "good")])

    def on_press_pressed(self, event: Press.Pressed) -> None:
        if event.press.id == "to-score":
            self.action_score()
        else:
            self.action_leave()

    def action_score(self) -> None:
        self.post_message(self.ScoreWanted())

    def action_leave(self) -> None:
        """What stands in the line goes into the log first."""
        text = self.query_one("#reflection", Field).value.strip()
        if text:
            self.post_message(self.Reflected(text))
        self.post_message(self.Left())


def closing_lines(words: Wording, view: SeatView, card: ScoreCard | None, titles: Titles) -> list[Line]:
    """Thanks, what was done by this seat and by the whole group, the score."""
    t = words.t
    mine = {role.id for role in view.roles}
    asked = [inject for inject in view.inbox if inject.ask is not None]
    answered = sum(any(reply.role in mine for reply in inject.replies) for inject in asked)
    own = sum(reply.role in mine for reply in view.chronology)
    out = [
        line(t("The exercise is over. Thank you."), "strong"),
        BLANK,
        line(
            t(
                "You: injects received: {count}; asking for a response: {asked}; answered by you: {answered}.",
                count=len(view.inbox),
                asked=len(asked),
                answered=answered,
            ),
            indent=2,
        ),
    ]
    if view.mates:
        out.append(
            line(
                t("Responses sent: {own} by you, {all} by the whole group.", own=own, all=len(view.chronology)),
                indent=2,
            )
        )
    return out + score_lines(words, card, titles)


def question_lines(words: Wording) -> list[Line]:
    """The questions to end with."""
    return [BLANK, line(words.t("What went well, what will you do differently next week, and who sees to it?"), "head")]


def record_lines(words: Wording, log_path: str) -> list[Line]:
    """Where the record lies, and the commands that open it; without a path, who keeps it."""
    t, path = words.t, visible_line(log_path)
    if not path:
        return [BLANK, line(t("Everything is recorded; the exercise office keeps the record."), "dim")]
    return [
        BLANK,
        line(t("Everything is recorded in this file:"), "dim"),
        line(path, "strong"),
        line(t("Later, at any time: go through it, or print the score."), "dim"),
        *(line(f"{command} {path}", indent=2) for command in LATER),
    ]


def score_lines(words: Wording, card: ScoreCard | None, titles: Titles) -> list[Line]:
    """The score in short, one's own part first; nothing where there is no card."""
    if card is None:
        return []
    t = words.t
    out: list[Line] = []
    for team in card.teams:
        if team.own is not None:
            out.append(
                line(
                    t("Score: {percent} % for your own part (proposed by the program)", percent=team.own.percent),
                    "strong",
                )
            )
            out.append(
                line(t("Whole group: {percent} %, colleagues played by the program included", percent=team.percent))
            )
        else:
            out.append(line(t("Score: {percent} % (proposed by the program)", percent=team.percent), "strong"))
        out += _steps(t("Serious shortcomings"), team.critical, titles, "alert")
        also = tuple(step for step in team.harm if step not in team.critical)
        out += _steps(t("Must not be done, and was done"), also, titles, "warn")
    return out


def _steps(heading: str, steps: tuple[str, ...], titles: Titles, style: str) -> list[Line]:
    """A heading and a line for each step, with its title."""
    if not steps:
        return []
    return [
        line(heading, style),
        *(line(f"- {step} {visible_line(titles.get(step, ''))}".rstrip(), indent=2) for step in steps),
    ]
