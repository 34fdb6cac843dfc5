"""An evaluator's desk on a log: decisions are appended to it, those of other evaluators are taken in.

The exercise is not run from here. Several programs may hold a desk on the same log at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

from simulator.engine.commands import Command, NoteObservation, Refusal, SetVerdict
from simulator.engine.evaluation_commands import ConfirmVerdict, SetRating, WithdrawRating, WithdrawVerdict
from simulator.log.store import LogUnreadable
from simulator.session.clocks import Clock, WallClock
from simulator.session.evaluating import DeskMaker, EvaluatorDesk, actor_of
from simulator.session.opening import OpenedLog
from simulator.session.room_port import Grant, Part
from simulator.session.runner import Session
from simulator.words import Translate

LOOK = 1.0
"""Real seconds between looks at what others have appended."""

Allowed = SetVerdict | NoteObservation | ConfirmVerdict | WithdrawVerdict | SetRating | WithdrawRating


class LogDesk:
    """Implements ``ControlPort[EvaluatorDesk]`` on the log of ``opened``, which must be writable, for ``teams``."""

    def __init__(
        self,
        opened: OpenedLog,
        *,
        name: str,
        lang: str,
        t: Translate,
        teams: tuple[str, ...] = (),
        clock: Clock | None = None,
    ) -> None:
        self.grant = Grant("log", Part.EVALUATOR, team=teams[0] if len(teams) == 1 else None)
        self._opened = opened
        self._teams = teams or tuple(opened.states)
        self._me, self._lang, self._t = actor_of(name), lang, t
        self._clock = clock or WallClock()
        self._session = Session(opened.store, opened.world, dict(opened.states))
        self._news: list[asyncio.Event] = []
        self._session.listen(lambda _: self._tell())
        self._maker = DeskMaker(opened.exercise, opened.world, still=True)
        self._made: tuple[tuple[int, ...], EvaluatorDesk] | None = None

    def view(self) -> EvaluatorDesk:
        states = {team: self._session.states[team] for team in self._teams}
        seqs = tuple(state.seq for state in states.values())
        if self._made is None or self._made[0] != seqs:
            self._made = (seqs, self._maker.desk(states, self._lang, self._me))
        return self._made[1]

    async def changes(self) -> AsyncIterator[EvaluatorDesk]:
        news = asyncio.Event()
        self._news.append(news)
        try:
            while True:
                try:
                    async with asyncio.timeout(LOOK):
                        await news.wait()
                except TimeoutError:
                    self._look()
                if news.is_set():
                    news.clear()
                    yield self.view()
        finally:
            self._news.remove(news)

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        if not isinstance(command, Allowed):
            return dict.fromkeys(teams or self._teams, Refusal("part.not_allowed"))
        own = replace(command, at=self.now(), actor=self._me, still=True)
        refused: dict[str, Refusal] = {}
        for team in teams or self._teams:
            try:
                refusal = self._session.submit(team, own)
            except LogUnreadable as error:
                refusal = Refusal("log.unwritable", {"message": f"{error.message(self._t)} {error.remedy(self._t)}"})
            if refusal is not None:
                refused[team] = refusal
        return refused

    def now(self) -> int:
        return self._clock.now()

    def trouble(self) -> str:
        """Nothing: what cannot be written is told when it is sent."""
        return ""

    async def close(self) -> None:
        self._opened.store.close()

    def _look(self) -> None:
        """Take in what others have appended; a log that cannot be read just now is looked at again later."""
        for team in self._teams:
            try:
                self._session.catch_up(team)
            except LogUnreadable:
                return

    def _tell(self) -> None:
        for news in self._news:
            news.set()
