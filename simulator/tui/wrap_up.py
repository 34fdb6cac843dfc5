"""Hot wash and survey: one question after the other. A figure answers a scale; whatever is left out stays open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from simulator.engine.commands import Command, Refusal
from simulator.engine.evaluation_commands import AnswerDebrief, AnswerSurvey
from simulator.engine.evaluation_state import DEBRIEF
from simulator.engine.views import SeatView
from simulator.engine.wrap_up_views import QuestionView
from simulator.model.safe_text import visible
from simulator.session.drafts import WRAP_UP
from simulator.session.port import Draft
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Area
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording
from simulator.words import mark

_PARTS = {DEBRIEF: mark("Hot wash"), "survey": mark("Survey")}
_TEN = 10


def draft_name(question: QuestionView) -> str:
    """Under what name the draft of an answer is kept."""
    return f"{WRAP_UP}{question.part} {question.id}"


Given = dict[tuple[str, str], tuple[int | None, str]]
"""What was answered from this screen, by part and question.

Where people share a seat its view is theirs together and holds nobody's answers; each screen remembers its own.
"""


def with_own(view: SeatView, given: Given) -> SeatView:
    """``view`` with the answers ``given`` from this screen."""
    if view.wrap_up is None or not given:
        return view
    questions = tuple(_with_own(question, given) for question in view.wrap_up.questions)
    return replace(view, wrap_up=replace(view.wrap_up, questions=questions))


def _with_own(question: QuestionView, given: Given) -> QuestionView:
    own = given.get((question.part, question.id))
    if own is None or question.answered:
        return question
    value, words = own
    return replace(question, answered=value is not None or bool(words), value=value, words=words)


def open_questions(view: SeatView) -> int:
    """How many questions nobody at this seat has answered yet."""
    return sum(not question.answered for question in view.wrap_up.questions) if view.wrap_up else 0


class Scale(OneLine, can_focus=True):
    """Figures from 1 to ``top``; pressing one answers (0 is ten), the arrows and Enter do too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", mark("less"), show=False),
        Binding("right", "step(1)", mark("more"), show=False),
        Binding("enter,space", "answer", mark("Answer"), tooltip=mark("Answer with the figure between brackets.")),
    ]

    class Answered(Message):
        """A figure was chosen."""

        def __init__(self, value: int) -> None:
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        super().__init__(id="scale")
        self._top, self.value = 2, 0

    def ask(self, top: int, value: int) -> None:
        """Offer 1 to ``top`` with ``value`` chosen (0: none yet)."""
        self._top, self.value = top, value
        self._tell()

    def on_key(self, event: events.Key) -> None:
        figure = event.character or ""
        if figure.isdecimal():
            value = int(figure) or _TEN  # full-width figures count as well
            if 1 <= value <= self._top:
                event.stop()
                self._choose(value)

    def on_click(self, event: events.Click) -> None:
        self.focus()
        value = event.x // 4 + 1
        if 1 <= value <= self._top:
            self._choose(value)

    def action_step(self, step: int) -> None:
        self.value = max(1, min(self._top, self.value + step)) if self.value else (1 if step > 0 else self._top)
        self._tell()

    def action_answer(self) -> None:
        if self.value:
            self._choose(self.value)

    def _choose(self, value: int) -> None:
        self.value = value
        self._tell()
        self.post_message(self.Answered(value))

    def _tell(self) -> None:
        spans = []
        for value in range(1, self._top + 1):
            here = value == self.value
            spans.append(Span(f"[{value}]".ljust(4) if here else f" {value}  "[:4], "strong" if here else ""))
        self.say(*spans)

    def _over(self) -> str:
        return "cursor" if self.has_focus else ""


