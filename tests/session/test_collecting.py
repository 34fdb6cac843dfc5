"""Garbage collection of a process with a room: what is put aside, and when everything is looked through."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from simulator.session.collecting import DUE, LEFT, LOOK, PRESSING, QUIET, Collector


class Hands:
    """A clock and a processor that stand still until they are moved."""

    def __init__(self) -> None:
        self.time = self.spent = 100.0

    def pass_(self, seconds: float, share: float) -> None:
        self.time += seconds
        self.spent += seconds * share


class Knot:
    """Something that only a collection finds once nobody holds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def collector(hands: Hands) -> Iterator[Collector]:
    found = Collector(lambda: hands.time, lambda: hands.spent)
    yield found
    found.stop()
    gc.unfreeze()


def tied() -> weakref.ref[Knot]:
    return weakref.ref(Knot())


async def test_what_outlives_a_full_collection_is_put_aside_and_found_by_a_whole_one(collector: Collector) -> None:
    collector.start()
    kept = Knot()
    gone = weakref.ref(kept)
    put_aside = gc.get_freeze_count()
    gc.collect()
    assert gc.get_freeze_count() > put_aside
    del kept
    gc.collect()
    assert gone() is not None
    collector.whole()
    assert gone() is None


async def test_a_full_collection_finds_what_is_new(collector: Collector) -> None:
    collector.start()
    gone = tied()
    gc.collect()
    assert gone() is None


async def test_young_collections_put_nothing_aside(collector: Collector) -> None:
    collector.start()
    before = gc.get_freeze_count()
    gc.collect(0)
    gc.collect(1)
    assert gc.get_freeze_count() == before


@pytest.mark.parametrize(
    ("passed", "left", "share", "made"),
    [
        (DUE - 2 * LOOK, 0, 0.0, False),
        (DUE, 0, 0.0, True),
        (DUE, 0, QUIET, False),
        (DUE * PRESSING, 0, 1.0, True),
        (LOOK, LEFT - 1, 0.0, False),
        (LOOK, LEFT, 0.0, True),
        (LOOK, LEFT, QUIET, False),
        (LOOK, LEFT * PRESSING, 1.0, True),
    ],
)
async def test_when_a_whole_collection_is_made(
    collector: Collector, hands: Hands, passed: float, left: int, share: float, made: bool
) -> None:
    collector.start()
    for _ in range(left):
        collector.left()
    hands.pass_(passed, share)
    assert collector.look() is made
    hands.pass_(LOOK, 0.0)
    assert collector.look() is (not made and share > 0), "it begins anew once it was made"


async def test_only_the_time_since_the_last_look_has_to_be_quiet(collector: Collector, hands: Hands) -> None:
    collector.start()
    hands.pass_(DUE, 1.0)
    assert not collector.look()
    hands.pass_(LOOK, 0.0)
    assert collector.look()


async def test_two_looks_at_one_moment_do_not_count_as_quiet(collector: Collector, hands: Hands) -> None:
    collector.start()
    hands.pass_(DUE, 1.0)
    assert not collector.look()
    assert not collector.look()


async def test_the_process_is_left_as_it_was_found() -> None:
    callbacks, tasks = list(gc.callbacks), asyncio.all_tasks()
    collector = Collector()
    collector.start()
    collector.start()
    assert len(gc.callbacks) == len(callbacks) + 1
    collector.stop()
    collector.stop()
    assert gc.callbacks == callbacks
    assert gc.get_freeze_count() == 0
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == tasks
