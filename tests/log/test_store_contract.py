"""What every store promises: in memory, in a file, and in a file that is opened again after every append."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_helpers import Reopened, dump, note, notes

from simulator.log.memory import MemoryStore
from simulator.log.record import GENESIS, Draft
from simulator.log.sqlite import create_log
from simulator.log.store import Conflict, EventStore, Tail


@pytest.fixture(params=["memory", "file", "reopened"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    path = tmp_path / "logs" / "drill-1.sqlite"
    made: Any
    if request.param == "memory":
        made = MemoryStore("drill-1")
    else:
        made = create_log(path, "drill-1") if request.param == "file" else Reopened(path, "drill-1")
    yield made
    made.close()


def test_a_new_log_is_empty(store: EventStore):
    assert dump(store) == ("drill-1", [], [], Tail((), 0), 0)
    assert store.read("a") == []
    assert store.flaws() == []


def test_append_numbers_and_chains(store: EventStore):
    first, second = store.append("a", 0, notes(2))
    (third,) = store.append("a", 2, [note("third")])

    assert [record.seq for record in (first, second, third)] == [1, 2, 3]
    assert [first.prev, second.prev, third.prev] == [GENESIS, first.hash, second.hash]
    assert (third.exercise, third.stream, third.payload) == ("drill-1", "a", {"text": "third"})


def test_read_returns_what_append_returned(store: EventStore):
    appended = store.append("a", 0, notes(3)) + store.append("a", 3, notes(2))

    assert tuple(store.read("a")) == appended
    assert store.read("a", after=3) == list(appended[3:])
    assert store.read("a", after=5) == []
    assert store.read("a", after=99) == []


def test_streams_have_their_own_numbers_and_chains(store: EventStore):
    store.append("b", 0, notes(2))
    (only,) = store.append("a", 0, notes(1))

    assert (only.seq, only.prev) == (1, GENESIS)
    assert store.streams() == ["a", "b"]


@pytest.mark.parametrize("expected", [0, 1, 3, -1])
def test_an_append_that_missed_something_is_refused(store: EventStore, expected: int):
    store.append("a", 0, notes(2))
    before = dump(store)

    with pytest.raises(Conflict) as refused:
        store.append("a", expected, notes(2))

    assert (refused.value.stream, refused.value.expected, refused.value.actual) == ("a", expected, 2)
    assert dump(store) == before


def test_after_a_conflict_the_retry_succeeds(store: EventStore):
    store.append("a", 0, notes(1))
    with pytest.raises(Conflict):
        store.append("a", 0, notes(1))

    assert store.append("a", 1, notes(1))[0].seq == 2


@pytest.mark.parametrize(
    "bad",
    [
        note(payload={"x": math.nan}),
        note(payload={"x": object()}),
        note(at=2**63),
        note(scenario=-(2**63) - 1),
        note(kind=""),
    ],
    ids=["nan", "no json", "late", "early", "no kind"],
)
def test_a_batch_with_something_that_cannot_be_stored_leaves_nothing(store: EventStore, bad: Draft):
    store.append("a", 0, notes(1))
    before = dump(store)

    with pytest.raises((ValueError, TypeError)):
        store.append("a", 1, [note(), bad])

    assert dump(store) == before
    assert store.append("a", 1, [note()])[0].seq == 2


@pytest.mark.parametrize("name", ["", "half \ud800"])
def test_a_stream_needs_a_name_that_can_be_stored(store: EventStore, name: str):
    with pytest.raises(ValueError, match=r"name|surrogates"):
        store.append(name, 0, notes(1))

    assert store.position() == 0


def test_trying_to_write_leaves_everything_as_it_was(store: EventStore):
    store.append("a", 0, [note()])
    before = (store.rows(), store.position(), store.flaws())
    store.try_writing()
    assert (store.rows(), store.position(), store.flaws()) == before
    store.append("a", 1, [note()])


def test_an_empty_batch_does_nothing(store: EventStore):
    assert store.append("a", 7, []) == ()
    assert store.streams() == []


def test_the_largest_numbers_fit(store: EventStore):
    store.append("a", 0, [note(at=2**63 - 1, scenario=-(2**63), v=0), note(scenario=None)])

    first, second = store.read("a")
    assert (first.at, first.scenario, second.scenario) == (2**63 - 1, -(2**63), None)


def test_all_streams_are_read_in_order_of_commit(store: EventStore):
    appended = store.append("b", 0, notes(1)) + store.append("a", 0, notes(2)) + store.append("b", 1, notes(1))

    everything = store.read_all()
    assert everything.records == appended
    assert everything.position == store.position()


def test_a_tail_continues_where_it_stopped(store: EventStore):
    store.append("a", 0, notes(2))
    seen = store.read_all().position
    assert store.read_all(seen) == Tail((), seen)

    added = store.append("b", 0, notes(1)) + store.append("a", 2, notes(1))
    tail = store.read_all(seen)

    assert tail.records == added
    assert tail.position == store.position() > seen


def test_what_was_appended_cannot_be_changed_through_a_reference(store: EventStore):
    payload: dict[str, Any] = {"list": [1]}
    (returned,) = store.append("a", 0, [note(payload=payload)])
    payload["list"].append(2)
    returned.payload["list"].append(3)
    store.read("a")[0].payload["list"].append(4)

    assert store.read("a")[0].payload == {"list": [1]}
    assert store.read_all().records[0].payload == {"list": [1]}


def test_payloads_come_back_as_plain_json(store: EventStore):
    (returned,) = store.append("a", 0, [note(payload={"t": (1, 2), "n": {10: "x", 9: "y"}, "f": 0.1, "big": 10**30})])

    assert returned.payload == {"t": [1, 2], "n": {"10": "x", "9": "y"}, "f": 0.1, "big": 10**30}
    assert store.read("a") == [returned]


def test_hostile_text_is_stored_as_it_is(store: EventStore):
    text = "\x00\x1b[2J\x9b\u202e'; DROP TABLE events; --\r\n\u2028\"\\\U0001f600\ufffe"
    store.append("a' OR '1'='1", 0, [note(text, actor=text, kind=text)])

    (found,) = store.read("a' OR '1'='1")
    assert (found.payload["text"], found.actor, found.kind) == (text, text, text)


def test_halves_of_characters_are_joined_or_replaced(store: EventStore):
    store.append("a", 0, [note("\ud83d\ude00 \ud83dX \ude00", actor="\udc80", payload={"\ud800k": "\ud83d"})])
    store.append("a", 1, [note("\ud83d\ude00 \ud83dX \ude00")])

    first, second = store.read("a")
    assert (first.actor, first.payload) == ("\ufffd", {"\ufffdk": "\ufffd"})
    assert second.payload == {"text": "\U0001f600 \ufffdX \ufffd"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(), JSON, max_size=4), st.text(), st.integers(-(2**63), 2**63 - 1))
def test_any_json_comes_back(store: EventStore, payload: dict[str, Any], actor: str, at: int):
    seq = len(store.read("a"))
    store.append("a", seq, [note(payload=payload, actor=actor, at=at)])

    (found,) = store.read("a", after=seq)
    assert (found.payload, found.actor, found.at) == (payload, actor, at)


@pytest.mark.parametrize("store", ["memory", "file"], indirect=True)
def test_threads_lose_nothing(store: EventStore):
    start = Barrier(4)

    def work(name: str) -> None:
        start.wait()
        for number in range(10):
            while True:
                try:
                    store.append("a", len(store.read("a")), [note(f"{name}{number}")])
                    break
                except Conflict:
                    continue

    threads = [Thread(target=work, args=(name,)) for name in "wxyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    texts = [record.payload["text"] for record in store.read("a")]
    assert sorted(texts) == sorted(f"{name}{number}" for name in "wxyz" for number in range(10))
    assert all([text for text in texts if text[0] == name] == [f"{name}{n}" for n in range(10)] for name in "wxyz")


def test_closing_twice_is_no_matter(store: EventStore):
    store.close()
    store.close()
