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
from simulator.tui.wrap_up import open_questions
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

    class QuestionsWanted(Message):
        """The questions of the hot wash and the survey are to be opened."""

    class Reflected(Message):
        """Words to keep in the log."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9", "score", mark("Score card"), tooltip=mark("See how the team did, step by step, with the evidence.")
        ),
        Binding(
            "f12,ctrl+y",
            "questions",
            mark("Questions"),
            tooltip=mark("Answer the questions of the hot wash and the survey."),
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
                yield Prose(question_lines(self.words, self._view), id="question")
                yield Field(placeholder=t("Write here; Enter keeps it in the log."), id="reflection")
                yield Prose(id="told")
                yield Prose(record_lines(self.words, self._log_path))
            with Horizontal(id="answers"):
                if self._asks:
                    yield Press(t("Answer the questions"), id="to-questions")
                if self._has_card:
                    yield Press(t("See the score card"), id="to-score")
                yield Press(t("Quit"), id="leave")
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.query_one("#reflection").display = not self._asks
        first = "#to-questions" if open_questions(self._view) else "#to-score" if self._has_card else "#leave"
        self.query_one(first if self._asks or self._has_card else "#reflection").focus()

    @property
    def _asks(self) -> bool:
        """Whether the scenario has questions of its own; they take the place of the line to write in."""
        return self._view.wrap_up is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "questions":
            return self._asks
        return self._has_card if action == "score" else True

    def answered(self, view: SeatView) -> None:
        """Questions were answered: tell how many are open, and offer what comes next."""
        self._view = view
        self.query_one("#question", Prose).show(question_lines(self.words, view))
        if not open_questions(view):
            self.query_one("#to-score" if self._has_card else "#leave").focus()

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        t = self.words.t
        if self._asks:
            first = line(t("Answer the questions with F12: they make the next exercise better. Any may stay open."))
            card = [line(t("See the score card with F9, or leave with Esc. Everything is recorded."))]
            return [first, *(card if self._has_card else [line(t("Leave with Esc. Everything is recorded."))])]
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
        elif event.press.id == "to-questions":
            self.action_questions()
        else:
            self.action_leave()

    def action_questions(self) -> None:
        self.post_message(self.QuestionsWanted())

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


def question_lines(words: Wording, view: SeatView) -> list[Line]:
    """The questions to end with: how many of the scenario's own are open, else one that fits any exercise."""
    t = words.t
    if view.wrap_up is None:
        return [BLANK, line(t("What went well, what will you do differently next week, and who sees to it?"), "head")]
    count, still_open = len(view.wrap_up.questions), open_questions(view)
    if not still_open:
        return [BLANK, line(t("Hot wash and survey: all {count} questions answered. Thank you.", count=count), "good")]
    told = t("Hot wash and survey: {open} of {count} questions are open. F12 opens them.", open=still_open, count=count)
    return [BLANK, line(told, "head")]


def record_lines(words: Wording, log_path: str) -> list[Line]:
    """Where the record lies, and the commands that open it; who keeps it where there is no file of this machine."""
    t, path = words.t, visible_line(log_path)
    if not path or "://" in path:
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
