"""The server side of ``room_ssh.py``, in a process of its own: an exercise for a room with an ssh door.

As ``room_server.py``, and ``apps`` tells how many apps there are after a full collection, and how many tasks.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
import traceback
from pathlib import Path

from room_server import content, lines, resident, say


async def room(teams: int, folder: Path) -> None:
    from textual.app import App

    from simulator.doors.ssh.door import SshDoor
    from simulator.engine.commands import SendNow, StartTeam
    from simulator.log.sqlite import create_log
    from simulator.session.collecting import Collector
    from simulator.session.hall_opening import numbered_teams, open_hall
    from simulator.session.room_port import Part, Person
    from simulator.words import translator

    found = content()
    path = folder / f"ssh-{teams}.sqlite"
    hall = open_hall(
        create_log(path, path.stem),
        found,
        numbered_teams(found, teams),
        {},
        lang="ja",
        t=translator("log", "ja"),
        log_path=str(path),
    )
    await hall.start()
    grant = next(grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR)
    desk = hall.control(grant, Person("f", "ja", "terminal"))
    await desk.send(StartTeam(at=desk.now()))
    collector = Collector()  # as ``tabletop host`` has it
    door = SshDoor(
        hall, "127.0.0.1", 0, folder=folder, lang="ja", crashed=traceback.print_exception, left=collector.left
    )
    await door.start()
    collector.start()
    committed = 0

    def heard(_: str) -> None:
        nonlocal committed
        committed = committed or time.monotonic_ns()

    hall.session.listen(heard)
    say(port=door.port, codes=[code for grant, code in hall.codes() if grant.part is Part.SEAT])
    async for line in lines():
        word, _, rest = line.partition(" ")
        if word == "inject":
            await hall.batches.settled()
            committed = 0
            refused = await desk.send(SendNow(at=desk.now(), inject=rest))
            say(committed=committed, refused=len(refused))
        elif word == "memory":
            await hall.batches.settled()
            say(resident=resident())
        elif word == "cpu":
            say(cpu=time.process_time())
        elif word == "apps":
            collector.whole()
            # What is put aside is in no list of objects.
            gc.unfreeze()
            alive = sum(isinstance(one, App) for one in gc.get_objects())
            gc.freeze()
            say(apps=alive, tasks=len(asyncio.all_tasks()))
        else:
            break
    await door.stop()
    await hall.stop()


if __name__ == "__main__":
    asyncio.run(room(int(sys.argv[1]), Path(sys.argv[2])))
