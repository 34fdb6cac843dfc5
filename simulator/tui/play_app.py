"""The app for playing on one terminal: the lobby, then the seat that it opens."""

from __future__ import annotations

from simulator.log.store import LogUnreadable
from simulator.session.port import LobbyPort
from simulator.tui.lobby import Choice, Lobby
from simulator.tui.seat_app import AtSeat
from simulator.words import translator


class PlayApp(AtSeat):
    """Plays an exercise of ``lobby``. It returns where the log lies, or nothing when none was begun."""

    def __init__(self, lobby: LobbyPort, lang: str, asked_roles: tuple[str, ...] | None, percent: int) -> None:
        """``asked_roles`` skips the lobby; ``percent`` multiplies the planned pace."""
        super().__init__(lang)
        self._lobby, self._asked, self._percent = lobby, asked_roles, percent

    async def on_mount(self) -> None:
        if self._asked:
            await self._begin(Choice(self._asked))
        else:
            self._ask()

    def _ask(self, told: str = "") -> None:
        self.push_screen(Lobby(self.words, self._lobby.offer(), self._percent, told), self._begin)

    async def _begin(self, choice: Choice | None) -> None:
        if choice is None:
            return
        try:
            if choice.exercise is not None:
                port = await self._lobby.resume(choice.exercise)
            else:
                port = await self._lobby.open(choice.roles, self._percent)
        except LogUnreadable as error:
            t = translator("log", self.words.lang)
            self._ask(f"{error.message(t)} {error.remedy(t)}")
            return
        self.sit(port)
