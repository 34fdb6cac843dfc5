"""A server to be killed: the small exercise on a log file, opened or taken up again, with the HTTP door on a port.

``python hosting.py LOG PORT`` prints the codes as JSON once the door is open.
"""

import asyncio
import json
import sys
from pathlib import Path

from support.small import content, team

from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import StartTeam
from simulator.log.sqlite import create_log, open_log
from simulator.session.hall_opening import open_hall, reopen_hall
from simulator.session.room_port import Part, Person
from simulator.words import translator


async def host(log: Path, port: int) -> None:
    t = translator("log", "en")
    if log.exists():  # noqa: ASYNC240
        hall = reopen_hall(open_log(log), t=t, log_path=str(log))
    else:
        teams = (team("blue"), team("red"))
        hall = open_hall(create_log(log, log.stem), content(), teams, {}, lang="en", t=t, log_path=str(log))
    await hall.start()
    facilitator = next(grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR)
    desk = hall.control(facilitator, Person("f", "en", "terminal"))
    await desk.send(StartTeam(at=desk.now()))
    door = HttpDoor(hall, port=port, t=translator("doors", "en"), folder=log.parent)
    await door.start()
    codes = {f"{grant.team}-{grant.seat}": code for grant, code in hall.codes() if grant.part is Part.SEAT}
    sys.stdout.write(json.dumps({"port": door.port, "codes": codes}) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(host(Path(sys.argv[1]), int(sys.argv[2])))
