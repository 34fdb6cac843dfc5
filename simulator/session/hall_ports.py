"""The ports that a hall hands out: a seat, and a desk (facilitator, evaluator, observer, projector)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from simulator.engine.commands import Command, Refusal, SendNow
from simulator.engine.control_commands import Improvise
from simulator.engine.control_view import control_view
from simulator.engine.evaluation_commands import AnswerDebrief, AnswerSurvey
from simulator.engine.events import CONTROL_STREAM
from simulator.engine.manual_view import ManualView, manual_view
from simulator.engine.state import TeamState
from simulator.engine.views import SeatView
from simulator.engine.watch_views import observer_view, projector_view
from simulator.scoring.scorecard import ScoreCard
from simulator.session.drafts import Drafts
from simulator.session.evaluating import DeskMaker, EvaluatorDesk, actor_of
from simulator.session.port import Ahead, Draft
from simulator.session.room_port import Grant, Part, Person
from simulator.words import mark, translator

if TYPE_CHECKING:
    from simulator.session.hall import Hall

View_co = TypeVar("View_co", covariant=True)

_WHY = {
    "seat.taken_over": mark("Somebody else has taken over this seat. What you sent is kept."),
    "code.revoked": mark("The code of this seat was withdrawn. Ask the exercise office for a new one."),
    "door.closing": mark("The exercise office has closed the room. What you sent is kept; join again when it opens."),
}
"""Why a seat was closed from the other side."""


class _Port:
    """What both have: those who read changes, and an end."""

    def __init__(self, hall: Hall, grant: Grant, person: Person) -> None:
        self._hall, self.grant, self.person = hall, grant, person
        self._readers: list[asyncio.Event] = []
        self._words = translator("log", person.lang)
        self.over = ""

    def end(self, why: str) -> None:
        """Close it from the other side, for a reason that is a refusal's code: its changes end."""
        self.over = self.over or why
        for news in self._readers:
            news.set()

    def hear(self, team: str) -> None:
        """Something has happened to ``team``."""
        if self.grant.team in {None, team}:
            for news in self._readers:
                news.set()

    def now(self) -> int:
        return self._hall.clock.now()

    def _log_trouble(self) -> str:
        return self._hall.troubles.log_words(self._words)

    def _told(self, refusal: Refusal | None) -> Refusal | None:
        """``refusal`` in the language of the person where it carries words."""
        if refusal is None or refusal.code != "log.unwritable":
            return refusal
        return Refusal(refusal.code, {"message": self._log_trouble() or refusal.params.get("message", "")})

    async def _news(self) -> AsyncIterator[None]:
        news = asyncio.Event()
        self._readers.append(news)
        try:
            while not self.over:
                await news.wait()
                news.clear()
                if not self.over:
                    yield
        finally:
            self._readers.remove(news)


class HallSeat(_Port):
    """Implements ``SeatPort`` for one person at a seat of a hall."""

    def __init__(self, hall: Hall, grant: Grant, person: Person, drafts: Drafts) -> None:
        super().__init__(hall, grant, person)
        self._drafts = drafts

    @property
    def alone(self) -> bool:
        return False

    def view(self) -> SeatView:
        view = self._hall.views.seat_view(self.grant, self.person.lang)
        if view.wrap_up is None:
            return view
        # Several people may share the seat, and each sees what they themselves have answered at the end.
        seq = self._hall.session.states[self.grant.team or ""].seq
        return self._hall.views.kept(
            ("own", self.grant.id, self.person), (seq, view.seq), lambda: self._with_own_answers(view)
        )

    def _with_own_answers(self, view: SeatView) -> SeatView:
        return replace(view, wrap_up=self._hall.wrap_up(self.grant, self.person) or view.wrap_up)

    def manual(self) -> ManualView:
        world, lang = self._hall.session.world, self.person.lang
        return self._hall.views.kept(("manual", lang), world.content.manual.id, lambda: manual_view(world, lang))

    async def changes(self) -> AsyncIterator[SeatView]:
        async for _ in self._news():
            yield self.view()

    async def send(self, command: Command) -> Refusal | None:
        if self.over:
            return Refusal(self.over)
        if isinstance(command, AnswerDebrief | AnswerSurvey):
            # Several people may share the seat; each answers for themselves.
            command = replace(command, person=self.person.id)
        return self._told(await self._hall.carry_out(self.grant, command, self.grant.team or ""))

    def score(self) -> ScoreCard | None:
        team = self.grant.team or ""
        if not self._hall.session.states[team].finished:
            return None
        card = self._hall.views.card()
        # Another team's card is not this seat's.
        return replace(card, teams=tuple(one for one in card.teams if one.team == team))

    def next_due(self) -> int | None:
        return None

    def ahead(self, to: int | None) -> Ahead:
        state = self._hall.session.states[self.grant.team or ""]
        now = state.clock.at(self.now())
        return Ahead(to=now if to is None else to, arrivals=0, lapsing=0, phase=False)

    def trouble(self) -> str:
        if self.over:
            return self._words(_WHY[self.over]) if self.over in _WHY else ""
        return self._log_trouble()

    def log_path(self) -> str:
        return ""

    def draft(self, inject: str | None) -> Draft:
        return self._drafts.get(inject)

    def keep_draft(self, inject: str | None, draft: Draft) -> None:
        self._drafts.keep(inject, draft)

    async def close(self) -> None:
        self.over = self.over or "seat.left"
        self._hall.left(self)


