"""``tabletop host``: run an exercise for a room full of people: the console here, doors for everybody else."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from simulator.cli.content_call import FLAGSHIP, LOGS, add_date_argument
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.host_again import closing, go_on, left_behind
from simulator.cli.host_doors import HTTP_PORT, SSH_PORT, NoAddress, make_doors, open_doors, read_where
from simulator.cli.host_opening import open_new, prepare
from simulator.cli.output import write_output
from simulator.doors.door import Door, DoorShut
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.cli.host_text import Host
    from simulator.session.hall import Hall

_MOST = 20
"""Teams, facilitators or evaluators at most; more are a typing mistake."""


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "scenario",
        nargs="?",
        default=FLAGSHIP,
        metavar=t("SCENARIO"),
        help=t("name of a scenario or plan, or its file"),
    )
    parser.add_argument("--teams", type=_count(t), metavar="N", help=t("how many teams play side by side"))
    parser.add_argument(
        "--mode",
        choices=("together", "self-paced"),
        help=t("whether all teams go from phase to phase together, or each goes its own way (default)"),
    )
    parser.add_argument(
        "--fill", metavar=t("NAME"), help=t("scripted team that answers where nobody sits at the start")
    )
    where = t("ADDR:PORT")
    parser.add_argument(
        "--http",
        nargs="?",
        const="",
        metavar=where,
        help=t("open a door for browsers and “tabletop join” (this machine alone unless an address is named)"),
    )
    parser.add_argument("--ssh", nargs="?", const="", metavar=where, help=t("open a door for ssh, likewise"))
    parser.add_argument("--certificate", type=Path, metavar=t("FILE"), help=t("TLS certificate (PEM) for --http"))
    parser.add_argument("--key", type=Path, metavar=t("FILE"), help=t("its private key (PEM)"))
    parser.add_argument("--headless", action="store_true", help=t("no console on this terminal; doors only"))
    parser.add_argument("--start", action="store_true", help=t("start the teams at once"))
    parser.add_argument("--resume", metavar=t("LOG"), help=t("go on with the exercise of a log"))
    parser.add_argument(
        "--hand-out", type=Path, metavar=t("FILE"), help=t("write the join cards as a page to print (HTML)")
    )
    parser.add_argument("--facilitators", type=_count(t), default=1, metavar="N", help=t("codes for facilitators"))
    parser.add_argument("--evaluators", type=_count(t), default=1, metavar="N", help=t("codes for evaluators"))
    parser.add_argument("--json", action="store_true", help=t("print addresses and codes as JSON (with --headless)"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    add_date_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    headless = args.headless or args.json
    if not headless and not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        sys.stderr.write(t("The console needs a terminal. Without one: “tabletop host --headless”.") + "\n")
        return WRONG_INPUT
    if (args.certificate is None) != (args.key is None):
        sys.stderr.write(t("--certificate and --key go together.") + "\n")
        return WRONG_INPUT
    try:
        http, ssh = _wanted(args)
    except NoAddress as error:
        sys.stderr.write(t("“{text}” is no address. Write it as 127.0.0.1:8765.", text=str(error)[:60]) + "\n")
        return WRONG_INPUT
    prepared = None
    if args.resume is None:
        prepared = prepare(args, t, lang)
        if prepared is None:
            return WRONG_INPUT
        from simulator.doors.http.found_here import open_here, runtime_folder
        from simulator.session.clocks import WallClock

        going_on = {one.exercise for one in open_here(runtime_folder())}
        found = left_behind(args.logs, prepared.content.scenario.id, WallClock().now(), going_on)
        choice = "new" if found is None else go_on(found, args, t)
        if choice == "leave":
            return FINE
        if found is not None and choice == "resume":
            args.resume, prepared = str(found.log), None
    if prepared is None:
        from simulator.session.hall_opening import resume_hall

        people: dict[tuple[str, str], tuple[str, ...]] = {}

        def opening() -> Hall:
            return resume_hall(args.resume, args.logs, t=translator("log", lang), fill=args.fill is not None)

    else:
        people, new = prepared.people, prepared

        def opening() -> Hall:
            return open_new(new, args, lang)

    return asyncio.run(_hosted(args, opening, http, ssh, people, headless=headless, t=t, lang=lang))


def _wanted(args: argparse.Namespace) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    """Where the doors are to be. Without any an exercise would have no players: then there is one for this machine."""
    http = None if args.http is None else read_where(args.http, HTTP_PORT)
    ssh = None if args.ssh is None else read_where(args.ssh, SSH_PORT)
    return (read_where("", HTTP_PORT), None) if http is None and ssh is None else (http, ssh)


async def _hosted(
    args: argparse.Namespace,
    opening: Callable[[], Hall],
    http: tuple[str, int] | None,
    ssh: tuple[str, int] | None,
    people: dict[tuple[str, str], tuple[str, ...]],
    *,
    headless: bool,
    t: Translate,
    lang: str,
) -> int:
    """Open everything, run until somebody ends it, close everything."""
    from simulator.cli.host_text import Host
    from simulator.session.collecting import Collector

    report = _Bugs(t, quiet=not headless)
    asyncio.get_running_loop().set_exception_handler(report.from_loop)
    hall = opening()
    await hall.start()
    doors: list[Door] = []
    collector = Collector()
    try:
        certificate = None if args.certificate is None else (args.certificate, args.key)
        doors = make_doors(hall, http, ssh, lang, certificate, report, collector.left)
        try:
            await open_doors(doors)
        except DoorShut:
            doors = []
            raise
        host = Host(hall, doors, lang, people)
        hall.addresses, hall.proof = host.addresses(), host.proof
        if not _announce(args, host, t, lang):
            return WRONG_INPUT
        if args.start:
            await _start(hall)
        collector.start()
        if headless:
            await _until_told(t, quiet=args.json)
            return FINE
        return await _console(hall, lang)
    except DoorShut as error:
        words = translator("doors", lang)
        sys.stderr.write(f"tabletop: {error.message(words)}\n{error.remedy(words)}\n")
        return WRONG_INPUT
    finally:
        collector.stop()
        for door in reversed(doors):
            await door.stop()
        await hall.stop()
        if not args.json:
            sys.stderr.write(
                closing(args, hall.log_path, t, ended=all(one.finished for one in hall.session.states.values()))
            )


def _announce(args: argparse.Namespace, host: Host, t: Translate, lang: str) -> bool:
    """Say where to join; False where the hand-out could not be written."""
    from simulator.cli.host_text import can_draw
    from simulator.report.join_cards import hand_out

    if args.hand_out is not None:
        page = hand_out(host.joining(), translator("report", lang), lang)
        if not write_output(page, args.hand_out, t):
            return False
    if (args.headless or args.json) and (told := host.trouble()):
        sys.stderr.write(f"{told}\n")
    if args.json:
        sys.stdout.write(json.dumps(host.data(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write((host.qr() if can_draw() else "") + host.text(t))
    sys.stdout.flush()
    return True


async def _start(hall: Hall) -> None:
    """Start every team that has not begun, as the facilitator would."""
    from simulator.engine.commands import StartTeam
    from simulator.session.room_port import Part

    grant = next((grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR), None)
    if grant is not None:
        for team, state in hall.session.states.items():
            if not state.started:
                await hall.carry_out(grant, StartTeam(at=hall.clock.now()), team)


async def _until_told(t: Translate, *, quiet: bool) -> None:
    """Wait for Ctrl+C or a signal to stop."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, told.set)
        except (NotImplementedError, RuntimeError):
            # Windows: Ctrl+C arrives as KeyboardInterrupt, which asyncio.run turns into a cancellation.
            continue
    if not quiet:
        sys.stdout.write("\n" + t("Ctrl+C closes the exercise; everything that was sent is kept.") + "\n")
        sys.stdout.flush()
    with suppress(asyncio.CancelledError):
        while not told.is_set():
            with suppress(TimeoutError):
                # A wait without end would keep Ctrl+C away from Python on Windows.
                async with asyncio.timeout(1.0 if sys.platform == "win32" else None):
                    await told.wait()


