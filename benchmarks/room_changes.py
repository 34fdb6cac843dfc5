"""Bytes that one change costs a facilitator's console and an evaluator's desk over the network, in mid-exercise.

The shipped exercise, rehearsed by its teams and taken up again in its middle: from there each batch of the log is one
change of the views, which is sent as the HTTP door sends it. The floor is the whole view, which is what a change
without deltas sends.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from statistics import median

from pydantic_core import to_json

from simulator.content.loading import load_scenario, load_scripts
from simulator.doors.http.feed import Feed
from simulator.engine.control_view import control_view
from simulator.engine.events import CONTROL_STREAM, Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.log.memory import MemoryStore
from simulator.session.evaluating import DeskMaker
from simulator.session.opening import OpenedLog, opened_log
from simulator.session.rehearsal import rehearse

SCENARIO = "lost-file-posted-online"
TAIL = 400


def played() -> OpenedLog:
    """The exercise with every team that is shipped for it."""
    content = load_scenario(SCENARIO).content
    assert content is not None
    store = MemoryStore("changes")
    rehearse(store, content, load_scripts(SCENARIO).scripts, content.scenario.day_one, "ja")
    return opened_log(store, "memory")


def batches(opened: OpenedLog) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """What was appended together, by team, in the order of real time."""
    streams = [[(entry.at, team, entry) for entry in found] for team, found in opened.entries.items()]
    together = merge(*streams, key=lambda one: one[:2])
    for (_, team), found in groupby(together, key=lambda one: one[:2]):
        yield team, tuple(entry for _, _, entry in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100, help="changes that are measured")
    wanted = parser.parse_args().changes
    opened = played()
    world, maker = opened.world, DeskMaker("changes", opened.world)
    states = dict.fromkeys(opened.entries, TeamState())
    recent: dict[str, tuple[Entry, ...]] = {CONTROL_STREAM: opened.control[:1]}
    feeds: dict[str, Feed] = {}
    sent: dict[str, list[int]] = {"console": [], "desk": []}
    everything = list(batches(opened))
    for number, (team, found) in enumerate(everything):
        states[team] = fold(world.scenario, found, states[team])
        recent[team] = (*recent.get(team, ()), *found)[-TAIL:]
        if number < len(everything) // 2 or len(sent["desk"]) >= wanted:
            continue
        views = {
            "console": control_view(world, states, "ja", recent),
            "desk": maker.desk(states, "ja", "evaluator:Ann"),
        }
        for name, view in views.items():
            feed = feeds.setdefault(name, Feed(view))
            before = feed.position
            feed.take(view)
            if feed.position != before:
                sent[name].append(len(feed.frame(before)))
    for name, sizes in sent.items():
        whole = len(to_json(feeds[name].data("")))
        print(
            f"{name}: {len(opened.states)} teams, {len(sizes)} changes, median {median(sizes):,.0f} bytes, "
            f"p95 {sorted(sizes)[len(sizes) * 95 // 100]:,} bytes; whole view {whole:,} bytes"
        )


if __name__ == "__main__":
    main()
