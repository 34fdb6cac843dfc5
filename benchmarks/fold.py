"""Folding 10,000 events of a played exercise into a team's state, against a bare loop over the same events.

The events are the model team's play of the shipped exercise; its replies, verdicts and readings are repeated until
there are enough.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from time import perf_counter

from simulator.content.loading import load_scenario, load_scripts
from simulator.engine.events import Entry, InjectRead, ResponseSubmitted, StepJudged
from simulator.engine.fold import fold
from simulator.log.memory import MemoryStore
from simulator.session.entries import entry_of
from simulator.session.rehearsal import rehearse

EVENTS = 10_000
FLAGSHIP = "lost-file-posted-online"


def played(content, script) -> list[Entry]:
    store = MemoryStore("bench")
    rehearse(store, content, (script,), content.scenario.day_one, "ja")
    return [entry_of(record) for record in store.read(script.id)]


def stretched(entries: list[Entry]) -> list[Entry]:
    body, end = entries[:-1], entries[-1]
    again = [e for e in body if isinstance(e.event, (ResponseSubmitted, StepJudged, InjectRead))]
    for entry in cycle(again):
        if len(body) >= EVENTS - 1:
            break
        body.append(entry)
    return [replace(entry, seq=number) for number, entry in enumerate([*body, end], 1)]


def best_of(times: int, work) -> float:
    seconds = []
    for _ in range(times):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds)


def main() -> None:
    content = load_scenario(FLAGSHIP).content
    script = next(s for s in load_scripts(FLAGSHIP, None).scripts if s.id == "model")
    entries = stretched(played(content, script))

    def bare() -> int:
        return sum(entry.seq for entry in entries if type(entry.event) is not None)

    floor = best_of(5, bare)
    ours = best_of(5, lambda: fold(content.scenario, entries))
    print(
        f"fold of {len(entries)} events: {ours * 1000:.1f} ms (goal < 100 ms), bare loop {floor * 1000:.2f} ms, "
        f"{ours / len(entries) * 1e6:.1f} us an event"
    )


if __name__ == "__main__":
    main()
