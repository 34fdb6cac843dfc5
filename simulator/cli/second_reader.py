"""``tabletop score LOG --reader URL``: asking a second reader on the user's own network, and saying how it went."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.session.opening import OpenedLog
    from simulator.session.reader import Reader, ReaderFailed


def add_reader_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "--reader",
        metavar="URL",
        help=t("ask a language model on your own network too (OpenAI-compatible, http://…/v1); off unless given"),
    )
    parser.add_argument("--reader-model", metavar=t("NAME"), default="default", help=t("which model it shall use"))
    parser.add_argument(
        "--reader-anywhere", action="store_true", help=t("allow an address outside your own network; replies leave it")
    )


def ask_reader(args: argparse.Namespace, t: Translate, lang: str) -> bool:
    """Ask for an opinion on every step that lacks one and record it in the log; False after saying what is wrong."""
    from simulator.session.opening import open_log
    from simulator.session.reader import Reader, is_on_own_network

    if not args.reader.startswith(("http://", "https://")):
        sys.stderr.write(t("{url} is not an address that begins with http:// or https://.", url=args.reader) + "\n")
        return False
    if not args.reader_anywhere and not is_on_own_network(args.reader):
        sys.stderr.write(
            t(
                "{url} lies outside your own network, and replies would go there. "
                "If you mean it, add --reader-anywhere.",
                url=args.reader,
            )
            + "\n"
        )
        return False
    opened = open_log(args.log, args.logs, read_only=False)
    with closing(opened.store):
        return _ask_all(opened, Reader(args.reader, args.reader_model), args.team, t, lang)


def _ask_all(opened: OpenedLog, reader: Reader, only: str | None, t: Translate, lang: str) -> bool:
    from simulator.session.clocks import WallClock
    from simulator.session.reader import ReaderFailed, ask, questions
    from simulator.session.runner import Session

    session, clock = Session(opened.store, opened.world, dict(opened.states)), WallClock()
    for team in opened.states:
        if only is not None and team != only:
            continue
        todo = list(questions(opened.world, session.states[team], lang, reader.model))
        for number, question in enumerate(todo, 1):
            sys.stderr.write(t("Second reader: {team} {step} ({number}/{all})", team=team, step=question.step,
                               number=number, all=len(todo)) + "\n")  # fmt: skip
            try:
                session.submit(team, ask(reader, question, clock.now))
            except ReaderFailed as error:
                if error.code == "not_understood":
                    sys.stderr.write(t("Its answer could not be read; the step goes without.") + "\n")
                    continue
                sys.stderr.write(_failed(error, reader, t) + "\n")
                return False
    return True


def _failed(error: ReaderFailed, reader: Reader, t: Translate) -> str:
    if error.code == "refused":
        return t("The second reader at {url} refused ({detail}). Check the address and the model's name.",
                 url=reader.url, detail=error.detail)  # fmt: skip
    return t("The second reader at {url} does not answer ({detail}). What it said so far is recorded; call again.",
             url=reader.url, detail=error.detail)  # fmt: skip
