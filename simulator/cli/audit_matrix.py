"""``tabletop audit FILE matrix``: results of earlier audits read from text, printed, and compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.exit_codes import FINE, NO, WRONG_INPUT
from simulator.cli.output import read_text, write_json
from simulator.model.follow_up import GLYPHS
from simulator.words import Translate, mark

if TYPE_CHECKING:
    from simulator.exchange.audit_matrix import MatrixFile


def print_matrices(args: argparse.Namespace, t: Translate) -> int:
    from simulator.exchange.audit_matrix import read_matrices

    text = read_text(Path(args.log), t)
    if text is None:
        return WRONG_INPUT
    found = read_matrices(text)
    for problem in found.problems:
        told = {
            "cells": mark("another number of cells than the heading has ({found})"),
            "mark": mark("no mark: {found}"),
        }
        sys.stderr.write(f"{args.log}:{problem.line}: {t(told[problem.code], found=problem.found)}\n")
    if not found.matrices:
        sys.stderr.write(
            t("No table of results was found: its heading begins with 監査内容, cells apart by tabs.") + "\n"
        )
        return NO
    if args.json:
        write_json([_matrix_data(one) for one in found.matrices])
        return NO if found.problems else FINE
    if args.against is not None:
        return _against(args, found, t)
    for one in found.matrices:
        sys.stdout.write(f"{one.area}\n\t" + "\t".join(one.sections) + "\n")
        for row in one.rows:
            marks = [GLYPHS[cell.mark] if cell.mark else cell.printed for cell in row.cells]
            sys.stdout.write(row.item + "\t" + "\t".join(marks) + "\n")
    return NO if found.problems else FINE


def _against(args: argparse.Namespace, found: MatrixFile, t: Translate) -> int:
    """List what has changed since an earlier audit, by section and item."""
    from simulator.exchange.audit_changes import changes
    from simulator.exchange.audit_matrix import read_matrices

    text = read_text(args.against, t)
    if text is None:
        return WRONG_INPUT
    listed = changes(read_matrices(text), found)
    if args.json:
        write_json([one._asdict() for one in listed])
        return FINE
    for one in listed:
        sys.stdout.write(f"{GLYPHS[one.before]} → {GLYPHS[one.after]}  {one.section}  {one.item}\n")
    if not listed:
        sys.stdout.write(t("No mark of a section and item that both have has changed.") + "\n")
    return FINE


def _matrix_data(one: Any) -> dict[str, Any]:
    return {
        "area": one.area,
        "sections": list(one.sections),
        "rows": [
            {
                "item": row.item,
                "line": row.line,
                "marks": [cell.mark.value if cell.mark else None for cell in row.cells],
            }
            for row in one.rows
        ],
        "remarks": list(one.remarks),
    }
