"""``tabletop log``: list, show, verify, export and import the logs of exercises."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.output import keep_json_whole
from simulator.model.base import format_time
from simulator.model.safe_text import visible, visible_json, visible_line
from simulator.report.width import width
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.log.catalog import LogEntry
    from simulator.log.record import Row
    from simulator.log.verify import Head, Verification

_SHORT = 120
"""Characters of a payload that ``show`` prints without ``--full``."""

DOMAIN = "log"
"""The catalogue that holds this command's words."""


def add_arguments(parser: ArgumentParser, t: Translate) -> None:
    """Add the subcommands of ``tabletop log`` to its parser; ``t`` translates the domain ``log``."""
    commands = parser.add_subparsers(dest="log_command", required=True, metavar=t("COMMAND"))
    which = t("path of a log, or the id of an exercise whose log lies in ./logs")
    as_json = t("print JSON")

    listing = commands.add_parser("list", help=t("list the logs of a folder"))
    listing.add_argument("folder", nargs="?", default="logs", metavar=t("FOLDER"), help=t("default: ./logs"))
    listing.add_argument("--json", action="store_true", help=as_json)

    show = commands.add_parser("show", help=t("print the rows of a log"))
    show.add_argument("log", metavar="LOG", help=which)
    show.add_argument("--stream", action="append", help=t("only this stream (may be repeated)"))
    show.add_argument("--kind", action="append", help=t("only rows of this kind (may be repeated)"))
    show.add_argument("--full", action="store_true", help=t("do not shorten long rows"))
    show.add_argument("--json", action="store_true", help=t("print one JSON object a line"))

    verify = commands.add_parser("verify", help=t("check that nothing was changed after it was recorded"))
    verify.add_argument("log", metavar="LOG", help=which)
    verify.add_argument(
        "--heads", metavar=t("FILE"), help=t("also hold the log against the output of an earlier “verify --json”")
    )
    verify.add_argument("--json", action="store_true", help=as_json)

    export = commands.add_parser("export", help=t("write a log as lines of JSON"))
    export.add_argument("log", metavar="LOG", help=which)
    export.add_argument("--output", metavar=t("FILE"), help=t("a new file (default: standard output)"))

    bring = commands.add_parser("import", help=t("make a log of exported lines, verifying them"))
    bring.add_argument("file", metavar=t("FILE.jsonl"), help=t("what “export” wrote"))
    bring.add_argument("--output", metavar="LOG", required=True, help=t("the log to make; it must not exist"))


def run(args: Namespace, t: Translate, lang: str) -> int:
    """Run the subcommand: 0 fine, 1 the log is not as it was recorded, 2 it cannot be read or the call is wrong."""
    from simulator.log.store import LogUnreadable, Reason

    try:
        return _COMMANDS[args.log_command](args, t, lang)
    except LogUnreadable as problem:
        _complain(problem.message(t))
        _complain(problem.remedy(t))
        return NO if problem.reason is Reason.TAMPERED and args.log_command == "verify" else WRONG_INPUT


def _list(args: Namespace, t: Translate, lang: str) -> int:
    from simulator.log.catalog import list_logs

    folder = Path(args.folder)
    entries = list_logs(folder)
    if args.json:
        _print_json([_entry_json(entry, t) for entry in entries])
        return FINE
    if not entries:
        _complain(t("There is no log in {folder}.", folder=folder))
        return FINE if folder.is_dir() else WRONG_INPUT
    table = [[t("Exercise"), t("Scenario"), t("Started"), t("Last row"), t("Rows"), t("State")]]
    for entry in entries:
        if entry.problem:
            continue
        state = t("ended") if entry.ended else t("open")
        times = (_local(entry.started), _local(entry.last))
        table.append([entry.exercise, _title(entry, lang), *times, str(entry.records), state])
    _print_table(table)
    for entry in entries:
        if entry.problem:
            print(visible_line(entry.problem.message(t)))
    return FINE


def _show(args: Namespace, t: Translate, _lang: str) -> int:
    from simulator.log.catalog import find_log
    from simulator.log.sqlite import open_log
    from simulator.log.verify import verify

    with closing(open_log(find_log(args.log), read_only=True)) as store:
        rows = store.rows()
        broken = {problem.position for problem in verify(store).problems}
    for position, row in rows:
        if (args.stream and row.stream not in args.stream) or (args.kind and row.kind not in args.kind):
            continue
        if args.json:
            print(_row_json(row))
        else:
            print(_row_line(row, marked=position in broken, full=args.full))
    if broken:
        _complain(t("Rows marked with ! are not as they were recorded; “tabletop log verify” tells more."))
    return NO if broken else FINE


def _verify(args: Namespace, t: Translate, _lang: str) -> int:
    from simulator.log.catalog import find_log
    from simulator.log.sqlite import open_log
    from simulator.log.verify import verify

    noted = None
    if args.heads:
        noted = _noted_heads(Path(args.heads))
        if noted is None:
            _complain(t("{file} does not hold the output of “tabletop log verify --json”.", file=args.heads))
            return WRONG_INPUT
    path = find_log(args.log)
    with closing(open_log(path, read_only=True)) as store:
        found = verify(store, noted)
    if args.json:
        _print_json(_verification_json(found, path, t))
    else:
        _print_verification(found, t)
    return FINE if found.ok else NO


