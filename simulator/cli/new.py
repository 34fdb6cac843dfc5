"""``tabletop new``: a commented start for a scenario, a manual or roles, in the user's language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.words import Translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from simulator.content.problems import Problem
    from simulator.model.manual import Manual
    from simulator.model.organization import Organization


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    from simulator.content.starting import KINDS

    parser.add_argument("kind", choices=KINDS, metavar=t("KIND"), help=t("scenario, manual, roles or plan"))
    parser.add_argument(
        "name", metavar=t("NAME"), help=t("its name: letters, digits, hyphens; becomes the folder's name")
    )
    parser.add_argument(
        "--manual",
        metavar=t("NAME"),
        help=t("manual of a new scenario, one that exists; a small one is made if absent"),
    )
    parser.add_argument(
        "--roles", metavar=t("NAME"), help=t("roles of a new scenario, ones that exist; some are made if absent")
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(), metavar=t("FOLDER"), help=t("where scenarios/, manuals/ and roles/ lie")
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Write the files; nothing that is there already is touched."""
    from simulator.content.starting import is_name, new_files, schema_files

    if not is_name(args.name):
        message = t("{name} cannot be a name: begin with a letter, then letters, digits, - and _.", name=args.name)
        return _wrong(message)
    named = _named(args, t, lang)
    if named is None:
        return WRONG_INPUT
    files = new_files(args.kind, args.name, lang, *named)
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
    _tell_borrowed(args, t, files, *named)
    _tell_next(args, t)
    return FINE


def _named(args: argparse.Namespace, t: Translate, lang: str) -> tuple[Manual | None, Organization | None] | None:
    """The manual and the roles of a new scenario, None for one to be made; None alone after saying what is wrong."""
    from simulator.content.library import default_roots
    from simulator.content.loading import load_manual, load_organization, load_organizations
    from simulator.content.shelf import Shelf
    from simulator.content.starting import duties_left, own_roles
    from simulator.model.manual_needs import known_in, needs_of

    if args.kind != "scenario":
        return None, None
    roots = (args.folder, *default_roots())
    shelf = Shelf(roots)
    manual = roles = None
    if args.manual is not None:
        loaded = load_manual(args.manual, roots=roots, shelf=shelf)
        manual = loaded.manual
        if manual is None:
            absent = t("The manual {name} does not exist yet: tabletop new manual {name}", name=args.manual)
            _tell_unusable(loaded.problems, absent, lang)
            return None
    if args.roles is not None:
        found = load_organization(args.roles, roots=roots, shelf=shelf)
        roles = found.organization
        if roles is None:
            absent = t("The roles {name} do not exist yet: tabletop new roles {name}", name=args.roles)
            _tell_unusable(found.problems, absent, lang)
            return None
    if manual is None:
        return None, roles
    if roles is None and needs_of(manual).steps_without(known_in(own_roles(lang))):
        known = load_organizations(roots=roots, shelf=shelf)
        roles = next((one for one in known if not needs_of(manual).steps_without(known_in(one))), None)
    if not duties_left(manual, roles or own_roles(lang)):
        message = t("No duty of the manual {manual} can be done with these roles.", manual=manual.id)
        hint = t("What it needs: {call}", call=f"tabletop manual {args.manual} --needs")
        sys.stderr.write(f"{message} {hint}\n")
        return None
    return manual, roles


def _tell_unusable(problems: Iterable[Problem], absent: str, lang: str) -> None:
    """Say why a document cannot be used: it is not there, or there are mistakes in it."""
    listed = tuple(problems)
    if any(problem.code in {"library.unknown", "file.missing"} for problem in listed):
        sys.stderr.write(absent + "\n")
    else:
        tell(listed, lang)


def _tell_borrowed(
    args: argparse.Namespace,
    t: Translate,
    files: Collection[Path],
    manual: Manual | None,
    roles: Organization | None,
) -> None:
    """What a new scenario uses of what is there already, where that was not simply named."""
    if roles is not None and args.roles is None:
        sys.stdout.write(t("roles: {name} (has everybody whom the manual names)", name=roles.id) + "\n")
    if manual is not None and any(path.parts[0] == "manuals" for path in files):
        message = t(
            "{manual} names roles or parties that are missing here; the new manual leaves those steps out.",
            manual=manual.id,
        )
        sys.stdout.write(message + "\n")


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
        where = {"manual": "manuals", "roles": "roles", "plan": "plans"}[args.kind]
        steps = ((f"tabletop check {where}/{args.name} --watch", t("look for mistakes while you write")),)
        if args.kind == "plan":
            steps += ((f"tabletop host {args.name}", t("open the room")),)
    for call, what in steps:
        sys.stdout.write(f"  {folder}{call}\n      {what}\n")


def _wrong(message: str) -> int:
    sys.stderr.write(message + "\n")
    return WRONG_INPUT
