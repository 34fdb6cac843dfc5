"""``tabletop new``: a commented start for a scenario, a manual or roles, in the user's language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.words import Translate


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    from simulator.content.starting import KINDS

    parser.add_argument("kind", choices=KINDS, metavar=t("KIND"), help=t("scenario, manual or roles"))
    parser.add_argument(
        "name", metavar=t("NAME"), help=t("its name: letters, digits, hyphens; becomes the folder's name")
    )
    parser.add_argument(
        "--manual", metavar=t("NAME"), help=t("manual of a new scenario; a small one is made if absent")
    )
    parser.add_argument("--roles", metavar=t("NAME"), help=t("roles of a new scenario; some are made if absent"))
    parser.add_argument(
        "--folder", type=Path, default=Path(), metavar=t("FOLDER"), help=t("where scenarios/, manuals/ and roles/ lie")
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Write the files; nothing that is there already is touched."""
    from simulator.content.starting import is_name, new_files, schema_files

    if not is_name(args.name):
        message = t("{name} cannot be a name: begin with a letter, then letters, digits, - and _.", name=args.name)
        return _wrong(message)
    files = new_files(args.kind, args.name, lang, args.manual, args.roles)
    there = [path for path in files if (args.folder / path).exists()]
    if there:
        return _wrong(t("{path} is there already. Choose another name.", path=args.folder / there[0]))
    schemas = {path: text for path, text in schema_files().items() if not (args.folder / path).exists()}
    try:
        for path, text in {**schemas, **files}.items():
            target = args.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        return _wrong(t("{path} cannot be written: {reason}", path=error.filename, reason=error.strerror))
    for path in files:
        sys.stdout.write(t("made: {path}", path=args.folder / path) + "\n")
    _tell_next(args, t)
    return FINE


def _tell_next(args: argparse.Namespace, t: Translate) -> None:
    """What to do with what was made."""
    folder = "" if args.folder == Path() else f"cd {args.folder} && "
    sys.stdout.write("\n" + t("Next:") + "\n")
    steps: tuple[tuple[str, str], ...]
    if args.kind == "scenario":
        steps = (
            (f"tabletop check scenarios/{args.name} --watch", t("look for mistakes while you write")),
            (f"tabletop rehearse {args.name}", t("dry run with the model team")),
            (f"tabletop play {args.name}", t("play it yourself")),
        )
    else:
        where = "manuals" if args.kind == "manual" else "roles"
        steps = ((f"tabletop check {where}/{args.name} --watch", t("look for mistakes while you write")),)
    for call, what in steps:
        sys.stdout.write(f"  {folder}{call}\n      {what}\n")


def _wrong(message: str) -> int:
    sys.stderr.write(message + "\n")
    return WRONG_INPUT
