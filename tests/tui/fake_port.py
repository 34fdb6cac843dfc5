"""A port on the real engine with a clock that is set by hand; nothing is written anywhere."""

import asyncio
from collections.abc import AsyncIterator

from simulator.engine.commands import Command, JumpTo, Refusal, StartTeam, Tick
from simulator.engine.decide import decide
from simulator.engine.due import next_due
from simulator.engine.events import Entry, SeatSetup, TeamSetup
from simulator.engine.fold import fold
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.state import TeamState
from simulator.engine.views import RoleView, SeatView, seat_view
from simulator.engine.world import World
from simulator.model.content import Content
from simulator.model.scenario import Scenario
from simulator.scoring.scorecard import ScoreCard
from simulator.session.jumping import Jump, Thought
from simulator.session.port import Ahead, Draft, Offer, SeatPort, Unfinished

START = 1_700_000_000_000
TEAM = "team"


class FakeSeat:
    """A seat of a team. ``sent`` are the commands in order, ``drafts`` what was kept.

    The other roles are scripted players except for ``people``; ``office``: there is an exercise office.
    """

    def __init__(
        self,
        content: Content,
        roles: tuple[str, ...],
        lang: str,
        people: tuple[str, ...] = (),
        *,
        office: bool = False,
    ) -> None:
        others = [role for role in content.organization.roles if role not in roles]
        seats = (SeatSetup("me", roles), *(SeatSetup(role, (role,), human=role in people) for role in others))
        title = {"ja": "この端末のグループ", "en": "Team at this terminal"}
        self.world = World(content, content.scenario.day_one, (TeamSetup(TEAM, title, seats),), office=office)
        self.lang = lang
        self.state = TeamState()
        self.time = START
        self.sent: list[Command] = []
        self.drafts: dict[str | None, Draft] = {}
        self.kept: list[tuple[str | None, Draft]] = []
        self.trouble_told = ""
        self.alone = True
        self.path = "logs/look-1.sqlite"
        self.closed = 0
        self.ended = False
        self._news: list[asyncio.Event] = []
        self._apply(StartTeam(at=self.time))
        self._apply(Tick(at=self.time))

    @property
    def scenario(self) -> Scenario:
        return self.world.scenario

    def view(self) -> SeatView:
        view = seat_view(self.world, TEAM, self.state, "me", self.lang)
        assert view is not None
        return view

    def manual(self) -> ManualView:
        return manual_view(self.world, self.lang)

    async def changes(self) -> AsyncIterator[SeatView]:
        news = asyncio.Event()
        self._news.append(news)
        while True:
            await news.wait()
            news.clear()
            if self.ended:
                return
            yield self.view()

    async def send(self, command: Command) -> Refusal | None:
        self.sent.append(command)
        refusal = self._apply(command)
        if refusal is None:
            self._apply(Tick(at=self.time, standing=isinstance(command, JumpTo)))
        self._tell()
        return refusal

    def now(self) -> int:
        return self.time

    def score(self) -> ScoreCard | None:
        return None

    def next_due(self) -> int | None:
        return next_due(self.world, self.state, self.state.clock.at(self.time))

    def ahead(self, to: int | None) -> Ahead:
        seat = self.world.seat(TEAM, "me")
        assert seat is not None
        jump = Jump(self.world, self.time, "seat:me", lambda _, __: None, set())
        return jump.look_ahead(Thought(self.world, TEAM, self.state), TEAM, seat, to)

    def trouble(self) -> str:
        return self.trouble_told

    def log_path(self) -> str:
        return self.path

    def draft(self, inject: str | None) -> Draft:
        return dict(self.drafts.get(inject, {}))

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        self.kept.append((inject, draft))
        if draft:
            self.drafts[inject] = dict(draft)
        else:
            self.drafts.pop(inject, None)

    async def close(self) -> None:
        self.closed += 1

    # What a test does to the exercise

    def pass_time(self, seconds: float) -> None:
        """Let real ``seconds`` pass, and deliver what has fallen due."""
        self.time += round(seconds * 1000)
        self._apply(Tick(at=self.time))
        self._tell()

    def end(self, why: str) -> None:
        """The port is closed from the other side."""
        self.ended, self.trouble_told = True, why
        self._tell()

    def happen(self, command: Command) -> None:
        """Something done by somebody else."""
        assert self._apply(command) is None
        self._tell()

    def _apply(self, command: Command) -> Refusal | None:
        outcome = decide(self.world, TEAM, self.state, command)
        if isinstance(outcome, Refusal):
            return outcome
        entries: tuple[Entry, ...] = outcome
        self.state = fold(self.world.scenario, entries, self.state)
        return None

    def _tell(self) -> None:
        for news in self._news:
            news.set()


class FakeLobby:
    """A lobby that opens FakeSeats. ``opened`` are the roles and percents asked for, ``resumed`` the exercises."""

    def __init__(
        self,
        content: Content,
        lang: str,
        unfinished: tuple[Unfinished, ...] = (),
        drafts: dict[str | None, Draft] | None = None,
        people: tuple[str, ...] = (),
        *,
        office: bool = False,
    ) -> None:
        self.people, self.office = people, office
        self.content, self.lang, self.unfinished, self.drafts = content, lang, unfinished, drafts or {}
        self.opened: list[tuple[tuple[str, ...], int]] = []
        self.resumed: list[str] = []
        self.seat: FakeSeat | None = None
        self.fails: Exception | None = None

    def offer(self) -> Offer:
        content, lang = self.content, self.lang
        words = content.wording(lang, content.scenario.day_one)
        organization = content.organization
        return Offer(
            scenario_title=words(content.scenario.title),
            briefing=words(content.scenario.briefing),
            manual_title=words(content.manual.title),
            organization_title=words(organization.title),
            day_one=content.scenario.day_one.isoformat(),
            minutes=sum(phase.minutes for phase in content.scenario.phases),
            roles=tuple(
                RoleView(role.id, words(role.title), words(organization.section_of[role.id].title), words(role.duty))
                for role in organization.roles.values()
            ),
            unfinished=self.unfinished,
        )

    async def open(self, roles: tuple[str, ...], percent: int = 100) -> SeatPort:
        self.opened.append((roles, percent))
        return self._seat(roles)

    async def resume(self, exercise: str) -> SeatPort:
        self.resumed.append(exercise)
        return self._seat(("desk",))

    def _seat(self, roles: tuple[str, ...]) -> SeatPort:
        if self.fails is not None:
            failure, self.fails = self.fails, None
            raise failure
        self.seat = FakeSeat(self.content, roles, self.lang, self.people, office=self.office)
        self.seat.drafts.update(self.drafts)
        return self.seat
