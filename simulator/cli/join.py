"""``tabletop join``: take a seat (or a desk) of an exercise that is open on this machine or on another one."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.model.safe_text import visible_line
from simulator.words import Translate

if TYPE_CHECKING:
    import ssl

    from simulator.doors.http.coming_in import Admitted
    from simulator.engine.commands import Refusal

Ask = Callable[[str], str]
_TRIES = 3


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "address",
        nargs="?",
        metavar=t("ADDRESS"),
        help=t("where the exercise is, as it stands on the card; without it, exercises of this machine are looked for"),
    )
    parser.add_argument("code", nargs="?", metavar=t("CODE"), help=t("the code on the card; without it you are asked"))
    parser.add_argument("--name", metavar=t("NAME"), help=t("how you want to be called"))
    parser.add_argument("--section", metavar=t("SECTION"), help=t("the section you belong to"))
    taken = parser.add_mutually_exclusive_group()
    taken.add_argument("--share", action="store_true", help=t("sit with whoever sits at the seat already"))
    taken.add_argument("--take-over", action="store_true", help=t("take the seat from whoever sits at it"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(t("“tabletop join” needs a terminal. In a browser, open the address on the card.") + "\n")
        return WRONG_INPUT
    try:
        found = come_in(args, t, lang, _ask)
    except EOFError:
        return NO
    if isinstance(found, int):
        return found
    return asyncio.run(_sit(found, lang, t))


def come_in(args: argparse.Namespace, t: Translate, lang: str, ask: Ask) -> Admitted | int:
    """Whoever came in, or an exit code after it was said what is wrong."""
    from simulator.doors.http.coming_in import NoExercise, full_address

    address, fingerprint = (full_address(args.address), "") if args.address else _look_here(t, ask)
    if not address:
        return NO
    try:
        verify = _trust(address, fingerprint, t, ask)
        return NO if verify is None else _with_code(args, address, verify=verify, t=t, lang=lang, ask=ask)
    except NoExercise:
        _tell(t("What answers at {address} is no exercise. Compare the address with your card.", address=address))
    except OSError:
        _tell(t("Nobody answers at {address}. Compare it with your card; is the exercise open yet?", address=address))
    return NO


def _look_here(t: Translate, ask: Ask) -> tuple[str, str]:
    """The address of an exercise of this machine and the fingerprint of its certificate; empty after saying why."""
    from simulator.doors.http.found_here import open_here, runtime_folder

    found = open_here(runtime_folder())
    if not found:
        _tell(t("No exercise is open on this machine. Give the address on your card: “tabletop join ADDRESS”."))
        return "", ""
    if len(found) == 1:
        return found[0].address, found[0].fingerprint
    for number, one in enumerate(found, 1):
        sys.stdout.write(f"{number}  {visible_line(one.exercise)}  {one.address}\n")
    while True:
        answer = ask(t("Which one? Number:"))
        if answer.isdigit() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1].address, found[int(answer) - 1].fingerprint


def _trust(address: str, fingerprint: str, t: Translate, ask: Ask) -> ssl.SSLContext | bool | None:
    """What to talk to the server with; None where the user does not trust it."""
    from simulator.doors.http.trust import Stranger, known_servers, trusted

    if not address.startswith("https:"):
        return True
    known = known_servers()
    found = trusted(address, known, fingerprint)
    if not isinstance(found, Stranger):
        return found
    if found.changed:
        _tell(t("The server at {address} shows another certificate than before.", address=address))
    _tell(t("The server has a certificate of its own. Its fingerprint is:") + f"\n  {found.fingerprint}")
    answer = ask(t("Is it the same on your card or at exercise control? yes/no:"))
    if answer.strip().casefold() not in {"y", "yes", "はい", "h", "hai"}:
        _tell(t("Not joined. Ask exercise control for the fingerprint."))
        return None
    again = trusted(address, known, found.fingerprint)
    return None if isinstance(again, Stranger) else again


def _with_code(
    args: argparse.Namespace, address: str, *, verify: ssl.SSLContext | bool, t: Translate, lang: str, ask: Ask
) -> Admitted | int:
    from dataclasses import replace

    from simulator.doors.http.coming_in import Admitted, Asked, Occupied, come_in

    code = args.code or ask(t("Code on your card:"))
    name = args.name if args.name is not None else ask(t("Your name (Enter to leave it out):"))
    section = args.section if args.section is not None else ask(t("Your section (Enter to leave it out):"))
    occupied = "share" if args.share else "take_over" if args.take_over else ""
    asked = Asked(code, name, section, lang, occupied)
    for left in reversed(range(_TRIES)):
        found = come_in(address, asked, verify=verify)
        if isinstance(found, Occupied):
            asked = replace(asked, occupied=_occupied(found, t, ask))
            if not asked.occupied:
                return NO
            found = come_in(address, asked, verify=verify)
        if isinstance(found, Admitted):
            return found
        if not isinstance(found, Occupied):
            _tell(_sentence(found, lang))
            if found.code != "code.unknown" or args.code or not left:
                return NO
            asked = replace(asked, code=ask(t("Code on your card:")))
    return NO


def _occupied(found: object, t: Translate, ask: Ask) -> str:
    """``share``, ``take_over``, or nothing where the user would rather not."""
    from simulator.doors.http.coming_in import Occupied

    people = found.people if isinstance(found, Occupied) else ()
    names = [" ".join(part for part in person if part) or t("somebody who gave no name") for person in people]
    _tell(t("At this seat already: {names}", names=visible_line(", ".join(names))))
    while True:
        answer = ask(t("1 share the seat, 2 take it over, 3 leave it. Number:"))
        if answer in {"1", "2", "3"}:
            return {"1": "share", "2": "take_over", "3": ""}[answer]


async def _sit(found: Admitted, lang: str, t: Translate) -> int:
    """Open the screens of the part that was joined, inside the event loop that its port lives in.

    Why they were closed, where the person did not leave, the screens say themselves as they go.
    """
    from simulator.session.room_port import Part

    if found.grant.part is Part.SEAT:
        from simulator.tui.seat_app import SeatApp

        seat = SeatApp(found.seat(), lang)
        await seat.run_async()
        code = seat.return_code
    elif found.grant.part is Part.FACILITATOR:
        from simulator.tui.console.app import ConsoleApp

        desk = found.control()
        console = ConsoleApp(desk, lang, desk)
        await console.run_async()
        code = console.return_code
    elif found.grant.part is Part.EVALUATOR and found.view == "EvaluatorDesk":
        from simulator.tui.evaluator.app import EvaluatorApp

        evaluator = EvaluatorApp(found.control(), lang)
        await evaluator.run_async()
        code = evaluator.return_code
    elif found.view in {"ObserverView", "ProjectorView"}:
        from simulator.tui.watch_app import WatchApp

        watch = WatchApp(found.control(), lang)
        await watch.run_async()
        code = watch.return_code
    else:
        _tell(t("This code is for a page. Open {address} in a browser.", address=found.address))
        return NO
    return code or FINE


def _sentence(refusal: Refusal, lang: str) -> str:
    from simulator.tui.refusals import sentence
    from simulator.tui.wording import Wording

    return sentence(Wording(lang), refusal)


def _ask(question: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", input(f"{question} ")).strip()


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
