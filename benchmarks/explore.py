"""Walking every branch of the shipped exercise with generated teams, against one rehearsal of the model team.

The floor is the model team's play in memory: what one team costs when nothing has to be searched.
"""

from __future__ import annotations

from time import perf_counter

from simulator.content.loading import load_scenario, load_scripts
from simulator.log.memory import MemoryStore
from simulator.session.exploring.exploration import explore
from simulator.session.rehearsal import rehearse

FLAGSHIP = "lost-file-posted-online"


def seconds(work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    content = load_scenario(FLAGSHIP).content
    scripts = load_scripts(FLAGSHIP).scripts
    day_one = content.scenario.day_one
    floor = min(seconds(lambda: rehearse(MemoryStore("bench"), content, scripts[:1], day_one, "ja")) for _ in range(3))
    start = perf_counter()
    found = explore(content, scripts, day_one, "ja")
    ours = perf_counter() - start
    reached = ", ".join(f"{name} {a}/{b}" for name, (a, b) in (("phases", found.phases), ("injects", found.injects)))
    print(
        f"every branch: {ours:.1f} s for {found.walks} teams ({reached}; goal < 20 s), one rehearsal {floor:.2f} s, "
        f"{ours / found.walks / floor:.1f}x a rehearsal for each team"
    )


if __name__ == "__main__":
    main()
