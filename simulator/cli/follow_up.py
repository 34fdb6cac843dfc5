"""What commands on the follow-up of an exercise share: a log opened to append, words for refusals, dates, sections."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from simulator.cli.content_call import LOGS
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.engine.commands import Refusal
from simulator.engine.follow_commands import FollowCommand
from simulator.engine.world import World
from simulator.model.safe_text import visible_line
from simulator.session.follow_up import FollowUpDesk
from simulator.session.opening import OpenedLog
from simulator.words import Translate, mark

_SAID = {
    "improvement.unknown": mark("There is no item {id}. “tabletop improve LOG” lists them."),
    "improvement.carried_already": mark("{id} was carried over already."),
    "finding.unknown": mark("There is no finding {id}. “tabletop audit LOG” lists them."),
    "step.unknown": mark("The manual has no step {step}. “tabletop manual” lists them."),
    "section.unknown": mark("There is no section {section}. Sections: {known}"),
    "date.unreadable": mark("“{date}” is no date. Write it like 2027-03-31."),
    "date.needed": mark("Say on which day: --on 2027-03-31."),
    "response.empty": mark("Say it in words: the text is empty."),
    "response.too_long": mark("The text is longer than {limit} characters. Shorten it."),
    "closing.without_evidence": mark("What shows that it is done (or why it is dropped)? Add --evidence “…”."),
    "mark.without_reason": mark("A mark needs a reason: --reason “…”."),
    "log.busy": mark("Other programs are writing to this log. Try again."),
}


def add_log(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("log", metavar="LOG", help=t("path of a log, or the id of an exercise whose log is kept"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))


def open_desk(args: argparse.Namespace) -> tuple[OpenedLog, FollowUpDesk]:
    """The log, to append to, and its follow-up. LogUnreadable goes to the caller."""
    from simulator.session.opening import open_log

    opened = open_log(args.log, args.logs, read_only=False)
    try:
        return opened, FollowUpDesk(opened.store, opened.world)
    except BaseException:
        opened.store.close()
        raise


def now() -> int:
    """UTC in milliseconds."""
    return time.time_ns() // 1_000_000


def note(desk: FollowUpDesk, world: World, command: FollowCommand, t: Translate, lang: str) -> int:
    """Carry out ``command``; tell the id, or why it was refused."""
    noted = desk.note(command)
    if isinstance(noted, Refusal):
        return refuse(noted, world, t, lang)
    sys.stdout.write((t("Noted: {id}", id=noted) if noted else t("Noted.")) + "\n")
    return FINE


def refuse(refusal: Refusal, world: World, t: Translate, lang: str) -> int:
    """Tell why, with what to do."""
    params = {name: visible_line(value) for name, value in refusal.params.items()}
    if refusal.code == "section.unknown":
        params["known"] = t(", ").join(f"{one} ({title})" for one, title in sections(world, lang))
    message = _SAID.get(refusal.code)
    sys.stderr.write((t(message, **params) if message else refusal.code) + "\n")
    return WRONG_INPUT


def sections(world: World, lang: str) -> list[tuple[str, str]]:
    """Ids and titles of those who may own an item."""
    words = world.content.wording(lang, world.day_one)
    return [(one, visible_line(words(world.content.title_of(one)))) for one in world.content.organization.owners]


def section_named(world: World, lang: str, asked: str) -> str:
    """The id of a section that was asked for by id or title; what was asked where there is none."""
    wanted = asked.strip().casefold()
    return next((one for one, title in sections(world, lang) if wanted in {one.casefold(), title.casefold()}), asked)
