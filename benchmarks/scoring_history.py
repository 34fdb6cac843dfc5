"""The record of how well the scorer agreed with labelled replies: one JSON object a line, and as Markdown tables."""

from __future__ import annotations

import json
import re
from pathlib import Path

HANDLING = ("auto", "proposed", "unseen")


def history(path: Path) -> list[dict]:
    if not path.exists():
        return []
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines() if one.strip()]


def why_not_blind(found: dict, before: list[dict]) -> str | None:
    """Why a measurement cannot be the blind one of its set; None where it can."""
    for one in before:
        if found["blind"] and (one["set"] == found["set"] or one["labels"] == found["labels"]):
            return f"“{one['set']}” was measured on {one['date']}: a set is blind once. Record it as --tuned."
    return None


def record(path: Path, found: dict) -> str | None:
    """Append ``found`` to the history; why not, if it may not be."""
    refused = why_not_blind(found, history(path))
    if refused is None:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(found, ensure_ascii=False) + "\n")
    return refused


def table(measurements: list[dict]) -> str:
    """The history as Markdown: first shot and latest figures of each set, their matrices, and every step."""
    sets: dict[str, list[dict]] = {}
    for one in measurements:
        sets.setdefault(one["set"], []).append(one)
    if not sets:
        return "Nothing has been measured yet."
    rows = [(name, one, told) for name, some in sets.items() for one, told in first_and_last(some)]
    langs = sorted({lang for _, one, _ in rows for lang in one["by_lang"]})
    head = ["set", "date", "rules", "pairs", "kappa (95 %)", *(f"kappa {lang}" for lang in langs), "accuracy"]
    head += ["false met", "automatic", "of these right"]
    out = [cells(head), cells(["---"] * 3 + ["--:"] * (len(head) - 3))]
    for name, one, told in rows:
        between = tuple(one["kappa_interval"])
        by_lang = [shown(one["by_lang"].get(lang, {}).get("kappa")) for lang in langs]
        figures = [str(one["pairs"]), ranged(one["kappa"], between if len(between) == 2 else None), *by_lang]
        figures += [shown(one["accuracy"]), shown(one["false_met"])]
        figures += [shown(one["auto"]["share"]), shown(one["auto"]["accuracy"])]
        out.append(cells([name, one["date"], told, *figures]))
    for name, one, told in rows:
        out += ["", *matrix(name, one, told)]
    out += ["", *steps_table(rows)]
    return "\n".join(out)


def first_and_last(some: list[dict]) -> list[tuple[dict, str]]:
    """The first measurement of a set and, where there are more, the latest; with what its readers have to know."""
    found = [(some[0], "first shot, blind" if some[0]["blind"] else "tuned on it")]
    if len(some) > 1:
        found.append((some[-1], "after tuning on it" if some[0]["blind"] else "tuned on it, latest"))
    return found


def matrix(name: str, one: dict, told: str) -> list[str]:
    """How labels and verdicts of a measurement fall together, and how verdicts were handled."""
    words = ["met", "partial", "not met"]
    out = [f"*{name}* ({told}): labels down, verdicts across.", ""]
    out += [cells(["", *words, "not observed"]), cells(["---"] + ["--:"] * 4)]
    out += [cells([words[number], *map(str, row)]) for number, row in enumerate(one["confusion"])]
    total = one["pairs"] or 1
    handling = [
        f"{how} {shown(one['handling'][how]['pairs'] / total)} (right {shown(one['handling'][how]['accuracy'])})"
        for how in HANDLING
    ]
    return [*out, "", "Verdicts: " + ", ".join(handling) + "."]


def steps_table(rows: list[tuple[str, dict, str]]) -> list[str]:
    """Kappa and pairs of every step in every row of the first table."""
    steps = sorted({step for _, one, _ in rows for step in one["by_step"]})
    out = [cells(["step", *(f"{name}, {told}: kappa (pairs)" for name, _, told in rows)])]
    out.append(cells(["---"] + ["--:"] * len(rows)))
    for step in steps:
        found = [one["by_step"].get(step) for _, one, _ in rows]
        out.append(cells([step, *(f"{shown(one['kappa'])} ({one['pairs']})" if one else "" for one in found)]))
    return out


def cells(some: list[str]) -> str:
    return "| " + " | ".join(some) + " |"


def fill(path: Path, name: str, markdown: str) -> bool:
    """Put ``markdown`` between ``<!-- name -->`` and ``<!-- /name -->`` in ``path``; False where they are not there."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = path.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not between.search(text):
        return False
    path.write_text(between.sub(lambda _: f"{begin}\n{markdown}\n{end}", text), encoding="utf-8")
    return True


def shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def ranged(value: float | None, between: tuple[float, float] | None) -> str:
    return shown(value) + (f" [{between[0]:.2f}, {between[1]:.2f}]" if between else "")
