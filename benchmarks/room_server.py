"""The server side of ``room_http.py``, in a process of its own: an exercise for a room, or the floor beside it.

It prints one line of JSON when it is ready, then one for each line that it reads: ``inject ID`` gives an inject to all
teams, ``memory`` tells the resident memory and the processor time used, ``settled`` waits until everything is judged,
``end`` stops.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

FLAGSHIP = "lost-file-posted-online"
INJECTS = 40


def resident() -> int:
    """Resident memory of this process in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def say(**found: Any) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


async def lines() -> Any:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().strip():
        yield line


def content() -> Any:
    """The shipped exercise with further injects for everybody, to be given by hand."""
    from simulator.content.loading import load_scenario

    found = load_scenario(FLAGSHIP).content
    data = found.normal_form()
    roles = list(found.played)
    for number in range(INJECTS):
        data["scenario"]["injects"].append(
            {
                "id": f"X{number:03}",
                "title": {"ja": f"追加の状況付与{number}", "en": f"Further inject {number}"},
                "from": "control",
                "to": roles,
                "channel": "phone",
                "by_hand": True,
                "body": {"ja": "市民からの問い合わせが続いています。" * 8, "en": "Citizens keep calling. " * 8},
                "ask": {"kind": "text", "prompt": {"ja": "どうしますか。", "en": "What do you do?"}},
            }
        )
    return type(found).model_validate(data)


async def room(teams: int, connections: int, folder: Path) -> None:
    """``connections`` persons spread over the seats of ``teams`` teams."""
    from simulator.doors.http.server import HttpDoor
    from simulator.doors.http.tokens import Pass, seal
    from simulator.engine.commands import SendNow, StartTeam
    from simulator.log.sqlite import create_log
    from simulator.session.collecting import Collector
    from simulator.session.hall_opening import numbered_teams, open_hall
    from simulator.session.room_port import Part, Person
    from simulator.words import translator

    found = content()
    path = folder / f"room-{teams}-{connections}.sqlite"
    setups = numbered_teams(found, teams)
    hall = open_hall(
        create_log(path, path.stem), found, setups, {}, lang="ja", t=translator("log", "ja"), log_path=str(path)
    )
    await hall.start()
    desk = hall.control(
        next(grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR), Person("f", "ja", "http")
    )
    await desk.send(StartTeam(at=desk.now()))
    door = HttpDoor(hall, t=translator("doors", "ja"), folder=folder)
    await door.start()
    grants = [grant for grant, _ in hall.codes() if grant.part is Part.SEAT]
    tokens = [
        seal(hall.key, Pass(grants[n % len(grants)].id, Person(f"p{n}", "ja", "http", f"名前{n}", "課")))
        for n in range(connections)
    ]
    committed = 0

    def heard(_: str) -> None:
        nonlocal committed
        committed = committed or time.monotonic_ns()

    hall.session.listen(heard)
    role = {grant.id: hall.session.world.teams[grant.team].seats for grant in grants}
    roles = [
        next(seat.roles[0] for seat in role[grants[n % len(grants)].id] if seat.id == grants[n % len(grants)].seat)
        for n in range(connections)
    ]
    collector = Collector()  # as ``tabletop host`` has it
    collector.start()
    say(port=door.port, tokens=tokens, roles=roles, seats=len(grants))
    async for line in lines():
        word, _, rest = line.partition(" ")
        if word == "inject":
            await hall.batches.settled()
            committed = 0
            refused = await desk.send(SendNow(at=desk.now(), inject=rest))
            say(committed=committed, refused=len(refused))
        elif word == "memory":
            say(resident=resident(), cpu=time.process_time())
        elif word == "settled":
            await hall.batches.settled()
            say(cpu=time.process_time())
        else:
            break
    await door.stop()
    await hall.stop()


async def floor(size: int) -> None:
    """A bare Starlette application: one queue for each client, the same bytes for all of them."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import StreamingResponse
    from starlette.routing import Route

    clients: set[asyncio.Queue[bytes]] = set()

    async def events(_: Any) -> StreamingResponse:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        clients.add(queue)

        async def body() -> Any:
            yield b"event: hello\ndata: {}\n\n"
            while True:
                yield await queue.get()

        return StreamingResponse(body(), media_type="text/event-stream")

    app = Starlette(routes=[Route("/seat/events", events)])
    config = uvicorn.Config(app, http="httptools", log_level="error", lifespan="off", port=0)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    say(port=server.servers[0].sockets[0].getsockname()[1])
    async for line in lines():
        word, _, rest = line.partition(" ")
        if word == "inject":
            frame = b'event: view\ndata: {"' + rest.encode() + b'": "' + b"x" * size + b'"}\n\n'
            start = time.monotonic_ns()
            for queue in clients:
                queue.put_nowait(frame)
            say(committed=start, refused=0)
        elif word == "memory":
            say(resident=resident(), cpu=time.process_time())
        else:
            break
    server.should_exit = server.force_exit = True
    await task


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    if kind == "room":
        asyncio.run(room(int(arguments[0]), int(arguments[1]), Path(arguments[2])))
    else:
        asyncio.run(floor(int(arguments[0])))
