"""``tabletop ledger LOG…``: who took part in which exercise, sections below their target, make-up sessions."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import LOGS
from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.follow_up import note, now, section_named
from simulator.cli.output import read_text, write_json
from simulator.model.follow_up import Presence
from simulator.words import Translate, mark

if TYPE_CHECKING:
    from simulator.report.ledger import Ledger

_PRESENCE = {
    Presence.TOOK_PART: mark("took part"),
    Presence.MADE_UP: mark("made up"),
    Presence.EXCUSED: mark("excused"),
}


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("log", nargs="+", metavar="LOG", help=t("logs of the exercises, by path or id"))
    parser.add_argument("--logs", type=Path, default=LOGS, metavar=t("FOLDER"), help=t("where logs are kept"))
    parser.add_argument(
        "--people", type=Path, metavar=t("FILE"), help=t("CSV: section (id or title), how many belong to it")
    )
    parser.add_argument("--target", type=int, default=80, metavar="PERCENT", help=t("share that is to take part (80)"))
    parser.add_argument("--json", action="store_true", help=t("print as JSON"))
    parser.add_argument("--note", metavar=t("NAME"), help=t("note somebody in the (one) log: with --section and --on"))
    parser.add_argument("--section", metavar=t("SECTION"), default="", help=t("id or title of a section"))
    parser.add_argument("--on", metavar=t("DATE"), default="", help=t("on which day, like 2027-03-31"))
    parser.add_argument(
        "--how",
        choices=tuple(p.value for p in Presence),
        default=Presence.MADE_UP.value,
        help=t("made_up (a make-up session, default), took_part or excused"),
    )
    parser.add_argument("--remark", metavar=t("TEXT"), default="", help=t("what else is to be kept"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """1 where a section is below its target. LogUnreadable goes to the caller, who tells it."""
    from simulator.report.ledger import ledger
    from simulator.session.opening import open_log

    if args.note is not None:
        return _note(args, t, lang)
    exercises = []
    for name in args.log:
        opened = open_log(name, args.logs)
        opened.store.close()
        exercises.append(opened)
    people = _people(args.people, t)
    if people is None:
        return WRONG_INPUT
    known = {section_named(o.world, lang, name): count for o in exercises for name, count in people.items()}
    found = ledger(exercises, lang, known, args.target)
    if args.json:
        write_json(_data(found))
    else:
        _print(found, args.target, t)
    return NO if any(section.below for section in found.sections) else FINE


def _print(found: Ledger, target: int, t: Translate) -> None:
    for line in found.lines:
        who, how = line.person or t("(name not given)"), t(_PRESENCE[line.presence])
        cells = (line.on.isoformat(), line.section_title, who, line.role, how, line.scenario)
        sys.stdout.write("  ".join(cells) + "\n")
    sys.stdout.write("\n" + t("Sections (target {target} %)", target=target) + "\n")
    for section in found.sections:
        share = "" if section.percent is None else f"  {section.percent} % ({section.took_part}/{section.people})"
        count = share or "  " + t("{count} persons", count=section.took_part)
        below = "  " + t("below the target") if section.below else ""
        sys.stdout.write(f"  {section.title}{count}{below}\n")


def _data(found: Ledger) -> dict[str, object]:
    return {
        "lines": [
            {
                "on": line.on.isoformat(),
                "exercise": line.exercise,
                "section": line.section,
                "role": line.role,
                "person": line.person,
                "presence": line.presence.value,
                "remark": line.remark,
            }
            for line in found.lines
        ],
        "sections": [
            {
                "section": s.section,
                "title": s.title,
                "took_part": s.took_part,
                "people": s.people,
                "percent": s.percent,
                "below": s.below,
                "last": None if s.last is None else s.last.isoformat(),
            }
            for s in found.sections
        ],
    }


def _people(path: Path | None, t: Translate) -> dict[str, int] | None:
    """How many belong to each section; None after saying what is wrong with the file."""
    if path is None:
        return {}
    text = read_text(path, t)
    if text is None:
        return None
    found = {}
    for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
        if len(row) >= 2 and row[1].strip().isdigit():
            found[row[0].strip()] = int(row[1])
        elif number > 1 and any(row):
            sys.stderr.write(t("{path}:{line}: write section,count", path=path, line=number) + "\n")
            return None
    return found


def _note(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.engine.follow_commands import NoteAttendance
    from simulator.session.follow_up import FollowUpDesk
    from simulator.session.opening import open_log

    opened = open_log(args.log[0], args.logs, read_only=False)
    with closing(opened.store):
        command = NoteAttendance(
            at=now(),
            section=section_named(opened.world, lang, args.section),
            person=args.note,
            presence=Presence(args.how),
            on=args.on,
            remark=args.remark,
        )
        return note(FollowUpDesk(opened.store, opened.world), opened.world, command, t, lang)
