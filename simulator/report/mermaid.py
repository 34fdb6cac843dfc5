"""The phase graph as a Mermaid state diagram: text that GitHub, GitLab, many wikis and editors draw."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.report.phase_graph import InjectTag, PhaseBox, PhaseGraph, WayOut
from simulator.report.phrases import clock_words
from simulator.report.width import width, wrap
from simulator.words import Translate, mark, translator

_TROUBLE = {
    "unreachable": mark("never reached"),
    "dead_end": mark("dead end"),
    "circle": mark("no way to an end"),
}
_STYLES = (
    "classDef trouble fill:#fde8e8,stroke:#b91c1c,stroke-width:3px,stroke-dasharray:6 4,color:#7f1d1d",
    "classDef taken fill:#e0f2fe,stroke:#0369a1,stroke-width:3px,color:#0c4a6e",
)
_WIDEST = 60
"""Characters of a title or condition before it is broken into lines, roughly."""

# A colon, a semicolon or a hash would end or change a statement; Mermaid reads such codes back as characters.
_CODES = {
    "#": "#35;",
    ";": "#59;",
    ":": "#58;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "{": "#123;",
    "}": "#125;",
    "%": "#37;",
}
_CODED = re.compile("|".join(map(re.escape, _CODES)))


def mermaid(graph: PhaseGraph, lang: str, *, injects: bool = False, taken: Iterable[str] = ()) -> str:
    """The diagram, ending in a newline. ``injects`` lists them beside each phase; ``taken`` marks phases by id."""
    t = translator("report", lang)
    names = _names(graph)
    lines = ["stateDiagram-v2", "direction TB"]
    lines += [f'state "{_box(box, t)}" as {names[box.id]}' for box in graph.phases]
    lines.append(f"[*] --> {names[graph.start]}")
    for box in graph.phases:
        lines += [_way(way, names, t) for way in box.ways]
        if box.end:
            lines.append(f"{names[box.id]} --> [*]")
    if injects:
        for box in graph.phases:
            lines += _note(names[box.id], box.injects, t)
        if graph.anywhere:
            lines += _note(names[graph.start], graph.anywhere, t, t("In any phase"))
    # "class a,b style" would be shorter, but some readers take only one name.
    seen = set(taken)
    lines += [f"class {names[box.id]} trouble" for box in graph.phases if box.trouble]
    lines += [f"class {names[box.id]} taken" for box in graph.phases if box.id in seen and not box.trouble]
    lines += _STYLES
    return "\n".join([lines[0], *("    " + line for line in lines[1:])]) + "\n"


def trouble_words(t: Translate, box: PhaseBox) -> str:
    """What is wrong with a phase, in two or three words; ``t`` translates the domain ``report``."""
    return t(_TROUBLE[box.trouble]) if box.trouble else ""


def _names(graph: PhaseGraph) -> dict[str, str]:
    """Ids that Mermaid can read (no hyphen, no reserved word), unlike one another."""
    names: dict[str, str] = {}
    for number, box in enumerate(graph.phases, 1):
        names[box.id] = f"p{number}_{box.id.replace('-', '_')}"
    return names


def _box(box: PhaseBox, t: Translate) -> str:
    pieces = [_coded(box.title)]
    if not box.end:
        plan = t("{minutes} min planned, pace ×{pace}", minutes=box.minutes, pace=box.pace)
        start = "" if box.start is None else f"{clock_words(box.start)} "
        pieces.append(_coded(start + plan))
    if box.trouble:
        pieces.append(_coded(f"!! {trouble_words(t, box)}"))
    return "<br/>".join(pieces)


def _way(way: WayOut, names: dict[str, str], t: Translate) -> str:
    pieces = [way.label] if way.label else []
    pieces.append(way.condition)
    if way.never:
        pieces.append(t("!! can never hold"))
    label = "<br/>".join(_coded(line) for piece in pieces for line in _broken(piece, t(" and ")))
    return f"{names[way.source]} --> {names[way.to]} : {label}"


def _note(name: str, tags: tuple[InjectTag, ...], t: Translate, heading: str = "") -> list[str]:
    if not tags:
        return []
    lines = [_coded(heading)] if heading else []
    for tag in tags:
        sign = "◇" if tag.contingency else "○" if tag.optional else "●"
        lines.append(
            _coded(t("{sign} {id} {title} ({trigger})", sign=sign, id=tag.id, title=tag.title, trigger=tag.trigger))
        )
    return [f"note right of {name}", *("    " + line for line in lines), "end note"]


def _coded(text: str) -> str:
    return _CODED.sub(lambda found: _CODES[found[0]], text)


def _broken(text: str, glue: str) -> list[str]:
    """Lines of about ``_WIDEST`` columns, so that no label is wider than the page; first where ``glue`` joins parts."""
    lines: list[str] = []
    first, *rest = text.split(glue)
    line = first
    for part in rest:
        if width(line + glue + part) > _WIDEST:
            lines.append((line + glue).rstrip())
            line = part
        else:
            line += glue + part
    return [piece for whole in (*lines, line) for piece in wrap(whole, _WIDEST)]
