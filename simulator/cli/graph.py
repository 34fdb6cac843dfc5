"""``tabletop graph SCENARIO``: the phases and the ways between them as a Mermaid diagram."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.content_call import add_date_argument, add_scenario_argument, find_content
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import fits_ending, write_output
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.report.phase_graph import PhaseGraph


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    add_scenario_argument(parser, t)
    parser.add_argument(
        "--output",
        metavar=t("FILE"),
        type=Path,
        help=t("write to this file; in one that ends in .md the diagram is fenced, so that it is drawn"),
    )
    parser.add_argument("--injects", action="store_true", help=t("list the injects beside each phase"))
    parser.add_argument("--text", action="store_true", help=t("lines for the terminal instead of Mermaid"))
    parser.add_argument("--json", action="store_true", help=t("print phases, ways and injects as JSON"))
    add_date_argument(parser, t)


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.shelf import Shelf

    if not (args.text or args.json) and not fits_ending(args.output, (".md", ".mmd"), t):
        return WRONG_INPUT
    content = find_content(args.scenario, lang, Shelf(), unfinished=True)
    if content is None:
        return WRONG_INPUT
    from simulator.engine.world import World
    from simulator.report.mermaid import mermaid
    from simulator.report.phase_graph import phase_graph

    graph = phase_graph(World(content, args.date or content.scenario.day_one, ()), lang)
    if args.json:
        text = json.dumps(asdict(graph), ensure_ascii=False, indent=2) + "\n"
    elif args.text:
        text = _lines(graph, lang)
    else:
        text = mermaid(graph, lang, injects=args.injects)
        if args.output is not None and args.output.suffix.lower() == ".md":
            text = f"# {graph.title}\n\n```mermaid\n{text}```\n"
    if not write_output(text, args.output, t):
        return WRONG_INPUT
    _tell_trouble(graph, t, lang)
    return FINE


def _lines(graph: PhaseGraph, lang: str) -> str:
    from simulator.cli.output import columns
    from simulator.report.phase_lanes import lanes
    from simulator.report.width import wrap

    out: list[str] = []
    for line in lanes(graph, lang):
        first, *rest = wrap(line.text, columns())
        out.append(first)
        if rest:
            again = wrap(" ".join(rest), columns() - line.indent)
            out += [" " * line.indent + more for more in again]
    return "\n".join(out) + "\n"


def _tell_trouble(graph: PhaseGraph, t: Translate, lang: str) -> None:
    from simulator.report.mermaid import trouble_words

    words = translator("report", lang)
    for box in graph.in_trouble:
        told = t("phase {phase} ({title}): {trouble}", phase=box.id, title=box.title, trouble=trouble_words(words, box))
        sys.stderr.write(told + "\n")
