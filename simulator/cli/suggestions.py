"""``tabletop calibrate … --suggest``: wordings that a rubric does not know, as YAML to paste from."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import Any

from simulator.scoring.suggest import Suggestion, Suggestions, Unexplained
from simulator.words import Translate

_BARE = re.compile(r"[a-zぁ-んァ-ヶ一-龥々][a-zぁ-んァ-ヶー一-龥々0-9' ]*")
_OTHER_VALUES = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def as_yaml(found: Suggestions, t: Translate) -> str:
    """One mapping, step → place below its rubric → wordings; counts and where they stand are comments."""
    lines = [
        "# " + t("Wordings of labelled replies that the rubric does not know. Nobody has checked them."),
        "# " + t("Paste those that fit into the place named, or better into the lexicon concept that stands there."),
    ]
    for step, of_step in groupby(found.wordings, lambda one: one.step):
        lines.append(f"{step}:")
        for place, some in groupby(of_step, lambda one: one.place):
            lines.append(f"  {scalar(place)}:")
            lines += [f"    - {scalar(one.wording)}  # {_counted(one, t)}" for one in some]
    if not found.wordings:
        lines += ["# " + t("There is no wording to suggest."), "{}"]
    if found.elsewhere:
        lines.append("# " + t("Known to the lexicon, but not here; a concept may be missing in the group:"))
        lines += [f"#   {_flat(one.step)} {one.place} {one.wording}: {_counted(one, t)}" for one in found.elsewhere]
    if found.unexplained:
        told = t("Judged too low although the words are known (look at the sentence, not at the lexicon):")
        lines.append(f"# {told}")
        lines += [f"#   {_flat(one.step)} {_flat(one.reply)}: {one.rule}" for one in found.unexplained]
    return "\n".join(lines) + "\n"


def as_json(found: Suggestions) -> dict[str, list[dict[str, Any]]]:
    """The same as plain data."""
    return {
        "suggestions": [_wording(one) for one in found.wordings],
        "known_elsewhere": [_wording(one) for one in found.elsewhere],
        "unexplained": [_unexplained(one) for one in found.unexplained],
    }


def scalar(text: str) -> str:
    """``text`` as a YAML scalar of one line, quoted where it would be read as something else."""
    if _BARE.fullmatch(text) and text == text.strip() and text not in _OTHER_VALUES:
        return text
    return json.dumps(text, ensure_ascii=False)


def _counted(one: Suggestion, t: Translate) -> str:
    return t(
        "in {unknown} not found; met {met}, not met {not_met}; e.g. {example}",
        unknown=one.unknown,
        met=one.met,
        not_met=one.not_met,
        example=_flat(one.example),
    )


def _wording(one: Suggestion) -> dict[str, Any]:
    return {
        "step": one.step,
        "place": one.place,
        "wording": one.wording,
        "count": one.unknown,
        "met": one.met,
        "not_met": one.not_met,
        "example": one.example,
    }


def _unexplained(one: Unexplained) -> dict[str, Any]:
    return {"step": one.step, "id": one.reply, "rule": one.rule}


def _flat(text: str) -> str:
    """``text`` on one line of a comment."""
    return "".join(char if char.isprintable() else " " for char in text)