class HallDesk(_Port, Generic[View_co]):
    """Implements ``ControlPort``: the view and the rights are those of the grant's part."""

    def view(self) -> View_co:
        hall, lang, part = self._hall, self.person.lang, self.grant.part
        states = self._states()
        control = hall.recent[CONTROL_STREAM]
        told = control[-1].seq if control else 0
        version = (tuple(state.seq for state in states.values()), told, hall.session.world)

        def make() -> object:
            world = hall.session.world
            if part is Part.OBSERVER:
                return observer_view(world, states, lang)
            if part is Part.PROJECTOR:
                return projector_view(world, states, lang)
            recent = {name: tuple(found) for name, found in hall.recent.items()}
            return replace(control_view(world, states, lang, recent, hall.opened.scripts), fills=hall.fills)

        return hall.views.kept((part, self.grant.team, lang), version, make)  # type: ignore[return-value]

    async def changes(self) -> AsyncIterator[View_co]:
        async for _ in self._news():
            yield self.view()

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        to = teams or tuple(self._states())
        if self.over:
            return dict.fromkeys(to, Refusal(self.over))
        if isinstance(command, Improvise) and self.grant.part is Part.FACILITATOR:
            made = await self._hall.improvise(command)
            if isinstance(made, Refusal):
                return dict.fromkeys(to, self._told(made) or made)
            command = SendNow(at=self.now(), inject=made)
        answers = await asyncio.gather(*(self._hall.carry_out(self.grant, command, team) for team in to))
        found = zip(to, map(self._told, answers), strict=True)
        return {team: refusal for team, refusal in found if refusal is not None}

    def trouble(self) -> str:
        """Those who watch can do nothing about it, and what they see stands on a wall."""
        troubles, part = self._hall.troubles, self.grant.part
        if part in {Part.OBSERVER, Part.PROJECTOR}:
            return ""
        codes = troubles.code_words(self._words) if part is Part.FACILITATOR else ""
        return " ".join(told for told in (self._log_trouble(), codes) if told)

    async def close(self) -> None:
        self.over = self.over or "seat.left"
        self._hall.left(self)

    def _states(self) -> dict[str, TeamState]:
        states = self._hall.session.states
        return {team: state for team, state in states.items() if self.grant.team in {None, team}}


class HallEvaluator(HallDesk[EvaluatorDesk]):
    """The desk of one evaluator, who goes by the name that they came in with."""

    def view(self) -> EvaluatorDesk:
        hall, lang, states, me = self._hall, self.person.lang, self._states(), actor_of(self.person.name)
        world = hall.session.world
        maker = hall.views.kept("desks", world, lambda: DeskMaker(hall.exercise, world))
        version = (tuple(state.seq for state in states.values()), world)
        return hall.views.kept(("desk", self.grant.team, lang, me), version, lambda: maker.desk(states, lang, me))

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        """In this evaluator's name, so that the decisions of several can be told apart."""
        return await super().send(replace(command, actor=actor_of(self.person.name)), teams)
