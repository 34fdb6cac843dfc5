"""The box in which a response is composed: what is asked, as whom, the composer, the button, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from simulator.engine.commands import Refusal, SubmitResponse
from simulator.engine.views import InjectView, SeatView
from simulator.model.base import DAY
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.acknowledge import AcknowledgeComposer
from simulator.tui.composer.base import Composer
from simulator.tui.composer.choice import ChoiceComposer
from simulator.tui.composer.contact import ContactComposer
from simulator.tui.composer.decision import DecisionComposer
from simulator.tui.composer.form import FormComposer
from simulator.tui.composer.own import OwnComposer
from simulator.tui.composer.text import TextComposer
from simulator.tui.controls import OneLine, Press, Stepper
from simulator.tui.fields import Area, Field, typed
from simulator.tui.inbox import others_words
from simulator.tui.leaving import Leaving
from simulator.tui.line_list import LineList
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.standing import can_add
from simulator.tui.wording import Wording, d_time, hour
from simulator.words import mark

_TIGHT = 600
"""Real seconds up to which a form's limit is tight, so that the key that stops the clocks is told of."""


class Answered(Prose, can_focus=True):
    """Says that the response was sent. Enter, Space or a click opens it for a further one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "again", mark("add to it"), show=False)]

    def action_again(self) -> None:
        self.post_message(ReplyBox.Again())

    def on_click(self) -> None:
        self.action_again()


class SendLine(Leaving, Horizontal):
    """The button and what stands beside it."""


class ReplyBox(Leaving, VerticalScroll, can_focus=False):
    """Composes the response to ``inject``, or an unasked one where it is None."""

    class Send(Message):
        """The button was pressed."""

    class Again(Message):
        """A further response is wanted to what has been answered."""

    def __init__(
        self,
        words: Wording,
        view: SeatView,
        inject: InjectView | None,
        draft: Draft,
        *,
        again: bool = False,
        alone: bool = True,
    ) -> None:
        """What this seat has answered is one line, unless a draft was begun or ``again`` asks for a further one.

        ``alone``: the clock is run from this screen.
        """
        super().__init__(id="reply")
        self.words = words
        self.inject = inject
        self.answered = inject is not None and inject.answered_at is not None
        self.over = self.answered and inject is not None and not can_add(inject)
        self.closed = self.over or (self.answered and not draft and not again)
        """Whether the response is shown as sent, in one line."""
        self._prompt = Prose(id="prompt")
        self._told = Prose(id="told")
        titles = {role.id: role.title for role in view.roles}
        held = inject.role_ids if inject else tuple(titles)
        roles = [(role, visible_line(titles.get(role, role))) for role in held]
        self._roles = Stepper(words.t("As"), roles, draft.get("role", ""), id="as") if roles else None
        self._several = len(roles) > 1
        self._real = _real_seconds(view, inject) if alone else None
        """Where the clock can be stopped here: real seconds until the answer is due, None for never."""
        self.composer: Composer | None = None if self.closed else composer_for(words, inject, draft, view)
        self.kept: Draft = dict(draft)
        """The draft as last handed to the port."""

    def compose(self) -> ComposeResult:
        if self.closed:
            yield Prose([self._sent()]) if self.over else Answered([self._sent()])
            return
        yield self._prompt
        if self.composer is None:
            return
        if self._roles is not None and self._several:
            yield self._roles
        yield self.composer
        yield self._told
        with SendLine(id="send-line"):
            yield Press(self.words.t("Send (F9)"), id="send")
            yield OneLine(Span(" " + self.words.t("Drafts are saved."), "dim"))

    def on_mount(self) -> None:
        self._ask()

    def begin(self) -> None:
        """Put the focus where the response begins."""
        if self.composer is not None:
            self.composer.begin()
            # The box grows once the focus is in it; what is asked comes back into sight where there is room then.
            self.call_after_refresh(self.call_after_refresh, self._show_prompt)
        elif self.closed and not self.over:
            self.post_message(self.Again())

    def _show_prompt(self) -> None:
        place = self.screen.focused if self.is_attached else None
        if place is not None and self in place.ancestors:
            bottom = place.region.bottom - self.content_region.y + round(self.scroll_y)
            if bottom <= self.content_region.height:
                self.scroll_home(animate=False, immediate=True)

    def draft(self) -> Draft:
        """What to keep for later; empty when nothing was put in."""
        kept = self.composer.draft() if self.composer else {}
        return {"role": self.role, **kept} if kept and self._several else kept

    @property
    def role(self) -> str:
        return self._roles.value if self._roles is not None else ""

    def command(self, seat: str, at: int) -> SubmitResponse | None:
        """The response as it stands; None where nothing is asked."""
        if self.composer is None:
            return None
        out = self.composer.outgoing()
        return SubmitResponse(
            at=at,
            actor=f"seat:{seat}",
            seat=seat,
            role=self.role,
            kind=out.kind.value,
            inject=self.inject.id if self.inject else None,
            parts=out.parts,
            options=out.options,
            to=out.to,
            by=out.by,
        )

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was sent, and what to do."""
        if self.composer is None:
            return
        self._told.show([])
        told = "! " + sentence(self.words, refusal, self.composer.labels())
        if not self.composer.show_fault(refusal, told):
            self._told.show([line(told, "alert")])
            self.call_after_refresh(self._told.scroll_visible, animate=False)

    @property
    def told(self) -> str:
        return self._told.plain

    # What was refused is mended by a change; typing where there is no text to type goes to the text.

    def on_text_area_changed(self, event: Area.Changed) -> None:
        event.stop()
        self._told.show([])

    def on_input_changed(self, event: Field.Changed) -> None:
        event.stop()
        self._told.show([])

    def on_stepper_changed(self) -> None:
        self._told.show([])

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._told.show([])

    def on_composer_changed(self) -> None:
        self._told.show([])

    def on_key(self, event: events.Key) -> None:
        # Enter and Space belong to the controls.
        if event.key not in {"enter", "space"} and self._type_in(typed(event)):
            event.prevent_default().stop()

    def on_paste(self, event: events.Paste) -> None:
        if self._type_in(event.text):
            event.prevent_default().stop()

    def _type_in(self, text: str) -> bool:
        """Add ``text`` to the composer's text where what has the focus takes none; whether it was added."""
        place = self.composer.typing_place() if self.composer else None
        if not text or place is None or isinstance(self.screen.focused, (Area, Field, LineList)):
            return False
        place.type_in(text)
        # The focus follows once the keys that are on their way here have arrived, so that they keep their order.
        self.call_after_refresh(place.focus)
        return True

    def on_press_pressed(self, event: Press.Pressed) -> None:
        if event.press.id == "send":
            event.stop()
            self.post_message(self.Send())

    def _ask(self) -> None:
        t = self.words.t
        if self.inject is None:
            self.border_title = t("Act on your own")
            self._prompt.show([line(t("This responds to no inject: contact somebody, or write what you do."), "dim")])
            return
        ask = self.inject.ask
        if ask is None:
            self.border_title = t("No response is asked for")
            self._prompt.show([line(t("For information. To act on it, press F2."), "dim")])
            return
        limit = "" if ask.due is None or self.answered else t(" - by {time}", time=d_time(ask.due))
        self.border_title = t("Your response ({kind})", kind=self.words.kind(ask.kind)) + limit
        told = [line(visible(ask.prompt), "ask")]
        if others_words(self.words, self.inject):
            told.append(line(t("Others have answered this already; your own answer is still open."), "dim"))
        if self._real is not None and self._real <= _TIGHT and ask.kind is ResponseKind.FORM and not self.answered:
            told.append(line(t("To fill it in without haste, F8 stops the clocks."), "dim"))
        self._prompt.show(told)

    def _sent(self) -> Line:
        """When it was sent, and what can be done now."""
        t, inject = self.words.t, self.inject
        sent = [reply.at for reply in inject.replies if reply.own] if inject else []
        time = "" if inject is None or not sent else (hour if sent[-1] // DAY == inject.at // DAY else d_time)(sent[-1])
        head = Span(t("Answered (sent {time})", time=time), "good")
        quiz = inject is not None and inject.solution is not None
        over = t("The right answer is above.") if quiz else t("Nothing more to do here.")
        how = over if self.over else t("Enter: add or correct")
        return Line((head, Span(f"  {how}", "dim")))


def _real_seconds(view: SeatView, inject: InjectView | None) -> int | None:
    """How long the limit of ``inject`` is in real time, at the present pace; None without a limit."""
    due = inject.ask.due if inject and inject.ask else None
    if inject is None or due is None:
        return None
    return (due - inject.at) * 100 // max(1, view.clock.pace * view.clock.percent)


def composer_for(words: Wording, inject: InjectView | None, draft: Draft, view: SeatView) -> Composer | None:
    """The composer for what ``inject`` asks, or for acting unasked where it is None; None where nothing is asked."""
    roles = [role.id for role in view.roles]
    if inject is None:
        return OwnComposer(words, draft, view.contacts, roles)
    ask = inject.ask
    if ask is None:
        return None
    match ask.kind:
        case ResponseKind.TEXT:
            return TextComposer(words, draft, words.t("Write your response here. F9 sends it."))
        case ResponseKind.CHOICE | ResponseKind.QUIZ:
            return ChoiceComposer(words, draft, ask)
        case ResponseKind.DECISION:
            return DecisionComposer(words, draft, ask)
        case ResponseKind.FORM:
            return FormComposer(words, draft, ask)
        case ResponseKind.CONTACT:
            return ContactComposer(words, draft, view.contacts, roles)
        case ResponseKind.ACKNOWLEDGE:
            return AcknowledgeComposer(words, draft)