def _export(args: Namespace, t: Translate, _lang: str) -> int:
    from simulator.log.catalog import find_log
    from simulator.log.export import export_jsonl, write_jsonl
    from simulator.log.sqlite import open_log

    with closing(open_log(find_log(args.log), read_only=True)) as store:
        if args.output:
            number = write_jsonl(store, Path(args.output))
            _complain(t("{number} rows written to {file}.", number=number, file=args.output))
        else:
            keep_json_whole()
            for line in export_jsonl(store):
                print(line)
    return FINE


def _import(args: Namespace, t: Translate, _lang: str) -> int:
    from simulator.log.export import import_jsonl

    number, bad = import_jsonl(Path(args.file), Path(args.output))
    for line in bad:
        _complain(f"{args.file}:{line.number}: {line.words(t)}")
    if bad:
        _complain(t("No log was made. Export the lines again from an untouched log."))
        return WRONG_INPUT
    _complain(t("{number} rows verified and written to {file}.", number=number, file=args.output))
    return FINE


_COMMANDS: dict[str, Callable[[Namespace, Translate, str], int]] = {
    "list": _list,
    "show": _show,
    "verify": _verify,
    "export": _export,
    "import": _import,
}


def _print_verification(found: Verification, t: Translate) -> None:
    for problem in found.problems:
        what = problem.words(t)
        if problem.stream is not None:
            where = t("row {seq} of “{stream}”", seq=problem.seq, stream=problem.stream)
            what = t("{where}: {what}", where=where, what=what)
        print(visible_line(what))
    if found.ok:
        print(
            visible_line(
                t("{exercise}: all {n} rows are as they were recorded.", exercise=found.exercise, n=found.records)
            )
        )
    else:
        print(visible_line(t("{exercise}: this log is not as it was recorded.", exercise=found.exercise)))
    print(t("Heads, to be kept with the report (rows missing at the end show only against them):"))
    _print_table([[f"  {stream}", str(head.seq), head.hash] for stream, head in found.heads.items()])
    print(t("All rows: {digest}", digest=found.digest))


def _verification_json(found: Verification, path: Path, t: Translate) -> dict[str, Any]:
    return {
        "exercise": found.exercise,
        "log": str(path),
        "ok": found.ok,
        "records": found.records,
        "digest": found.digest,
        "heads": {stream: {"seq": head.seq, "hash": head.hash} for stream, head in found.heads.items()},
        "problems": [
            {"fault": p.fault, "stream": p.stream, "seq": p.seq, "position": p.position, "message": p.words(t)}
            for p in found.problems
        ],
    }


def _noted_heads(path: Path) -> dict[str, Head] | None:
    """The heads in the saved output of ``verify --json``; None when ``path`` does not hold that."""
    from simulator.log.verify import Head

    try:
        # From its bytes: what PowerShell redirects into a file is UTF-16.
        saved = json.loads(path.read_bytes())
        return {stream: Head(int(head["seq"]), str(head["hash"])) for stream, head in saved["heads"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _entry_json(entry: LogEntry, t: Translate) -> dict[str, Any]:
    plain: dict[str, Any] = {"log": str(entry.path)}
    if entry.problem:
        return {**plain, "problem": entry.problem.reason, "message": entry.problem.message(t)}
    return {
        **plain,
        "exercise": entry.exercise,
        "title": entry.title,
        "started": _utc(entry.started),
        "last": _utc(entry.last),
        "records": entry.records,
        "state": "ended" if entry.ended else "open",
    }


def _row_json(row: Row) -> str:
    """The line that ``export`` writes; a row that cannot be exported shows its columns as they are."""
    try:
        json.loads(row.line())
    except (ValueError, TypeError):
        plain = {name: value if isinstance(value, str | int) else repr(value) for name, value in row._asdict().items()}
        return visible_json(json.dumps(plain, ensure_ascii=False, sort_keys=True))
    return visible_json(row.line())


def _row_line(row: Row, *, marked: bool, full: bool) -> str:
    payload = str(row.payload)
    if not full and len(payload) > _SHORT:
        payload = payload[:_SHORT] + "…"
    scenario = format_time(row.scenario) if isinstance(row.scenario, int) else "-"
    at = _local(row.at, "%Y-%m-%d %H:%M:%S") if isinstance(row.at, int) else str(row.at)
    parts = ("!" if marked else " ", f"{row.stream}:{row.seq}", at, scenario, row.kind, row.actor, payload)
    return visible_line("  ".join(str(part) for part in parts))


def _title(entry: LogEntry, lang: str) -> str:
    titles = entry.title or {}
    return titles.get(lang) or next(iter(titles.values()), "-")


def _local(at: int | None, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment in UTC milliseconds on the clock of this machine."""
    try:
        return "-" if at is None else datetime.fromtimestamp(at / 1000, UTC).astimezone().strftime(form)
    except (ValueError, OverflowError, OSError):
        return str(at)


def _utc(at: int | None) -> str | None:
    try:
        return None if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return str(at)


def _print_table(rows: list[list[str]]) -> None:
    shown = [[visible_line(cell) for cell in row] for row in rows]
    widths = [max(width(row[column]) for row in shown) for column in range(len(shown[0]))] if shown else []
    for row in shown:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _print_json(value: Any) -> None:
    print(visible_json(json.dumps(value, ensure_ascii=False, indent=2)))


def _complain(message: str) -> None:
    print(visible(message), file=sys.stderr)
