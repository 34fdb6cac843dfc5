"""``tabletop improve LOG``: the improvement plan of an exercise, and what was promised last time."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.exit_codes import FINE
from simulator.cli.follow_up import add_log, note, now, open_desk, section_named
from simulator.cli.output import write_json
from simulator.model.follow_up import Progress
from simulator.words import Translate, mark

if TYPE_CHECKING:
    from simulator.report.aar_shapes import PlanItem
    from simulator.session.follow_up import FollowUpDesk
    from simulator.session.opening import OpenedLog

_ACTIONS = {
    "list": mark("show the plan (default)"),
    "propose": mark("what the report proposes; --accept ID,… or --accept all puts it into the plan"),
    "add": mark("put an item into the plan: --section, --what, --due, --step"),
    "set": mark("change an item: --item, --status, --evidence, --due, --section, --what"),
    "carry": mark("take over what an earlier exercise left open: --from LOG"),
}


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log(parser, t)
    told = "; ".join(f"{action}: {t(line)}" for action, line in _ACTIONS.items())
    parser.add_argument("action", nargs="?", choices=tuple(_ACTIONS), default="list", metavar="ACTION", help=told)
    parser.add_argument("--item", metavar="ID", default="", help=t("which item, as in the list"))
    parser.add_argument("--section", metavar=t("SECTION"), help=t("who owns it: id or title of a section"))
    parser.add_argument("--what", metavar=t("TEXT"), help=t("what is to be done"))
    parser.add_argument("--step", metavar="ID", default="", help=t("the step of the manual that it is about"))
    parser.add_argument("--due", metavar=t("DATE"), help=t("until when, like 2027-03-31"))
    parser.add_argument("--status", choices=tuple(p.value for p in Progress), help=t("how it stands"))
    parser.add_argument("--evidence", metavar=t("TEXT"), help=t("what shows that it is done, or why it is dropped"))
    parser.add_argument("--from", dest="earlier", metavar="LOG", help=t("the log of the earlier exercise"))
    parser.add_argument("--accept", metavar="ID,…", help=t("proposals to put into the plan: step ids, or “all”"))
    parser.add_argument("--json", action="store_true", help=t("print the plan as JSON"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """LogUnreadable goes to the caller, who tells it."""
    if args.action == "list" or (args.action == "propose" and not args.accept):
        return _show(args, t, lang)
    opened, desk = open_desk(args)
    with closing(opened.store):
        if args.action == "propose":
            return _accept(opened, desk, args, t, lang)
        if args.action == "carry":
            return _carry(desk, args, t)
        return _write(opened, desk, args, t, lang)


def _write(opened: OpenedLog, desk: FollowUpDesk, args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.engine.follow_commands import ChangeImprovement, RecordImprovement

    section = None if args.section is None else section_named(opened.world, lang, args.section)
    if args.action == "add":
        command: Any = RecordImprovement(
            at=now(), section=section or "", what=args.what or "", step=args.step, due=args.due or ""
        )
    else:
        command = ChangeImprovement(
            at=now(),
            id=args.item,
            progress=None if args.status is None else Progress(args.status),
            evidence=args.evidence,
            section=section,
            what=args.what,
            due=args.due,
        )
    return note(desk, opened.world, command, t, lang)


def _accept(opened: OpenedLog, desk: FollowUpDesk, args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Put what the report proposes into the plan; a step that has an item already is passed over."""
    from simulator.engine.follow_commands import RecordImprovement
    from simulator.report.improvement_proposals import proposals

    asked = {name.strip() for name in args.accept.split(",")}
    have = {item.step for item in desk.state.improvements.values()}
    taken = 0
    for found in proposals(opened, lang):
        if found.step in have or (args.accept != "all" and found.step not in asked):
            continue
        noted = desk.note(
            RecordImprovement(
                at=now(),
                section=found.section,
                what=found.what,
                cause=found.cause,
                step=found.step,
                due=args.due or "",
            )
        )
        taken += isinstance(noted, str)
    sys.stdout.write(t("{count} items were put into the plan.", count=taken) + "\n")
    return FINE


def _carry(desk: FollowUpDesk, args: argparse.Namespace, t: Translate) -> int:
    from simulator.cli.exit_codes import WRONG_INPUT
    from simulator.engine.follow_state import fold_follow_up
    from simulator.session.opening import open_log

    if args.earlier is None:
        sys.stderr.write(t("From which exercise? --from LOG") + "\n")
        return WRONG_INPUT
    earlier = open_log(args.earlier, Path(args.logs))
    with closing(earlier.store):
        items = fold_follow_up(earlier.control).improvements.values()
        carried = desk.carry_over(earlier.exercise, items, now())
    sys.stdout.write(t("{count} items were carried over.", count=len(carried)) + "\n")
    return FINE


def _show(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.report.aar import JAPAN
    from simulator.report.aar_ground import Ground
    from simulator.report.aar_plan import carried_items, plan_items
    from simulator.report.improvement_proposals import proposals
    from simulator.session.opening import open_log

    opened = open_log(args.log, args.logs)
    with closing(opened.store):
        if args.action == "propose":
            found = proposals(opened, lang)
            if args.json:
                write_json([asdict(one) for one in found])
                return FINE
            for one in found:
                sys.stdout.write(f"{one.step}  {one.section_title}\n    {one.what}\n    {one.cause}\n")
            sys.stdout.write(
                t("--accept all (or --accept {first}) puts it into the plan.", first=found[0].step) + "\n"
                if found
                else t("Nothing fell short, so nothing is proposed.") + "\n"
            )
            return FINE
        ground = Ground(opened, lang, JAPAN)
        plan, carried = plan_items(ground), carried_items(ground)
    if args.json:
        data = {"plan": [_plain(item) for item in plan], "carried": [_plain(item) for item in carried]}
        write_json(data)
        return FINE
    for title, items in ((t("What we promised last time"), carried), (t("Improvement plan"), plan)):
        if items or title == t("Improvement plan"):
            sys.stdout.write(f"{title}\n")
            sys.stdout.write("".join(_lines(item, t) for item in items) or "  " + t("(nothing yet)") + "\n")
    return FINE


def _lines(item: PlanItem, t: Translate) -> str:
    due = t("until {date}", date=item.due_words) if item.due_words else t("no date yet")
    head = f"  {item.id}  [{item.status_words}] {item.section_title}  {due}"
    about = f" ({item.step} {item.step_title})" if item.step else ""
    more = [f"      {item.what}{about}"]
    if item.evidence:
        more.append("      " + t("Evidence: {text}", text=item.evidence))
    if item.note:
        more.append(f"      {item.note}")
    return "\n".join([head, *more]) + "\n"


def _plain(item: PlanItem) -> dict[str, Any]:
    return {**asdict(item), "due": None if item.due is None else item.due.isoformat()}
