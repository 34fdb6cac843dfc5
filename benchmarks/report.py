"""The after-action report of an exercise of fifty teams: seconds and memory of each format, against opening its log.

The teams are those of the shipped sample log over and over, each in a stream of its own. The floor is what nobody can
save: reading the log, verifying its chain and folding it. Each format is made by a process of its own, so that memory
is its own too.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

TEAMS = 50
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "logs" / "sample-lost-file-posted-online.sqlite"
FORMATS = ("html", "md", "json", "pdf")


def write_log(path: Path) -> int:
    """A log of ``TEAMS`` teams at ``path``; the number of its records."""
    from simulator.log.record import Draft
    from simulator.log.sqlite import create_log, open_log

    source = open_log(SAMPLE, read_only=True)
    target = create_log(path, "fifty-teams")
    streams = {name: source.read(name) for name in source.streams()}
    first, *rest = streams.pop("control")
    teams = first.payload["teams"]
    payload = deepcopy(first.payload)
    payload["teams"] = [{**teams[n % len(teams)], "id": f"team{n:02d}", "title": _title(n)} for n in range(TEAMS)]
    payload["scripts"] = {}
    drafts = [Draft(first.kind, first.v, first.at, first.scenario, first.actor, payload)]
    drafts += [Draft(r.kind, r.v, r.at, r.scenario, r.actor, r.payload) for r in rest]
    target.append("control", 0, drafts)
    count = len(drafts)
    for number in range(TEAMS):
        records = streams[teams[number % len(teams)]["id"]]
        target.append(
            f"team{number:02d}", 0, [Draft(r.kind, r.v, r.at, r.scenario, r.actor, r.payload) for r in records]
        )
        count += len(records)
    target.close()
    source.close()
    return count


def _title(number: int) -> dict[str, str]:
    return {"ja": f"第{number + 1}グループ", "en": f"Team {number + 1}"}


def one(path: str, form: str) -> None:
    """Make one format and print what it took, as JSON."""
    start = perf_counter()
    from simulator.report.aar_build import after_action_report
    from simulator.report.aar_formats import FORMATS as MAKERS
    from simulator.session.opening import open_log

    loaded = perf_counter()
    opened = open_log(path, Path(path).parent)
    folded = perf_counter()
    data = b""
    built = folded
    if form != "floor":
        aar = after_action_report(opened, "ja")
        built = perf_counter()
        data = MAKERS[form](aar, lambda _: None)
    end = perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = {"import": loaded - start, "open": folded - loaded, "report": built - folded, "write": end - built}
    print(json.dumps({**seconds, "all": end - start, "peak": peak, "bytes": len(data)}))


def measured(path: Path, form: str) -> dict[str, float]:
    call = [sys.executable, __file__, str(path), form]
    return json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "fifty-teams.sqlite")
        count = write_log(path)
        floor = measured(path, "floor")
        bare = floor["open"]
        print(f"{TEAMS} teams, {count} records; opening alone: {bare:.2f} s, peak {floor['peak']:.0f} MB")
        print("| format | report | write | all | of opening | peak | size |")
        print("|---|---|---|---|---|---|---|")
        for form in FORMATS:
            took = measured(path, form)
            print(
                f"| {form} | {took['report']:.1f} s | {took['write']:.1f} s | {took['all']:.1f} s | "
                f"{took['all'] / bare:.1f}x | {took['peak']:.0f} MB | {took['bytes'] / 1e6:.1f} MB |"
            )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(*sys.argv[1:])
    else:
        main()
