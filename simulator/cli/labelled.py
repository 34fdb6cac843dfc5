"""Labelled replies from a file: one JSON object a line, each mistake with its line."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.model.verdict import Verdict
from simulator.words import Translate

_LABELS = {"met": Verdict.MET, "partial": Verdict.PARTIAL, "not_met": Verdict.NOT_MET}


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply, what it answers, and the verdict people gave for each step; None where nobody has judged it yet."""

    id: str
    lang: str
    prompt: str
    response: str
    labels: dict[str, Verdict | None]


def read_labels(path: Path, steps: Container[str], t: Translate) -> tuple[list[LabelledReply], list[str]]:
    """The labelled replies in ``path``, or what is wrong with it; ``steps`` are those of the manual."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        return [], [t("{file} cannot be read: {reason}", file=path, reason=getattr(error, "strerror", None) or error)]
    replies: list[LabelledReply] = []
    mistakes: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        reply = _labelled(line, number, steps, t)
        if isinstance(reply, str):
            mistakes.append(f"{path}:{number}: {reply}")
        else:
            replies.append(reply)
    if not replies and not mistakes:
        mistakes.append(t("{file} holds no labelled reply.", file=path))
    return replies, mistakes


def _labelled(line: str, number: int, steps: Container[str], t: Translate) -> LabelledReply | str:
    """A line as a labelled reply, or what is wrong with it."""
    try:
        found: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return t("not JSON: {reason}", reason=error.msg)
    except RecursionError:
        return t("not JSON: {reason}", reason="nested too deeply")
    if not isinstance(found, dict):
        return t("a line is an object with id, lang, prompt, response and labels")
    for key in ("response", "labels"):
        if key not in found:
            return t("“{key}” is missing", key=key)
    labels = found["labels"]
    if not isinstance(found["response"], str) or not isinstance(labels, dict) or not labels:
        return t("“response” is a text, “labels” an object of step: verdict")
    unknown = sorted(step for step in labels if step not in steps)
    if unknown:
        return t("the manual has no step {steps}", steps=", ".join(unknown))
    odd = sorted({str(label) for label in labels.values() if not _is_label(label)})
    if odd:
        return t("a label is met, partial or not_met, not {labels}", labels=", ".join(odd))
    verdicts = {step: None if label is None else _LABELS[label] for step, label in labels.items()}
    name, lang, prompt = (str(found.get(key) or "") for key in ("id", "lang", "prompt"))
    return LabelledReply(name or str(number), lang, prompt, found["response"], verdicts)


def _is_label(label: Any) -> bool:
    return label is None or (isinstance(label, str) and label in _LABELS)
