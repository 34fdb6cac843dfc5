"""A facilitator's desk for tests: an exercise of several teams in memory, with a clock that is set by hand."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

from simulator.engine.commands import Command, Refusal, SendNow, StartTeam, Tick
from simulator.engine.control_commands import Improvise
from simulator.engine.control_view import ControlView, control_view
from simulator.engine.events import CONTROL_STREAM, Entry, TeamSetup
from simulator.log.memory import MemoryStore
from simulator.model.content import Content
from simulator.session.entries import entry_of
from simulator.session.opening import create_exercise
from simulator.session.room_port import Grant, Part
from simulator.session.runner import Session

START = 1_700_000_000_000


class ControlDesk:
    """Implements ``ControlPort[ControlView]``. ``sent`` are the commands in order with their teams."""

    def __init__(self, content: Content, teams: tuple[TeamSetup, ...], lang: str, *, started: bool = True) -> None:
        store = MemoryStore("desk")
        opened = create_exercise(store, content, teams, {}, content.scenario.day_one, lang, START, office=True)
        self.session = Session(store, opened.world, dict(opened.states))
        self.grant = Grant("g1", Part.FACILITATOR)
        self.lang = lang
        self.time = START
        self.sent: list[tuple[Command, tuple[str, ...]]] = []
        self.refuse: dict[str, Refusal] = {}
        """What is refused to teams, whatever is asked."""
        self.scripted: tuple[str, ...] | None = None
        """The teams that have a script; None: all of them."""
        self.fills = False
        """Whether scripts answer for seats that are empty at the start."""
        self.closed = 0
        self.ended = False
        self.troubled = ""
        """What ``trouble`` says."""
        self._news: list[asyncio.Event] = []
        self.session.listen(lambda _: self._tell())
        if started:
            for team in self.session.states:
                self.session.submit(team, StartTeam(at=self.time))

    def view(self) -> ControlView:
        streams = (CONTROL_STREAM, *self.session.states)
        entries = {s: self._stream(s) for s in streams}
        view = control_view(self.session.world, self.session.states, self.lang, entries, self.scripted)
        return replace(view, fills=self.fills)

    async def changes(self) -> AsyncIterator[ControlView]:
        news = asyncio.Event()
        self._news.append(news)
        while not self.ended:
            await news.wait()
            news.clear()
            if not self.ended:
                yield self.view()

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        self.sent.append((command, teams))
        if isinstance(command, Improvise):
            made = self.session.improvise(command)
            if isinstance(made, Refusal):
                return {"": made}
            command = SendNow(at=command.at, actor=command.actor, inject=made)
        for_them = replace(command, at=self.time)
        found = {team: self.refuse.get(team) or self.session.submit(team, for_them) for team in teams or self._all()}
        return {team: refusal for team, refusal in found.items() if refusal is not None}

    def now(self) -> int:
        return self.time

    def trouble(self) -> str:
        return self.troubled

    async def close(self) -> None:
        self.closed += 1

    # What a test does to the exercise

    def pass_time(self, seconds: float) -> None:
        """Let real ``seconds`` pass, and deliver what has fallen due."""
        self.time += round(seconds * 1000)
        for team in self._all():
            self.session.submit(team, Tick(at=self.time))

    def happen(self, team: str, command: Command) -> None:
        """Something that somebody else does now."""
        refused = self.session.submit(team, replace(command, at=self.time))
        assert refused is None, refused

    def end(self) -> None:
        self.ended = True
        self._tell()

    def _all(self) -> tuple[str, ...]:
        return tuple(self.session.states)

    def _stream(self, stream: str) -> tuple[Entry, ...]:
        return tuple(entry_of(record) for record in self.session.store.read(stream))

    def _tell(self) -> None:
        for news in self._news:
            news.set()
