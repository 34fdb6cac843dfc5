"""A choice among options, or a quiz: one, or several where the scenario allows it."""

from __future__ import annotations

from textual.app import ComposeResult

from simulator.engine.commands import Refusal
from simulator.engine.views import AskView
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing, joined, parted
from simulator.tui.composer.options import OptionRows
from simulator.tui.lines import line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording


class ChoiceComposer(Composer):
    """Options to tick."""

    def __init__(self, words: Wording, draft: Draft, ask: AskView) -> None:
        super().__init__(words, draft)
        options = [(option.id, option.label) for option in ask.options]
        self._rows = OptionRows(options, parted(draft.get("options", "")), several=ask.many, id="options")
        self._many = ask.many
        self._kind = ask.kind

    def compose(self) -> ComposeResult:
        yield self._rows
        t = self.words.t
        yield Prose(
            [
                line(
                    t("Space ticks and unticks; several may be ticked.") if self._many else t("Space selects one."),
                    "dim",
                )
            ]
        )

    def outgoing(self) -> Outgoing:
        return Outgoing(self._kind, options=self._rows.ticked)

    def draft(self) -> Draft:
        return {"options": joined(self._rows.ticked)} if self._rows.ticked else {}

    def begin(self) -> None:
        self._rows.focus()

    def show_fault(self, refusal: Refusal, told: str) -> bool:  # noqa: ARG002
        self._rows.focus()
        return False
