"""``tabletop``: reads the call, runs one command, turns what went wrong into one clear message and an exit code.

Only the command that is called is imported, so that ``tabletop --help`` is quick.
"""

from __future__ import annotations

import argparse
import errno
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn, cast

from simulator import __version__
from simulator.cli.exit_codes import FINE, INTERNAL, INTERRUPTED, WRONG_INPUT
from simulator.words import LANGUAGES, LOCALE, Translate, has_catalogues, mark, preferred_language, translator

COMMANDS: dict[str, str] = {
    "play": mark("play an exercise on this terminal; scripted players take the other roles"),
    "host": mark("run an exercise for a room: console here, doors for browsers, terminals and ssh"),
    "join": mark("take a seat of an exercise that is open on this machine or another one"),
    "rehearse": mark("dry run at full speed with scripted teams; prints the score card"),
    "new": mark("start a scenario, a manual or roles of your own, with comments"),
    "check": mark("validate scenarios, manuals and roles"),
    "manual": mark("contents of a manual, one step in full, and what it needs around it"),
    "graph": mark("diagram of a scenario's phases and branches (Mermaid)"),
    "msel": mark("the list of a scenario's injects with both clocks (terminal, Markdown, CSV)"),
    "classify": mark("which reports a case asks for, by whom and by when, with the reasons"),
    "schema": mark("JSON Schemas for editors: completion and hover text while writing content"),
    "score": mark("score card of a log"),
    "timetable": mark("planned and actual times of a timetable drill, and how systems stopped and started"),
    "calls": mark("what came of a contact drill: who was reached, when, and who was not"),
    "report": mark("after-action report and improvement plan of a log (HTML, PDF, Markdown, JSON)"),
    "review": mark("timeline and score of a log, with jumps to the evidence"),
    "evaluate": mark("evaluator's desk: accept or correct what was scored, rate, note what you saw"),
    "compare": mark("teams and exercises side by side, where they can be compared"),
    "improve": mark("the improvement plan: propose, add, close, carry over to the next exercise"),
    "audit": mark("proposed marks with their reasons, findings, evidence pack, earlier results"),
    "ledger": mark("who took part in which exercise; sections below their target; make-up sessions"),
    "log": mark("list, show, verify and export logs"),
    "calibrate": mark("agreement of the scorer with human labels"),
}
"""Every command with its line of help, in the order of a day's work."""


_NO_CATALOGUES = (
    "tabletop: 日本語の文言が未作成です。python hatch_build.py で作れます (Japanese texts are not compiled).\n"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code (see ``exit_codes``)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = _take_language(arguments)
    lang = preferred_language(asked)
    t = translator("cli", lang)
    _speak(lang)
    if lang != "en" and not has_catalogues(lang):
        # Both languages: the one that is asked for is the one that is missing.
        sys.stderr.write(_NO_CATALOGUES)
    try:
        code = _run(arguments, lang, t)
        # Here and not when Python ends: there a reader who has gone would be an error.
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a bug is reported with its file, never as a traceback
        if not _nobody_reads(error):
            return _crashed(error, t)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _nobody_reads(error: Exception) -> bool:
    """Whether the reader of our output has gone (``| head``, ``| more``): then nobody is left to tell.

    A closed pipe is an invalid argument to Windows.
    """
    if sys.platform == "win32" and isinstance(error, OSError) and error.filename is None:
        return error.errno in {errno.EPIPE, errno.EINVAL}
    return isinstance(error, BrokenPipeError)


def _run(arguments: list[str], lang: str, t: Translate) -> int:
    name = next((word for word in arguments if word in COMMANDS), None)
    parser, commands = _parser(t)
    general = t
    for command, line in COMMANDS.items():
        sub = commands.add_parser(command, help=general(line), description=general(line), add_help=False)
        _standard_options(sub, general)
        if command == name:
            module = import_module(f"simulator.cli.{command}")
            # A command whose words live with a room of its own names that room's catalogue.
            t = translator(getattr(module, "DOMAIN", "cli"), lang)
            module.add_arguments(sub, t)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return FINE
    if getattr(options, "json", False):
        from simulator.cli.output import keep_json_whole

        keep_json_whole()
    run = cast("Callable[[argparse.Namespace, Translate, str], int]", import_module(f"simulator.cli.{name}").run)
    return _with_log_errors(run, options, t, lang)


def _with_log_errors(
    run: Callable[[argparse.Namespace, Translate, str], int], options: argparse.Namespace, t: Translate, lang: str
) -> int:
    from simulator.log.store import LogUnreadable
    from simulator.model.safe_text import visible

    try:
        return run(options, t, lang)
    except LogUnreadable as error:
        words = translator("log", lang)
        # Paths and names of streams come from outside: nothing in them may control the terminal.
        sys.stderr.write(visible(f"tabletop: {error.message(words)}\n{error.remedy(words)}\n"))
        return WRONG_INPUT


class _Parser(argparse.ArgumentParser):
    """Wrong calls end with exit code 2, the message and where to read more."""

    def __init__(self, *args: object, t: Translate | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._t = t

    def error(self, message: str) -> NoReturn:
        t = self._t
        hint = t("“{call} --help” shows how it is called.", call=self.prog) if t else ""
        self.exit(WRONG_INPUT, f"{self.prog}: {message}\n{hint}\n")


def _parser(t: Translate) -> tuple[_Parser, argparse._SubParsersAction[_Parser]]:
    parser = _Parser(
        prog="tabletop",
        description=t("Incident-response tabletop exercises, scored against your own procedure manual."),
        epilog=t("Start with “tabletop play”: it opens the shipped exercise. Everything works offline."),
        add_help=False,
        t=t,
    )
    _standard_options(parser, t)
    parser.add_argument(
        "--version", action="version", version=f"tabletop {__version__}", help=t("show the version and exit")
    )

    def sub_parser(**kwargs: object) -> _Parser:
        return _Parser(t=t, **kwargs)

    commands = parser.add_subparsers(
        dest="command", title=t("commands"), metavar=t("COMMAND"), parser_class=cast("type[_Parser]", sub_parser)
    )
    return parser, commands


def _standard_options(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("-h", "--help", action="help", help=t("show this help and exit"))
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=t("language of words and screens (else TABLETOP_LANG, else the system's)"),
    )


def _take_language(arguments: list[str]) -> str | None:
    """Take ``--lang`` out of the call, wherever it stands: help and errors have to be in that language too.

    A language that there is none of stays in the call, for the parser to complain of.
    """
    for number, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name != "--lang":
            continue
        if equals and value in LANGUAGES:
            del arguments[number]
            return value
        if not equals and number + 1 < len(arguments) and arguments[number + 1] in LANGUAGES:
            value = arguments[number + 1]
            del arguments[number : number + 2]
            return value
    return None


def _speak(lang: str) -> None:
    """Have argparse's own words translated, and characters that a terminal cannot show replaced instead of fatal."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("argparse", LOCALE)
    gettext.textdomain("argparse")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _crashed(error: Exception, t: Translate) -> int:
    """Write a crash file beside the user's work, or to the folder for temporary files, and name it."""
    from simulator.cli.crash_file import write_crash_file

    where = write_crash_file(error)
    sys.stderr.write(t("tabletop: an error inside the program ({name}).", name=type(error).__name__) + "\n")
    if where is not None:
        sys.stderr.write(t("What was recorded is safe. Details for a report are in {path}", path=where) + "\n")
    return INTERNAL
