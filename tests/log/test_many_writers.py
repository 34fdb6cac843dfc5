"""Several processes write one log, and some of them die: nothing is lost, nothing is half there."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from log_helpers import names, note, notes, opening

from simulator.log.sqlite import create_log, open_log
from simulator.log.store import Conflict
from simulator.log.verify import Fault, verify

HERE = Path(__file__).parent


def start(program: str, *args: object, **more: Any) -> subprocess.Popen[str]:
    paths = (str(HERE), str(HERE.parent.parent))
    return subprocess.Popen(
        [sys.executable, str(HERE / program), *map(str, args)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        **more,
    )


def test_of_two_who_saw_the_same_one_is_refused(tmp_path: Path):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as one, closing(open_log(path)) as two:
        one.append("a", 0, [note("first")])
        with pytest.raises(Conflict):
            two.append("a", 0, [note("second")])

        assert two.append("a", 1, [note("second")])[0].prev == one.read("a")[0].hash
        assert one.append("b", 0, [note("another stream")])
        with pytest.raises(Conflict) as refused:
            one.append("a", 1, [note("third")])
        assert refused.value.actual == 2
        assert one.append("a", 2, [note("third")])[0].prev == two.read("a")[1].hash
        texts = [record.payload["text"] for record in two.read_all().records]
    assert texts == ["first", "second", "another stream", "third"]


def test_two_processes_lose_nothing(tmp_path: Path):
    path = tmp_path / "drill-1.sqlite"
    create_log(path, "drill-1").close()
    writers = [start("writer.py", path, name, 40, stdin=subprocess.PIPE) for name in "xy"]
    assert [writer.stdout.readline() for writer in writers if writer.stdout] == ["ready\n", "ready\n"]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    conflicts = [int(writer.communicate()[0]) for writer in writers]

    with closing(open_log(path, read_only=True)) as store:
        texts = [record.payload["text"] for record in store.read("a")]
    assert [writer.returncode for writer in writers] == [0, 0]
    print("conflicts:", conflicts)
    assert all([text for text in texts if text[0] == name] == [f"{name}{n}" for n in range(40)] for name in "xy")
    assert len(texts) == 80
    assert names(tmp_path) == [path.name]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process of this system cannot kill itself so")
@pytest.mark.parametrize(
    ("statement", "count"), [("BEGIN", 3), ("INSERT", 1), ("INSERT", 5), ("COMMIT", 1), ("COMMIT", 3), ("SELECT", 1)]
)
def test_a_process_killed_at_a_statement_leaves_whole_batches(tmp_path: Path, statement: str, count: int):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as store:
        store.append("control", 0, [opening(), *notes(2)])
    program = start("crash.py", path, statement, count)
    told = program.communicate()[0].split()

    assert program.returncode == -9
    check_whole_batches(path, told)


@pytest.mark.parametrize("lines", [1, 7, 20])
def test_a_process_killed_from_outside_leaves_whole_batches(tmp_path: Path, lines: int):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as store:
        store.append("control", 0, [opening(), *notes(2)])
    program = start("crash.py", path)
    assert program.stdout
    told = [program.stdout.readline() for _ in range(lines)]
    program.kill()
    told += program.communicate()[0].splitlines()

    check_whole_batches(path, [line for line in told if line.strip()])


def check_whole_batches(path: Path, told: list[str]) -> None:
    """Nothing that was told to be safe is missing, nothing is half there, and the next to come may write."""
    assert path.with_name(path.name + "-wal").exists()
    with closing(open_log(path, read_only=True)) as store:
        found = len(store.read("a"))
        assert verify(store).ok
    # The program may have died between its commit and telling of it.
    assert found in {3 * len(told), 3 * len(told) + 3}
    with closing(open_log(path)) as store:
        assert len(store.read("a")) == found
        store.append("a", found, notes(1))
        assert verify(store).ok
    assert names(path.parent) == [path.name]


def test_the_check_of_whole_batches_can_fail(tmp_path: Path):
    path = tmp_path / "drill-1.sqlite"
    with closing(create_log(path, "drill-1")) as store:
        store.append("a", 0, notes(2))
        assert [problem.fault for problem in verify(store).problems] == [Fault.OPENING]
        with pytest.raises(AssertionError):
            check_whole_batches(path, [])
