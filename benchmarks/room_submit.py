"""Responses a second that a room makes durable, one after the other and ten people at once, in one process.

A response counts once its sender has been told that it is stored (``synchronous=FULL``). Verdicts come in steps of
their own and are waited for at the end. The floor is raw sqlite3 with the same durability, one insert at a time, in the
same run and on the same disk; the two take turns.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from simulator.content.loading import load_scenario
from simulator.engine.commands import Refusal, StartTeam, SubmitResponse
from simulator.log.sqlite import create_log
from simulator.session.clocks import WallClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import numbered_teams, open_hall
from simulator.session.hall_ports import HallSeat
from simulator.session.room_port import Part, Person
from simulator.words import translator

GOALS = {1: 300, 10: 600}
"""Responses a second by how many people send at once."""

SCENARIO = "lost-file-posted-online"
WORDS = "保育課長に電話で報告し、紙の名簿の所在を確認中です。URLは転送していません。"


def raw(folder: Path, count: int) -> float:
    """Inserts a second of raw sqlite3, each durable before the next."""
    with closing(sqlite3.connect(folder / "raw.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, seq INTEGER, payload TEXT)")
        start = perf_counter()
        for seq in range(count):
            connection.execute("INSERT INTO events VALUES (NULL, ?, ?)", (seq, WORDS * 3))
        return count / (perf_counter() - start)


async def room(folder: Path, count: int, people: int) -> tuple[float, float]:
    """Responses a second that ``people`` send at once, and the seconds until the last verdict after them."""
    content = load_scenario(SCENARIO).content
    assert content is not None
    path = folder / "room.sqlite"
    hall = open_hall(
        create_log(path, "bench"),
        content,
        numbered_teams(content, 2),
        {},
        lang="ja",
        t=translator("log", "ja"),
        clock=WallClock(),
        log_path=str(path),
    )
    await hall.start()
    for team in hall.session.states:
        await hall.batches.submit(team, StartTeam(at=hall.clock.now()))
    seats = _seats(hall, people)
    await hall.batches.settled()

    async def send(seat: HallSeat, number: int) -> None:
        for turn in range(count // people):
            name, role = seat.view().seat, seat.view().roles[0].id
            command = SubmitResponse(
                at=0, seat=name, role=role, kind="text", parts={"text": WORDS}, key=f"{number}-{turn}"
            )
            refusal = await seat.send(command)
            if refusal is not None:
                raise SystemExit(f"refused: {refusal.code}")

    start = perf_counter()
    await asyncio.gather(*(send(seat, number) for number, seat in enumerate(seats)))
    stored = perf_counter() - start
    await hall.batches.settled()
    judged = perf_counter() - start - stored
    found = sum(len(state.responses) for state in hall.session.states.values())
    await hall.stop()
    if found != count // people * people:
        raise SystemExit(f"{found} responses were stored, not {count}")
    return found / stored, judged


def _seats(hall: Hall, people: int) -> list[HallSeat]:
    grants = [grant for grant, _ in hall.codes() if grant.part is Part.SEAT]
    found = []
    for number in range(people):
        port = hall.seat(grants[number % len(grants)], Person(f"p{number}", "ja", "http"))
        if isinstance(port, Refusal):
            raise SystemExit(port.code)
        found.append(port)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600, help="responses in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="where the logs are written (else the temporary one)")
    args = parser.parse_args()
    print("people  responses/s  raw sqlite3 inserts/s  ratio  goal  verdicts after s")
    for people, goal in GOALS.items():
        ours, floor, late = [], [], []
        for _ in range(args.rounds):
            with TemporaryDirectory(dir=args.folder) as folder:
                floor.append(raw(Path(folder), args.count))
                rate, judged = asyncio.run(room(Path(folder), args.count, people))
                ours.append(rate)
                late.append(judged)
        rate, base = median(ours), median(floor)
        verdict = "reached" if rate >= goal else "missed"
        print(f"{people:6}  {rate:11.0f}  {base:21.0f}  {rate / base:5.2f}  {goal:4} {verdict}  {median(late):.1f}")


if __name__ == "__main__":
    main()
