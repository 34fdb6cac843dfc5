"""Appending to the control stream while other programs do: one rule of retrying for everybody who does."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.small import DAY_ONE, content, team

from simulator.engine.commands import Refusal
from simulator.engine.control_commands import Improvise
from simulator.engine.events import CONTROL_STREAM, Entry
from simulator.engine.follow_commands import RecordImprovement
from simulator.engine.presence_events import GrantRevoked
from simulator.log.memory import MemoryStore
from simulator.log.record import Draft, Record
from simulator.log.sqlite import create_log
from simulator.log.store import EventStore, LogUnreadable, Reason
from simulator.session.access import Access
from simulator.session.appending import TRIES, append_control, read_control, record_control
from simulator.session.entries import draft_of
from simulator.session.follow_up import FollowUpDesk
from simulator.session.hall_grants import Grants
from simulator.session.opening import OpenedLog, create_exercise, end_exercise
from simulator.session.room_port import Part
from simulator.session.runner import Session

NEWS = GrantRevoked("somebody-else")


class Contested(MemoryStore):
    """A log to which another program appends just before each of the first ``times`` appends made here."""

    times = 0

    def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        if self.times:
            self.times -= 1
            last = len(self.read(stream))
            super().append(stream, last, [draft_of(Entry(last + 1, 7, None, "engine", NEWS))])
        return super().append(stream, expected_seq, drafts)


def exercise_in(store: EventStore) -> OpenedLog:
    return create_exercise(store, content(), (team(),), {}, DAY_ONE, "en", 1)


@pytest.fixture
def store() -> Contested:
    found = Contested("x")
    exercise_in(found)
    return found


def kinds(store: EventStore) -> list[str]:
    return [record.kind for record in store.read(CONTROL_STREAM)]


def improvise(store: EventStore, opened: OpenedLog) -> object:
    draft = Improvise(at=2, title="A tip", body="Somebody saw it.", sender="press", lang="en", channel="phone")
    return Session(store, opened.world, dict(opened.states)).improvise(draft)


def note(store: EventStore, opened: OpenedLog) -> object:
    section = opened.world.content.organization.sections[0].id
    return FollowUpDesk(store, opened.world).note(RecordImprovement(at=2, section=section, what="Put up a list."))


def issue(store: EventStore, opened: OpenedLog) -> object:
    session = Session(store, opened.world, dict(opened.states))
    return Grants(session, Access(None, lambda: 2), lambda: 2).issue(Part.OBSERVER).id


def end(store: EventStore, opened: OpenedLog) -> object:
    end_exercise(store, 2, "played")
    return None


WRITERS: dict[str, tuple[Callable[[EventStore, OpenedLog], object], str, object]] = {
    "an improvised inject": (improvise, "inject.improvised", "X01"),
    "an item of the plan": (note, "improvement.recorded", "P01"),
    "a code": (issue, "grant.issued", "g1"),
    "the end": (end, "exercise.ended", None),
}


def told_by(write: Callable[[EventStore, OpenedLog], object], store: EventStore, opened: OpenedLog) -> object:
    """What the writer answers, or why the log could not be used."""
    try:
        return write(store, opened)
    except LogUnreadable as error:
        return error.reason


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_comes_second_appends_behind_the_first(writer: str) -> None:
    write, kind, answer = WRITERS[writer]
    store = Contested("x")
    opened = exercise_in(store)
    store.times = 2

    assert write(store, opened) == answer
    assert kinds(store) == ["exercise.opened", "grant.revoked", "grant.revoked", kind]


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_never_gets_a_turn_gives_up_and_says_so(writer: str) -> None:
    write, kind, _ = WRITERS[writer]
    store = Contested("x")
    opened = exercise_in(store)
    store.times = 10_000

    assert told_by(write, store, opened) in (Refusal("log.busy"), Reason.LOCKED)
    assert kind not in kinds(store)
    assert 10_000 - store.times == TRIES


@pytest.mark.parametrize("writer", WRITERS)
def test_a_log_that_is_closed_says_so_and_is_not_tried_again(writer: str, tmp_path: Path) -> None:
    write = WRITERS[writer][0]
    store = create_log(tmp_path / "x.sqlite", "x")
    opened = exercise_in(store)
    desk_made_before = FollowUpDesk(store, opened.world)
    store.close()

    with pytest.raises(LogUnreadable):
        write(store, opened)
    with pytest.raises(LogUnreadable):
        desk_made_before.note(RecordImprovement(at=2, section="x", what="y"))


def test_what_is_decided_sees_what_came_first_at_every_try(store: Contested) -> None:
    seen: list[tuple[int, int]] = []

    def decide(control: Sequence[Entry], last: int) -> list[Entry]:
        seen.append((len(control), last))
        return [Entry(last + 1, 2, None, "facilitator", NEWS)]

    store.times = 2
    appended = append_control(store, decide, after=1)

    assert seen == [(0, 1), (1, 2), (2, 3)]
    assert not isinstance(appended, Refusal)
    assert [entry.seq for entry in appended] == [4]
    assert appended == read_control(store, 3), "what comes back is what the log holds"


def test_a_refusal_after_a_conflict_is_decided_on_what_came_first(store: Contested) -> None:
    def once(control: Sequence[Entry], last: int) -> list[Entry] | Refusal:
        if any(entry.event == NEWS for entry in control):
            return Refusal("code.revoked")
        return [Entry(last + 1, 2, None, "facilitator", NEWS)]

    store.times = 1

    assert append_control(store, once) == Refusal("code.revoked")
    assert kinds(store) == ["exercise.opened", "grant.revoked"]


def test_several_facts_are_numbered_one_after_the_other_and_nothing_is_no_fact(store: Contested) -> None:
    found = record_control(store, 5, lambda _: [NEWS, NEWS])

    assert [(entry.seq, entry.at) for entry in found] == [(2, 5), (3, 5)]
    assert record_control(store, 6, lambda _: []) == ()
    assert len(kinds(store)) == 3


def test_an_exercise_ends_once_though_two_programs_end_it() -> None:
    class AtOnce(MemoryStore):
        """Another program ends the exercise while this one is about to."""

        first = True

        def append(self, stream: str, expected_seq: int, drafts: Sequence[Draft]) -> tuple[Record, ...]:
            if expected_seq and self.first:
                self.first = False
                end_exercise(self, 3, "played")
            return super().append(stream, expected_seq, drafts)

    store = AtOnce("x")
    exercise_in(store)
    end_exercise(store, 2, "played")

    assert kinds(store) == ["exercise.opened", "exercise.ended"]
