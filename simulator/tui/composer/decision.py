"""A decision: one option and the reason for it."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.engine.commands import Refusal
from simulator.engine.views import AskView
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing, joined, parted
from simulator.tui.composer.options import OptionRows
from simulator.tui.fields import Area
from simulator.tui.lines import line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording


class DecisionComposer(Composer):
    """Options of which one is taken, then the reason in words."""

    def __init__(self, words: Wording, draft: Draft, ask: AskView) -> None:
        super().__init__(words, draft)
        options = [(option.id, option.label) for option in ask.options]
        self._rows = OptionRows(options, parted(draft.get("options", ""))[:1], several=False, id="options")
        self._reason = Area(draft.get("reason", ""), placeholder=words.t("Why? (must be filled in)"), id="reason")

    def compose(self) -> ComposeResult:
        yield self._rows
        yield Prose([line(self.words.t("Space selects one. Then give your reason (required):"), "dim")])
        yield self._reason

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.DECISION, {"reason": self._reason.text}, options=self._rows.ticked)

    def draft(self) -> Draft:
        kept = {"options": joined(self._rows.ticked), "reason": self._reason.text}
        return {name: value for name, value in kept.items() if value}

    def begin(self) -> None:
        self._rows.focus()

    def show_fault(self, refusal: Refusal, told: str) -> bool:  # noqa: ARG002
        (self._reason if refusal.code == "response.empty" else self._rows).focus()
        return False
