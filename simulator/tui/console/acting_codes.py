"""What the console does with codes: shows them, projects how to join, and makes one anew that is lost or leaked."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.engine.commands import Refusal
from simulator.engine.control_view import ControlView
from simulator.session.room_port import CodeDesk, ControlPort, JoinSheet
from simulator.tui.console.acting_talks import ActingOnTalks
from simulator.tui.console.seat_rows import JoinCode, join_lines, place_of, row_of_code
from simulator.tui.console.windows import Sure
from simulator.tui.console.words import ConsoleWording
from simulator.tui.dialogs import Reading
from simulator.tui.lines import Span, line
from simulator.tui.refusals import sentence
from simulator.words import mark


class ActingOnCodes(ActingOnTalks):
    """A screen that can show codes, where its desk has any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "codes", mark("Codes"), show=False, tooltip=mark("Show the codes of the seats, or hide them.")),
        Binding("p", "join_page", mark("Join page"), show=False, tooltip=mark("A page to project: how to join.")),
    ]

    def __init__(self, port: ControlPort[ControlView], words: ConsoleWording, codes: CodeDesk | None) -> None:
        super().__init__(port, words)
        self._codes = codes

    @property
    def shown_codes(self) -> tuple[JoinCode, ...]:
        """The codes that are on the screen now."""
        raise NotImplementedError

    def show_codes(self, codes: tuple[JoinCode, ...]) -> None:
        """Show ``codes`` beside the seats, or hide them where there are none."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"codes", "join_page"}:
            return self._codes is not None
        return super().check_action(action, parameters)

    async def action_codes(self) -> None:
        if self.shown_codes:
            self.show_codes(())
            return
        sheet = await self._sheet()
        if sheet is not None:
            self.show_codes(sheet.codes)

    async def action_join_page(self) -> None:
        sheet = await self._sheet()
        if sheet is not None:
            lines = join_lines(self.words, self.view, sheet.addresses, sheet.codes, sheet.proof)
            self.app.push_screen(Reading(self.words, self.words.t("Join"), lines))

    async def renew_code(self, row: str) -> None:
        """Withdraw the code of the row ``row`` of the seats and issue another, after asking."""
        t, codes = self.words.t, self._codes
        sheet = await self._sheet()
        found = next((grant for grant, _ in sheet.codes if row_of_code(grant) == row), None) if sheet else None
        if codes is None or found is None:
            return
        who = place_of(self.words, self.view, found)
        text = [
            line(t("Withdraw the code of {who} and issue another one?", who=who), "strong"),
            line(
                t("The old card opens nothing any more. Whoever is in by it is put out and needs the new code."), "warn"
            ),
        ]

        async def go(sure: bool | None) -> None:  # noqa: FBT001
            if sure:
                self._renewed(await codes.renew(found.id), who)

        self.app.push_screen(Sure(self.words, t("New code"), text, t("Withdraw it")), go)

    def _renewed(self, sheet: JoinSheet | Refusal, who: str) -> None:
        if isinstance(sheet, Refusal):
            self.notice(Span(f" {sentence(self.words, sheet)} ", "alert"))
            return
        self.show_codes(sheet.codes)
        told = self.words.t("New code for {who}: it stands in the list. The old card is void.", who=who)
        self.notice(Span(f" {told} ", "good"))

    async def _sheet(self) -> JoinSheet | None:
        """The sheet as it is now; where there is none, it is told why."""
        sheet = None if self._codes is None else await self._codes.sheet()
        if isinstance(sheet, Refusal):
            self.notice(Span(f" {sentence(self.words, sheet)} ", "alert"))
            return None
        return sheet
