"""The box in which a response is composed: what is asked, as whom, the composer, the button, and what came of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from simulator.engine.commands import Refusal, SubmitResponse
from simulator.engine.views import AskView, ContactView, InjectView, SeatView
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
from simulator.tui.leaving import Leaving
from simulator.tui.lines import Span, line
from simulator.tui.prose import Prose
from simulator.tui.refusals import sentence
from simulator.tui.wording import Wording, d_time


class SendLine(Leaving, Horizontal):
    """The button and what stands beside it."""


class ReplyBox(Leaving, VerticalScroll, can_focus=False):
    """Composes the response to ``inject``, or an unasked one where it is None."""

    class Send(Message):
        """The button was pressed."""

    def __init__(self, words: Wording, view: SeatView, inject: InjectView | None, draft: Draft) -> None:
        super().__init__(id="reply")
        self.words = words
        self.inject = inject
        self._prompt = Prose(id="prompt")
        self._told = Prose(id="told")
        titles = {role.id: role.title for role in view.roles}
        held = inject.role_ids if inject else tuple(titles)
        roles = [(role, visible_line(titles.get(role, role))) for role in held]
        self._roles = Stepper(words.t("As"), roles, draft.get("role", ""), id="as") if roles else None
        self._several = len(roles) > 1
        ask = inject.ask if inject else None
        self.composer: Composer | None = (
            OwnComposer(words, draft, view.contacts)
            if inject is None
            else (composer_for(words, ask, draft, view.contacts) if ask else None)
        )
        self.kept: Draft = dict(draft)
        """The draft as last handed to the port."""

    def compose(self) -> ComposeResult:
        yield self._prompt
        if self.composer is None:
            return
        if self._roles is not None and self._several:
            yield self._roles
        yield self.composer
        yield self._told
        with SendLine(id="send-line"):
            yield Press(self.words.t("Send (F9)"), id="send")
            yield OneLine(Span(self.words.t(" Drafts are kept by themselves."), "dim"))

    def on_mount(self) -> None:
        self._ask()

    def begin(self) -> None:
        """Put the focus where the response begins."""
        if self.composer is not None:
            self.composer.begin()

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
        labels = self.composer.labels() if self.composer else {}
        self._told.show([line("! " + sentence(self.words, refusal, labels), "alert")])
        self.call_after_refresh(self._told.scroll_visible, animate=False)

    @property
    def told(self) -> str:
        return self._told.plain

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
        limit = "" if ask.due is None else t(" - by {time}", time=d_time(ask.due))
        self.border_title = t("Your response ({kind})", kind=self.words.kind(ask.kind)) + limit
        self._prompt.show([line(visible(ask.prompt), "ask")])


def composer_for(words: Wording, ask: AskView, draft: Draft, contacts: tuple[ContactView, ...]) -> Composer:
    """The composer for what is asked."""
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
            return ContactComposer(words, draft, contacts)
        case ResponseKind.ACKNOWLEDGE:
            return AcknowledgeComposer(words, draft)
