"""The driver of every exercise: what it does with a log that fails, with other programs, and at the end."""

import asyncio
from collections.abc import Sequence

from support.small import DAY_ONE, content, team

from simulator.engine.commands import Command, FinishTeam, JumpTo, Pause, Refusal, StartTeam, SubmitResponse, Tick
from simulator.engine.events import TeamSetup
from simulator.log.memory import MemoryStore
from simulator.log.record import Record
from simulator.log.store import Batch, LogUnreadable, Reason
from simulator.model.base import parse_time
from simulator.session.at_once import AtOnce
from simulator.session.batches import Batches
from simulator.session.clocks import SetClock
from simulator.session.conductor import Conductor
from simulator.session.opening import create_exercise
from simulator.session.runner import Session

START = 1_700_000_000_000
TEAMS = ("one", "two")


def session_on(store: MemoryStore) -> Session:
    teams = tuple(TeamSetup(name, {"en": name}, team().seats) for name in TEAMS)
    opened = create_exercise(store, content(), teams, {}, DAY_ONE, "en", START)
    session = Session(store, opened.world, dict(opened.states))
    for name in TEAMS:
        session.submit(name, StartTeam(at=START))
    return session


def text(words: str) -> SubmitResponse:
    return SubmitResponse(at=START, seat="front", role="desk", kind="text", inject=None, parts={"text": words})


async def turns(n: int = 50) -> None:
    for _ in range(n):
        await asyncio.sleep(0)


class Failing(AtOnce):
    """A carrier whose log cannot be written at first."""

    def __init__(self, session: Session, failures: int) -> None:
        super().__init__(session, lambda _: None)
        self.failures, self.ticked = failures, list[str]()

    async def submit(self, team: str, command: Command, *, again: bool = True) -> Refusal | None:
        if self.failures:
            self.failures -= 1
            return Refusal("log.unwritable")
        if isinstance(command, Tick):
            self.ticked.append(team)
        return await super().submit(team, command, again=again)


async def test_a_log_that_fails_for_one_team_makes_no_other_team_forgotten() -> None:
    session = session_on(MemoryStore("x"))
    carrier = Failing(session, 1)
    conductor = Conductor(carrier, SetClock(START), {}, "en")
    conductor.start()
    await turns()
    assert carrier.ticked == []
    session.submit("one", Pause(at=START))
    await turns()
    await conductor.stop()

    assert carrier.ticked == ["one", "two"]


async def test_it_ends_when_every_team_has_finished() -> None:
    session = session_on(MemoryStore("x"))
    driving = asyncio.create_task(Conductor(AtOnce(session, lambda _: None), SetClock(START), {}, "en").run())
    session.submit("one", FinishTeam(at=START))
    await turns()
    assert not driving.done()
    session.submit("two", FinishTeam(at=START))
    await turns()

    assert driving.done()


async def test_a_jump_is_durable_in_one_step() -> None:
    class Counting(MemoryStore):
        steps = 0

        def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
            self.steps += 1
            return super().append_many(batches)

    store = Counting("x")
    session = session_on(store)
    carrier = AtOnce(session, lambda _: None)
    Conductor(carrier, SetClock(START), {}, "en")
    before = store.steps

    assert await carrier.submit("one", JumpTo(at=START, scenario=parse_time("D1 09:30"))) is None
    assert session.states["one"].delivered["I2"].at == parse_time("D1 09:10")
    assert session.states["one"].clock.at(START) == parse_time("D1 09:30")
    assert store.steps == before + 1


async def test_commands_carried_out_at_once_say_why_the_log_fails_and_when_it_does_no_more() -> None:
    class Full(MemoryStore):
        full = False

        def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
            if self.full:
                raise LogUnreadable(Reason.DISK_FULL, "x")
            return super().append_many(batches)

    store, told = Full("x"), list[Reason | None]()
    session = session_on(store)
    carrier = AtOnce(session, lambda error: told.append(error and error.reason))
    store.full = True
    assert await carrier.submit("one", text("do not lose me")) == Refusal("log.unwritable")
    assert session.states["one"].responses == ()
    store.full = False
    assert await carrier.submit("one", text("do not lose me")) is None
    assert told == [Reason.DISK_FULL, None]
    assert not carrier.owes("one")


async def test_what_another_program_has_moved_drops_only_what_is_not_to_be_tried_again() -> None:
    class Contested(MemoryStore):
        """Another program answers for team one just before the first step that writes to both teams."""

        other: Session | None = None

        def append_many(self, batches: Sequence[Batch]) -> list[tuple[Record, ...]]:
            if self.other is not None and len(batches) > 1:
                other, self.other = self.other, None
                other.submit("one", text("from elsewhere"))
            return super().append_many(batches)

    store = Contested("x")
    session = session_on(store)
    store.other = Session(store, session.world, dict(session.states))
    batches = Batches(session, lambda: START, lambda _: None)
    batches.start()
    answers = [
        batches.ask("one", text("once only"), again=False),
        batches.ask("one", text("in any case")),
        batches.ask("two", text("another team's"), again=False),
    ]

    assert await asyncio.gather(*answers) == [None, None, None]
    await batches.stop()
    said = {name: [r.reply.parts["text"] for r in session.states[name].responses] for name in TEAMS}
    assert said == {"one": ["from elsewhere", "in any case"], "two": ["another team's"]}