async def _console(hall: Hall, lang: str) -> int:
    """The facilitator's console in this loop, until the facilitator leaves it."""
    from simulator.engine.commands import Refusal
    from simulator.session.room_codes import RoomCodes
    from simulator.session.room_port import Part, Person
    from simulator.tui.console.app import ConsoleApp

    grant = next(grant for grant, _ in hall.codes() if grant.part is Part.FACILITATOR)
    desk = hall.control(grant, Person("console", lang, "terminal"))
    if isinstance(desk, Refusal):
        raise TypeError(desk.code)

    app = ConsoleApp(cast("Any", desk), lang, RoomCodes(hall, grant), closes_room=True)
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError, RuntimeError):
        loop.add_signal_handler(signal.SIGTERM, app.exit)
    await app.run_async()
    return app.return_code or FINE


class _Bugs:
    """Writes a crash file for every bug that ended one seat or one request; the exercise goes on."""

    def __init__(self, t: Translate, *, quiet: bool) -> None:
        self._t, self._quiet = t, quiet

    def __call__(self, error: BaseException) -> None:
        from simulator.cli.crash_file import write_crash_file

        where = write_crash_file(error)
        if not self._quiet:
            told = self._t("tabletop: an error inside the program ({name}).", name=type(error).__name__)
            more = self._t("What was recorded is safe. Details for a report are in {path}", path=where) if where else ""
            sys.stderr.write(f"{told}\n{more}\n")

    def from_loop(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        # A caller who goes away in the middle is no bug; Windows reports it here.
        if isinstance(error, Exception) and not isinstance(error, ConnectionError):
            self(error)


def _count(t: Translate) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST):
            raise argparse.ArgumentTypeError(t("Give a number from 1 to {most}.", most=_MOST))
        return int(text)

    return read
