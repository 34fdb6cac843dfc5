"""``tabletop audit LOG``: proposed and set marks, findings, evidence for the auditor; matrices of earlier audits."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.audit_matrix import print_matrices
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.follow_up import add_log, note, now, open_desk, section_named
from simulator.cli.output import write_json, write_output
from simulator.model.follow_up import Grade, Progress, read_mark
from simulator.model.safe_text import visible_line
from simulator.words import Translate, mark, translator

if TYPE_CHECKING:
    from simulator.report.evidence import SectionEvidence

_ACTIONS = {
    "list": mark("proposed and set marks by section, and the findings (default)"),
    "mark": mark("set a section's mark: --section, --mark, --reason"),
    "finding": mark("record a finding: --section, --grade, --what, --item-title, --remedy, --due"),
    "close": mark("change a finding: --item, --status, --evidence, --remedy"),
    "pack": mark("the evidence of each section as one ZIP: --output FILE"),
    "matrix": mark("read results of earlier audits from a text file (LOG is that file) and print them"),
}
_GRADES = {
    Grade.FINDING: mark("finding"),
    Grade.MINOR: mark("finding (minor)"),
    Grade.OBSERVATION: mark("observation"),
    Grade.RECOMMENDATION: mark("recommendation"),
}


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_log(parser, t)
    told = "; ".join(f"{action}: {t(line)}" for action, line in _ACTIONS.items())
    parser.add_argument("action", nargs="?", choices=tuple(_ACTIONS), default="list", metavar="ACTION", help=told)
    parser.add_argument("--section", metavar=t("SECTION"), default="", help=t("id or title of a section"))
    parser.add_argument("--mark", metavar="○△×－", default="", help=t("the mark that you set"))
    parser.add_argument("--reason", metavar=t("TEXT"), default="", help=t("why"))
    parser.add_argument("--grade", choices=tuple(g.value for g in Grade), default=Grade.FINDING.value, help=t("grade"))
    parser.add_argument("--what", metavar=t("TEXT"), default="", help=t("the finding in words"))
    parser.add_argument("--item-title", metavar=t("TEXT"), default="", help=t("the audit item that it belongs to"))
    parser.add_argument("--remedy", metavar=t("TEXT"), help=t("the policy for improvement"))
    parser.add_argument("--due", metavar=t("DATE"), help=t("until when, like 2027-03-31"))
    parser.add_argument("--item", metavar="ID", default="", help=t("which finding, as in the list"))
    parser.add_argument("--status", choices=tuple(p.value for p in Progress), help=t("how it stands"))
    parser.add_argument("--evidence", metavar=t("TEXT"), help=t("what shows that it is done, or why it is dropped"))
    parser.add_argument("--as", dest="auditor", metavar=t("NAME"), default="", help=t("in whose name it is noted"))
    parser.add_argument("--output", type=Path, metavar=t("FILE"), help=t("where the ZIP goes"))
    parser.add_argument("--pdf", action="store_true", help=t("with PDF in the pack, where a browser is installed"))
    parser.add_argument(
        "--against", type=Path, metavar=t("FILE"), help=t("an earlier matrix, to list what has changed")
    )
    parser.add_argument("--json", action="store_true", help=t("print as JSON"))


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """LogUnreadable goes to the caller, who tells it."""
    if args.action == "matrix":
        return print_matrices(args, t)
    if args.action in {"list", "pack"}:
        return _read(args, t, lang)
    opened, desk = open_desk(args)
    with closing(opened.store):
        command = _command(args, section_named(opened.world, lang, args.section))
        if command is None:
            sys.stderr.write(t("“{mark}” is no mark. Use ○, △, × or －.", mark=args.mark) + "\n")
            return WRONG_INPUT
        return note(desk, opened.world, command, t, lang)


def _command(args: argparse.Namespace, section: str) -> Any:
    from simulator.engine.follow_commands import ChangeFinding, RecordFinding, SetMark
    from simulator.report.section_results import ITEM

    actor = f"auditor:{args.auditor}" if args.auditor else "auditor"
    if args.action == "mark":
        found = read_mark(args.mark)
        if found is None:
            return None
        return SetMark(at=now(), actor=actor, section=section, item=ITEM, mark=found, reason=args.reason)
    if args.action == "finding":
        return RecordFinding(
            at=now(),
            actor=actor,
            grade=Grade(args.grade),
            section=section,
            text=args.what,
            item=args.item_title,
            remedy=args.remedy or "",
            due=args.due or "",
        )
    return ChangeFinding(
        at=now(),
        actor=actor,
        id=args.item,
        progress=None if args.status is None else Progress(args.status),
        evidence=args.evidence,
        remedy=args.remedy,
        due=args.due,
    )


def _read(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.engine.follow_state import fold_follow_up
    from simulator.report.aar_pdf import find_browser, pdf_of
    from simulator.report.evidence import evidence_of
    from simulator.report.evidence_pack import evidence_pack
    from simulator.session.opening import open_log

    opened = open_log(args.log, args.logs)
    with closing(opened.store):
        found = evidence_of(opened, lang)
        if args.section:
            wanted = section_named(opened.world, lang, args.section)
            found = tuple(one for one in found if one.section == wanted)
        if args.action == "pack":
            path = args.output or Path(f"evidence-{opened.exercise}.zip")
            printed = pdf_of if args.pdf and find_browser() is not None else None
            if args.pdf and printed is None:
                sys.stderr.write(t("No browser was found to print PDF; the pack holds HTML only.") + "\n")
            data = evidence_pack(opened.store, found, lang, translator("report", lang), printed)
            return FINE if write_output(data, path, t) else WRONG_INPUT
    findings = fold_follow_up(opened.control).findings.values()
    if args.json:
        data_out = {
            "item": t("Can the section respond to a leak by the incident procedure manual?"),
            "sections": [_mark_data(one) for one in found],
            "findings": [{**f._asdict(), "grade": f.grade.value, "progress": f.progress.value} for f in findings],
        }
        write_json(data_out)
        return FINE
    sys.stdout.write(_as_in_the_papers(found, t) + "\n")
    for one in found:
        sys.stdout.write(f"  {one.set_mark or one.proposed} {one.title}  {visible_line(_state(one, t))}\n")
        sys.stdout.write("".join(f"      {reason}\n" for reason in one.reasons))
    for f in findings:
        sys.stdout.write(f"  {f.id} [{t(_GRADES[f.grade])}] {visible_line(f'{f.section}: {f.text}')}\n")
    sys.stdout.write(t("Proposals only: a person sets a mark with “tabletop audit LOG mark”.") + "\n")
    return FINE


def _as_in_the_papers(found: tuple[SectionEvidence, ...], t: Translate) -> str:
    """The results as cities print them: sections over the columns, the item in the row, the legend below."""
    heads = "\t".join((t("Audit item"), *(one.title for one in found)))
    item = t("Can the section respond to a leak by the incident procedure manual?")
    marks = "\t".join((item, *(one.set_mark or f"({one.proposed})" for one in found)))
    legend = t("○ fine  △ improved under guidance  × to be improved  － not applicable; in brackets: only proposed")
    return f"{heads}\n{marks}\n{legend}\n"


def _state(one: SectionEvidence, t: Translate) -> str:
    if one.set_mark:
        return t("set by {who} ({reason}); proposed {mark}", who=one.set_by, reason=one.set_reason, mark=one.proposed)
    return t("proposed")


def _mark_data(one: SectionEvidence) -> dict[str, Any]:
    return {
        "section": one.section,
        "title": one.title,
        "proposed": one.proposed,
        "reasons": list(one.reasons),
        "set": one.set_mark,
        "reason": one.set_reason,
        "by": one.set_by,
    }
