"""What the console does on the telephone: answers as whoever was called, calls and writes in anybody's name."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from simulator.engine.commands import Refusal
from simulator.engine.control_view import ControlView
from simulator.engine.talk_commands import SendMessage, TalkCommand
from simulator.engine.talk_shapes import OfficeTalkView
from simulator.model.scenario import CONTROL
from simulator.session.room_port import ControlPort
from simulator.tui.console.acting_injects import ActingOnInjects
from simulator.tui.console.words import ConsoleWording
from simulator.tui.talk_facilitator import OfficeTalksScreen
from simulator.tui.talk_message import MessageScreen
from simulator.words import mark


class ActingOnTalks(ActingOnInjects):
    """A screen that can take part in what is said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "talks", mark("Calls"), tooltip=mark("Answer calls and messages as police, press, mayor.")),
        Binding("w", "write", mark("Call"), tooltip=mark("Call or write to these teams in somebody's name.")),
    ]

    def __init__(self, port: ControlPort[ControlView], words: ConsoleWording) -> None:
        super().__init__(port, words)
        self._said = ""
        """What was written in the window of calls and not sent."""

    def action_talks(self) -> None:
        self.open_talks(None)

    def open_talks(self, talk: tuple[str, str] | None) -> None:
        """The calls and messages of the teams in scope; ``talk`` (team, id) first."""
        if self._talks_window() is None:
            found, lines = self._conversations(self.view), self.view.lines
            several = len(self.view.teams) > 1
            self.app.push_screen(
                OfficeTalksScreen(self.words, found, lines, self.port.now, self._say, talk, several=several)
            )

    def action_write(self) -> None:
        if not self.some_play():
            return
        parties = [(CONTROL, self.words.t("exercise office")), *((one.id, one.title) for one in self.view.parties)]
        roles = [(one.id, one.title) for one in self.view.roles]

        def keep(text: str) -> None:
            self._said = text

        window = MessageScreen(
            self.words, parties, roles, self.view.lines, scope=self.scope_title, text=self._said, keep=keep
        )
        self.notice()
        self.app.push_screen(window, self._write)

    async def _write(self, command: SendMessage | None) -> None:
        told = self.words.t("Called or written to: {teams}", teams=self.scope_title)
        if command is None:
            self.tell_kept(self._said.strip(), "W")
        elif await self.carry_out(command, told):
            self._said = ""

    async def _say(self, team: str, command: TalkCommand) -> Refusal | None:
        refused = await self.send_to(command, (team,))
        return refused.get(team)

    def tell_talks(self, view: ControlView) -> None:
        """Show ``view`` in the window of calls, where it is open."""
        window = self._talks_window()
        if window is not None:
            window.tell(self._conversations(view))

    def _talks_window(self) -> OfficeTalksScreen | None:
        return next((one for one in self.app.screen_stack if isinstance(one, OfficeTalksScreen)), None)

    def _conversations(self, view: ControlView) -> tuple[OfficeTalkView, ...]:
        return tuple(talk for talk in view.conversations if not self.scope or talk.team == self.scope)
