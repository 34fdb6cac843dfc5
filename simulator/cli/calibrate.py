"""``tabletop calibrate``: how far the scorer's verdicts agree with labels that people gave, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.content_call import tell
from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.labelled import LabelledReply, read_labels
from simulator.cli.output import write_json
from simulator.words import Translate

if TYPE_CHECKING:
    from simulator.content.loading import LoadedManual
    from simulator.model.manual import Manual
    from simulator.model.verdict import Judgement
    from simulator.scoring.agreement import Pair
    from simulator.scoring.suggest import Suggestions

_PRINTED = Path("-")
"""What ``--suggest`` holds when no file is named."""


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument("manual", metavar=t("MANUAL"), help=t("name of a manual, or its file"))
    parser.add_argument("labels", metavar="LABELS.jsonl", type=Path, help=t("labelled replies, one JSON object a line"))
    parser.add_argument("--json", action="store_true", help=t("print figures and verdicts as JSON"))
    parser.add_argument(
        "--write-queue",
        metavar=t("FILE"),
        type=Path,
        help=t("write what an evaluator would have to look at: labels to fill in, or a list to read (FILE.md)"),
    )
    parser.add_argument(
        "--suggest",
        metavar=t("FILE"),
        type=Path,
        nargs="?",
        const=_PRINTED,
        help=t("write wordings that the rubric does not know, as YAML; without FILE they are printed instead"),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A reply with the scorer's judgement for each step it is labelled for, or waits to be labelled for."""

    reply: LabelledReply
    judgements: tuple[Judgement, ...]


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    from simulator.content.loading import load_manual

    loaded = load_manual(args.manual)
    if loaded.manual is None:
        tell(loaded.problems, lang)
        return WRONG_INPUT
    replies, mistakes = read_labels(args.labels, loaded.manual.steps, t)
    files = [path for path in (args.write_queue, args.suggest) if path not in {None, _PRINTED}]
    mistakes += [t("{file} is there already; it is not overwritten.", file=path) for path in files if path.exists()]
    judged = [] if mistakes else list(_judge(loaded, replies))
    pairs = _pairs(loaded.manual, judged)
    if not pairs and not mistakes and not args.write_queue:
        mistakes.append(t("{file} holds no labelled reply.", file=args.labels))
    if mistakes:
        sys.stderr.write("".join(f"{mistake}\n" for mistake in mistakes))
        return WRONG_INPUT
    if args.write_queue and not _write_queue(args.write_queue, loaded.manual, judged, t, lang):
        return WRONG_INPUT
    labelled = sum(any(label is not None for label in one.reply.labels.values()) for one in judged)
    found = _suggestions(loaded, judged) if args.suggest else None
    return _answer(args, found, labelled, pairs, (t, lang))


def _judge(loaded: LoadedManual, replies: Sequence[LabelledReply]) -> Iterator[_Judged]:
    from simulator.scoring.judge import Judge

    if loaded.manual is not None:
        judge = Judge(loaded.manual, loaded.lexicons, None)
        for reply in replies:
            yield _Judged(reply, judge.judge_texts(tuple(reply.labels), reply.response, reply.prompt))


def _pairs(manual: Manual, judged: Iterable[_Judged]) -> list[Pair]:
    """Labels beside verdicts; what nobody has labelled yet is no pair."""
    from simulator.scoring.agreement import Pair

    return [
        Pair.of(one.reply.id, one.reply.lang, label, judgement, refrain=_refrains(manual, judgement.step))
        for one in judged
        for judgement in one.judgements
        if (label := one.reply.labels[judgement.step]) is not None
    ]


def _refrains(manual: Manual, step: str) -> bool:
    return manual.steps[step].polarity == "refrain"


def _write_queue(path: Path, manual: Manual, judged: Iterable[_Judged], t: Translate, lang: str) -> bool:
    """Write what waits for an evaluator; False after saying why it cannot be written."""
    from simulator.cli.evaluator_queue import Waiting, as_lines, as_markdown
    from simulator.scoring.agreement import Handling, handling_of

    waiting: list[Waiting] = []
    count = among = 0
    for one in judged:
        some = tuple(
            judgement
            for judgement in one.judgements
            if handling_of(judgement, refrain=_refrains(manual, judgement.step)) is not Handling.AUTO
        )
        count, among = count + len(some), among + len(one.judgements)
        if some:
            waiting.append(Waiting(one.reply, some))
    counts = (count, among)
    readable = path.suffix.lower() == ".md"
    text = as_markdown(waiting, manual, counts, t, lang) if readable else as_lines(waiting, manual, lang)
    said = t("{waiting} of {all} verdicts wait for an evaluator: {file}", waiting=count, all=among, file=path)
    return _write_new(path, text, said, t)


def _write_new(path: Path, text: str, said: str, t: Translate) -> bool:
    """Write a file that is not there yet and say so on stderr; False after saying why it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        sys.stderr.write(t("{file} is there already; it is not overwritten.", file=path) + "\n")
        return False
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        sys.stderr.write(t("{file} cannot be written: {reason}", file=path, reason=reason) + "\n")
        return False
    sys.stderr.write(said + "\n")
    return True


def _answer(
    args: argparse.Namespace,
    found: Suggestions | None,
    replies: int,
    pairs: Sequence[Pair],
    speech: tuple[Translate, str],
) -> int:
    """Print what was asked for, or write it; ``replies`` are those that ``pairs`` come from."""
    from simulator.cli.agreement_text import figures_text
    from simulator.cli.suggestions import as_json, as_yaml

    t, lang = speech
    printed = found is not None and args.suggest == _PRINTED
    if found is not None and not printed:
        said = t("{count} wordings to look at: {file}", count=len(found.wordings), file=args.suggest)
        if not _write_new(args.suggest, as_yaml(found, t), said, t):
            return WRONG_INPUT
    if args.json:
        plain = _as_json(replies, pairs) | (as_json(found) if found is not None else {})
        write_json(plain)
    elif found is not None and printed:
        sys.stdout.write(as_yaml(found, t))
    else:
        sys.stdout.write(figures_text(replies, pairs, t, lang))
    return FINE


def _suggestions(loaded: LoadedManual, judged: Iterable[_Judged]) -> Suggestions | None:
    from simulator.scoring.suggest import Sample, suggest

    if loaded.manual is None:
        return None
    samples = [
        Sample(
            one.reply.id,
            one.reply.prompt,
            one.reply.response,
            {step: label for step, label in one.reply.labels.items() if label is not None},
            {judgement.step: judgement for judgement in one.judgements},
        )
        for one in judged
    ]
    return suggest(loaded.manual, loaded.lexicons, samples)


def _as_json(replies: int, pairs: Sequence[Pair]) -> dict[str, Any]:
    from simulator.scoring.agreement import Figures, confusion, grouped, handled

    return {
        "replies": replies,
        **Figures.of(pairs).as_json(),
        "by_lang": {name: figures.as_json() for name, figures in grouped(pairs, lambda pair: pair.lang).items()},
        "by_step": {name: figures.as_json() for name, figures in grouped(pairs, lambda pair: pair.step).items()},
        "handling": {how.value: figures.as_json() for how, figures in handled(pairs).items()},
        "confusion": {
            label.value: {verdict.value: count for verdict, count in row.items()}
            for label, row in confusion(pairs).items()
        },
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
