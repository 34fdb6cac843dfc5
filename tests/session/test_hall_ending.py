"""The end of an exercise is a fact of the log: written off the event loop, in its order, once, and never forgotten."""

import threading
from collections.abc import Sequence
from typing import Any

from support.halls import START, begun, new_hall, seat_of, text
from support.seat_contract import until

from simulator.engine.commands import FinishTeam
from simulator.log.memory import MemoryStore
from simulator.log.record import Draft, Record
from simulator.log.store import LogUnreadable, Reason
from simulator.session.clocks import SetClock


class Watched(MemoryStore):
    """Tells in which thread the end was written; ``broken`` as long as nothing can be."""

    broken = False

    def __init__(self) -> None:
        super().__init__("watched")
        self.threads: list[Any] = []

    def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        if any(draft.kind == "exercise.ended" for draft in drafts):
            self.threads.append(threading.current_thread())
            if self.broken:
                raise LogUnreadable(Reason.DISK_FULL, "x")
        return super().append(stream, expected_seq, drafts)

    def try_writing(self) -> None:
        if self.broken:
            raise LogUnreadable(Reason.DISK_FULL, "x")


def kinds(store: MemoryStore) -> list[str]:
    return [record.kind for record in store.read_all().records]


async def test_the_end_follows_the_last_team_and_waits_for_the_disk_elsewhere() -> None:
    store = Watched()
    clock = SetClock(START)
    hall = new_hall(clock, store)
    desk = await begun(hall)
    front = seat_of(hall, "team1", "front")
    clock.set(START + 60_000)
    hall.conductor.wake()
    await until(lambda: bool(front.view().inbox))
    assert await front.send(text("a reply that is judged later")) is None
    assert await desk.send(FinishTeam(at=0)) == {}
    await until(lambda: "exercise.ended" in kinds(store))

    found = kinds(store)
    last = len(found) - 1 - found[::-1].index("team.finished")
    assert found[last + 1] == "exercise.ended", "before verdicts that are owed"
    assert threading.main_thread() not in store.threads
    await hall.stop()
    assert kinds(store).count("exercise.ended") == 1


async def test_who_closes_the_room_at_once_has_the_end_in_the_log() -> None:
    store = Watched()
    hall = new_hall(SetClock(START), store)
    desk = await begun(hall)
    assert await desk.send(FinishTeam(at=0)) == {}
    await hall.stop()
    assert kinds(store).count("exercise.ended") == 1


async def test_an_end_that_cannot_be_written_is_written_when_it_can() -> None:
    store = Watched()
    hall = new_hall(SetClock(START), store)
    desk = await begun(hall)
    store.broken = True
    assert await desk.send(FinishTeam(at=0)) == {}
    await until(lambda: desk.trouble() != "")
    assert "exercise.ended" not in kinds(store)

    store.broken = False
    await until(lambda: "exercise.ended" in kinds(store))
    await until(lambda: desk.trouble() == "")
    await hall.stop()
    assert kinds(store).count("exercise.ended") == 1
