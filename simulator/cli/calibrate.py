"""``tabletop calibrate``: how far the scorer's verdicts agree with labels that people gave."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.content_call import tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.content.loading import LoadedManual
    from simulator.scoring.agreement import Figures, Pair

_LABELS = ("met", "partial", "not_met")


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("manual", metavar=t("MANUAL"), help=t("name of a manual, or its file"))
    parser.add_argument("labels", metavar="LABELS.jsonl", type=Path, help=t("labelled replies, one JSON object a line"))
    parser.add_argument("--json", action="store_true", help=t("print figures and verdicts as JSON"))


@dataclass(frozen=True, slots=True)
class _Labelled:
    """One line of the labels: a reply, what it answers, and the verdict people gave for each step."""

    id: str
    lang: str
    prompt: str
    response: str
    labels: dict[str, str]


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.loading import load_manual

    loaded = load_manual(args.manual)
    if loaded.manual is None:
        tell(loaded.problems, lang)
        return WRONG_INPUT
    replies, mistakes = _read(args.labels, frozenset(loaded.manual.steps), t)
    if mistakes:
        sys.stderr.write("".join(f"{mistake}\n" for mistake in mistakes))
        return WRONG_INPUT
    pairs = _judge(loaded, replies)
    if args.json:
        sys.stdout.write(json.dumps(_as_json(replies, pairs), ensure_ascii=False, indent=2) + "\n")
    else:
        _print(replies, pairs, t)
    return FINE


def _read(path: Path, steps: frozenset[str], t: Translate) -> tuple[list[_Labelled], list[str]]:
    """The labelled replies of a file, or what is wrong with it, each with its line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return [], [t("{file} cannot be read: {reason}", file=path, reason=getattr(error, "strerror", None) or error)]
    replies: list[_Labelled] = []
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


def _labelled(line: str, number: int, steps: frozenset[str], t: Translate) -> _Labelled | str:
    """A line as a labelled reply, or what is wrong with it."""
    try:
        found: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return t("not JSON: {reason}", reason=error.msg)
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
    odd = sorted({str(label) for label in labels.values() if label not in _LABELS})
    if odd:
        return t("a label is met, partial or not_met, not {labels}", labels=", ".join(odd))
    name = str(found.get("id", number))
    return _Labelled(name, str(found.get("lang", "")), str(found.get("prompt") or ""), found["response"], labels)


def _judge(loaded: LoadedManual, replies: Sequence[_Labelled]) -> list[Pair]:
    from simulator.model.verdict import Verdict
    from simulator.scoring.agreement import Pair
    from simulator.scoring.judge import Judge

    if loaded.manual is None:
        return []
    judge = Judge(loaded.manual, loaded.lexicons, None)
    pairs: list[Pair] = []
    for reply in replies:
        judgements = judge.judge_texts(tuple(reply.labels), reply.response, reply.prompt)
        pairs += [Pair.of(reply.id, reply.lang, Verdict(reply.labels[one.step]), one) for one in judgements]
    return pairs


def _as_json(replies: Sequence[_Labelled], pairs: Sequence[Pair]) -> dict[str, Any]:
    from simulator.scoring.agreement import Figures, grouped

    return {
        "replies": len(replies),
        **Figures.of(pairs).as_json(),
        "by_lang": {name: figures.as_json() for name, figures in grouped(pairs, lambda pair: pair.lang).items()},
        "by_step": {name: figures.as_json() for name, figures in grouped(pairs, lambda pair: pair.step).items()},
        "verdicts": [
            {
                "id": pair.id,
                "step": pair.step,
                "label": pair.label.value,
                "verdict": pair.verdict.value,
                "auto": pair.auto,
            }
            for pair in pairs
        ],
    }


def _print(replies: Sequence[_Labelled], pairs: Sequence[Pair], t: Translate) -> None:
    from simulator.scoring.agreement import Figures, grouped

    whole = Figures.of(pairs)
    write = sys.stdout.write
    write(t("Replies: {replies}, verdicts: {pairs}", replies=len(replies), pairs=whole.pairs) + "\n")
    for name, value in (
        (t("accuracy"), whole.accuracy),
        ("macro-F1", whole.macro_f1),
        ("kappa", whole.kappa),
        (t("kappa, quadratic weights"), whole.weighted_kappa),
        (t("called met although labelled not met"), whole.false_met_rate),
        (t("decided without a human"), whole.auto_share),
        (t("of these right"), whole.auto_accuracy),
    ):
        write(f"  {_figure(value)}  {name}\n")
    for title, groups in (
        (t("by language"), grouped(pairs, lambda pair: pair.lang)),
        (t("by step"), grouped(pairs, lambda pair: pair.step)),
    ):
        write(f"{title}\n")
        for name, figures in groups.items():
            write(_row(name, figures, t))


def _row(name: str, figures: Figures, t: Translate) -> str:
    return (
        "  "
        + t(
            "{name:<6} {pairs:>4}  accuracy {accuracy}  kappa {kappa}  falsely met {false_met}",
            name=name,
            pairs=figures.pairs,
            accuracy=_figure(figures.accuracy),
            kappa=_figure(figures.kappa),
            false_met=_figure(figures.false_met_rate),
        )
        + "\n"
    )


def _figure(value: float | None) -> str:
    return "   – " if value is None else f"{value:5.2f}"