class WrapUpScreen(Dialog[None]):
    """The questions of ``view``; answers go out by ``send``, drafts to ``keep``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "turn(-1)", mark("Back"), priority=True, tooltip=mark("Go back to the question before.")),
        Binding("f8", "turn(1)", mark("Skip"), priority=True, tooltip=mark("Leave this question open and go on.")),
        Binding(
            "f9,ctrl+s", "keep", mark("Answer"), priority=True, tooltip=mark("Record the answer and go on to the next.")
        ),
    ]

    def __init__(
        self,
        words: Wording,
        view: Callable[[], SeatView],
        now: Callable[[], int],
        send: Callable[[Command], Awaitable[Refusal | None]],
        draft: Callable[[str], Draft],
        keep: Callable[[str, Draft], None],
        given: Given,
    ) -> None:
        """``given`` is added to."""
        super().__init__(words, words.t("Hot wash and survey"))
        self._view, self._now, self._send, self._draft, self._keep = view, now, send, draft, keep
        self._given = given
        questions = self._questions()
        unanswered = (number for number, question in enumerate(questions) if not question.answered)
        self._at = next(unanswered, 0)
        self._head = Prose(id="wrap-up-head")
        self._scale = Scale()
        self._text = Area(placeholder=words.t("Write here. No names, please: roles will do."), id="wrap-up-text")
        self._told = Prose(id="told")

    def inside(self) -> ComposeResult:
        with VerticalScroll(id="wrap-up-scroll", can_focus=False):
            yield self._head
        yield self._scale
        yield self._text
        yield self._told

    def on_mount(self) -> None:
        self._show()

    def on_unmount(self) -> None:
        self._keep_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return self._at > 0 if parameters == (-1,) else self._at < len(self._questions())
        return action != "keep" or self._at < len(self._questions())

    def action_turn(self, step: int) -> None:
        self._keep_draft()
        self._at = max(0, min(len(self._questions()), self._at + step))
        self._show()

    async def action_keep(self) -> None:
        question = self._question()
        if question is None:
            return
        if question.scale is not None:
            if self._scale.value:
                await self._answer(question, self._scale.value, "")
            return
        text = self._text.text.strip()
        if not text and not question.answered:
            self.action_turn(1)
            return
        await self._answer(question, None, text)

    async def on_scale_answered(self, event: Scale.Answered) -> None:
        question = self._question()
        if question is not None and question.scale is not None:
            await self._answer(question, event.value, "")

    async def _answer(self, question: QuestionView, value: int | None, text: str) -> None:
        view = self._view()
        actor, seat, at = f"seat:{view.seat}", view.seat, self._now()
        command: Command = (
            AnswerDebrief(at=at, actor=actor, seat=seat, question=question.id, text=text)
            if question.part == DEBRIEF
            else AnswerSurvey(at=at, actor=actor, seat=seat, question=question.id, value=value, text=text)
        )
        refusal = await self._send(command)
        if refusal is not None:
            self._told.show([line(sentence(self.words, refusal), "alert")])
            return
        self._given[question.part, question.id] = (value, text)
        self._text.text = ""
        self._keep(draft_name(question), {})
        self._at += 1
        self._show()

    def _questions(self) -> tuple[QuestionView, ...]:
        found = with_own(self._view(), self._given).wrap_up
        return found.questions if found else ()

    def _question(self) -> QuestionView | None:
        questions = self._questions()
        return questions[self._at] if self._at < len(questions) else None

    def _keep_draft(self) -> None:
        question = self._question()
        if question is not None and question.scale is None:
            text = self._text.text
            self._keep(draft_name(question), {} if text.strip() == question.words else {"text": text})

    def _show(self) -> None:
        question = self._question()
        self._told.show([])
        self._scale.display = question is not None and question.scale is not None
        self._text.display = question is not None and question.scale is None
        if question is None:
            self._head.show(self._end_lines())
            self.set_focus(None)
        else:
            self._head.show(self._question_lines(question))
            if question.scale is not None:
                self._scale.ask(question.scale, question.value or 0)
                self._scale.focus()
            else:
                self._text.text = self._draft(draft_name(question)).get("text", "") or question.words
                self._text.move_cursor(self._text.document.end)
                self._text.focus()
        self.refresh_bindings()

    def _question_lines(self, question: QuestionView) -> list[Line]:
        t, questions = self.words.t, self._questions()
        count = t("{number} of {all}", number=self._at + 1, all=len(questions))
        spans = [Span(t(_PARTS[question.part]), "head"), Span(f"  {count}", "dim")]
        if question.answered:
            spans.append(Span("  " + t("answered"), "good"))
        how = (
            t("Press a figure from 1 to {top}; that records it.", top=question.scale)
            if question.scale is not None
            else t("F9 records it and goes on.")
        )
        return [Line(tuple(spans)), BLANK, line(visible(question.text.strip()), "strong"), BLANK, line(how, "dim")]

    def _end_lines(self) -> list[Line]:
        t, questions = self.words.t, self._questions()
        done = sum(question.answered for question in questions)
        lines = [
            line(t("Thank you."), "head"),
            BLANK,
            line(t("{done} of {all} answered.", done=done, all=len(questions)), "strong"),
        ]
        if done < len(questions):
            lines.append(line(t("F7 goes back to those that are open. They may stay open.")))
        return [*lines, line(t("Esc closes this window."), "dim")]
