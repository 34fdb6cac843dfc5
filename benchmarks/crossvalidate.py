"""How well the scorer agrees with labelled replies: by fold, language and step, with intervals, and on the record.

    python benchmarks/crossvalidate.py LABELS.jsonl…                            figures
    python benchmarks/crossvalidate.py LABELS.jsonl… --record NAME --blind      … and a line in the history
    python benchmarks/crossvalidate.py --table [docs/scoring.md]                the history as Markdown, printed or put
                                                                                between the comments of the document

Folds are split by prompt: all replies to one question lie in the same fold. The scorer's rules are written by people
and nothing is trained on a fold, so the folds show how far the figures spread over questions; they do not show how the
scorer does on words that nobody has seen. That is what a blind set is for: replies that nobody looked at before the
rules stood. A set is blind once. The history keeps a fingerprint of labels and rules with each measurement and refuses
to call a set blind that it has seen before.

Intervals are percentiles of a bootstrap that draws whole prompts, since replies to one question resemble each other.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scoring_history import fill, history, ranged, record, shown, table

from simulator.cli.labelled import LabelledReply, read_labels
from simulator.content.loading import LoadedManual, load_manual
from simulator.scoring import confidence
from simulator.scoring import judge as judging
from simulator.scoring.agreement import LABELS, Figures, Pair, confusion, grouped, handled, worst_first
from simulator.scoring.judge import Judge
from simulator.words import translator

HISTORY = Path(__file__).parent / "scoring-history.jsonl"
MANUAL = "municipal-incident-procedure"
GOALS = "goals: kappa >= 0.75 (0.70 in each language), false met <= 0.08, automatic >= 0.50 with accuracy >= 0.93"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and the question its reply answers."""

    prompt: str
    pair: Pair


def judged_pairs(loaded: LoadedManual, replies: list[LabelledReply]) -> list[Judged]:
    """Every label beside the scorer's verdict."""
    judge = Judge(loaded.manual, loaded.lexicons)
    found = []
    for reply in replies:
        labels = {step: label for step, label in reply.labels.items() if label is not None}
        for one in judge.judge_texts(tuple(labels), reply.response, reply.prompt):
            refrain = loaded.manual.steps[one.step].polarity == "refrain"
            pair = Pair.of(reply.id, reply.lang, labels[one.step], one, refrain=refrain)
            found.append(Judged(" ".join(reply.prompt.split()), pair))
    return found


def folds_of(judged: list[Judged], count: int) -> list[list[Judged]]:
    """``count`` folds of about the same number of pairs; a prompt lies in one of them, always in the same."""
    by_prompt = defaultdict(list)
    for one in judged:
        by_prompt[one.prompt].append(one)
    folds = [[] for _ in range(min(count, len(by_prompt)))]
    for prompt in sorted(by_prompt, key=lambda text: hashlib.sha256(text.encode()).digest()):
        min(folds, key=len).extend(by_prompt[prompt])
    return folds


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals over prompts drawn with replacement; None where they cannot be told."""

    kappa: tuple[float, float] | None = None
    false_met: tuple[float, float] | None = None


def intervals(judged: list[Judged], resamples: int) -> Intervals:
    """Intervals of some judged pairs; none with fewer than two prompts."""
    by_prompt = defaultdict(lambda: [0] * 9)
    for one in judged:
        by_prompt[one.prompt][3 * LABELS.index(one.pair.label) + LABELS.index(one.pair.counted)] += 1
    tallies = [by_prompt[prompt] for prompt in sorted(by_prompt)]
    if len(tallies) < 2:
        return Intervals()
    dice = random.Random(20_240_229)
    drawn = [[sum(c) for c in zip(*dice.choices(tallies, k=len(tallies)), strict=True)] for _ in range(resamples)]
    return Intervals(middle(map(kappa_of, drawn)), middle(map(false_met_of, drawn)))


def middle(values) -> tuple[float, float] | None:
    """The 2.5th and 97.5th percentile of what is not None."""
    found = sorted(value for value in values if value is not None)
    return (found[int(0.025 * len(found))], found[int(0.975 * len(found))]) if found else None


def kappa_of(tally: list[int]) -> float | None:
    """Cohen's kappa of nine counts, labels by verdicts, as ``Figures`` has it."""
    total = sum(tally)
    if not total:
        return None
    rows = [sum(tally[3 * n : 3 * n + 3]) for n in range(3)]
    columns = [sum(tally[n::3]) for n in range(3)]
    chance = 1 - sum(row * column for row, column in zip(rows, columns, strict=True)) / total**2
    return 1.0 if chance == 0 else 1 - (1 - (tally[0] + tally[4] + tally[8]) / total) / chance


def false_met_of(tally: list[int]) -> float | None:
    """The share of *not met* labels that got *met*."""
    return tally[6] / sum(tally[6:]) if sum(tally[6:]) else None


def line(name: str, judged: list[Judged], resamples: int) -> str:
    figures, between = Figures.of([one.pair for one in judged]), intervals(judged, resamples)
    return (
        f"  {name:<8} {figures.pairs:>5} pairs  kappa {ranged(figures.kappa, between.kappa):<18}"
        f"  accuracy {shown(figures.accuracy)}"
        f"  false met {ranged(figures.false_met_rate, between.false_met):<18}"
        f"  automatic {shown(figures.auto_share)}, right {shown(figures.auto_accuracy)}"
    )


def report(judged: list[Judged], folds: int, resamples: int) -> None:
    """Print everything."""
    pairs = [one.pair for one in judged]
    print(line("all", judged, resamples))
    print("what becomes of the verdicts (share, accuracy)")
    for how, figures in handled(pairs).items():
        print(f"  {how.value:<8} {shown(figures.pairs / len(pairs))}  {shown(figures.accuracy)}")
    print("labels (down) and verdicts (across: met, partial, not met, not observed)")
    for label, row in confusion(pairs).items():
        print(f"  {label.value:<8} " + " ".join(f"{count:>5}" for count in row.values()))
    print("by language")
    for lang in grouped(pairs, lambda pair: pair.lang):
        print(line(lang or "–", [one for one in judged if one.pair.lang == lang], resamples))
    split = folds_of(judged, folds)
    print(f"by fold ({len(split)} folds split by prompt; the rules are the same in each: this is spread, not learning)")
    for number, fold in enumerate(split, 1):
        print(line(f"fold {number}", fold, resamples))
    spread = [value for fold in split if (value := Figures.of([one.pair for one in fold]).kappa) is not None]
    if spread:
        print(f"  kappa over folds: lowest {min(spread):.2f}, highest {max(spread):.2f}")
    print("by step, the worst first")
    for step, _ in worst_first(grouped(pairs, lambda pair: pair.step)):
        print(line(step, [one for one in judged if one.pair.step == step], resamples))
    print(GOALS)


def fingerprint(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def measurement(loaded: LoadedManual, replies: list[LabelledReply], judged: list[Judged], args) -> dict:
    """One line of the history."""
    pairs = [one.pair for one in judged]
    figures = Figures.of(pairs)
    content = [one.model_dump_json().encode() for one in (loaded.manual, *loaded.lexicons)]
    sources = [path.read_bytes() for path in sorted(Path(judging.__file__).parent.glob("*.py"))]
    labelled = sorted(f"{r.prompt}\n{r.response}\n{sorted(r.labels.items())}".encode() for r in replies)
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on which somebody measured
        "set": args.record,
        "blind": args.blind,
        "replies": len(replies),
        "pairs": figures.pairs,
        "kappa": rounded(figures.kappa),
        "kappa_interval": [rounded(one) for one in intervals(judged, args.resamples).kappa or ()],
        "accuracy": rounded(figures.accuracy),
        "macro_f1": rounded(figures.macro_f1),
        "weighted_kappa": rounded(figures.weighted_kappa),
        "false_met": rounded(figures.false_met_rate),
        "auto": {"share": rounded(figures.auto_share), "accuracy": rounded(figures.auto_accuracy)},
        "handling": {
            how.value: {"pairs": some.pairs, "accuracy": rounded(some.accuracy)} for how, some in handled(pairs).items()
        },
        "by_lang": {name: brief(some) for name, some in grouped(pairs, lambda pair: pair.lang).items()},
        "by_step": {name: brief(some) for name, some in grouped(pairs, lambda pair: pair.step).items()},
        "confusion": [list(row.values()) for row in confusion(pairs).values()],
        "labels": fingerprint(*labelled),
        "rules": fingerprint(*content, *sources),
    }


def brief(figures: Figures) -> dict:
    return {
        "pairs": figures.pairs,
        "kappa": rounded(figures.kappa),
        "accuracy": rounded(figures.accuracy),
        "false_met": rounded(figures.false_met_rate),
    }


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def classes() -> str:
    """The table of what is automatic, as the rule that decides it has it."""
    return "\n".join(line for line in (confidence.__doc__ or "").splitlines() if line.startswith("|"))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", type=Path, metavar="LABELS.jsonl")
    parser.add_argument("--manual", default=MANUAL)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--history", type=Path, default=HISTORY)
    parser.add_argument("--record", metavar="NAME", help="add a line for this set to the history")
    seen = parser.add_mutually_exclusive_group()
    seen.add_argument("--blind", action="store_true", help="nobody had seen the replies when the rules were written")
    seen.add_argument("--tuned", action="store_true", help="rules were written with these replies in view")
    parser.add_argument(
        "--table",
        nargs="?",
        const="-",
        metavar="FILE.md",
        help="print the history, or put it between the comments of FILE",
    )
    args = parser.parse_args()
    if args.table is None and not args.labels:
        parser.error("name labels, or ask for the --table")
    if args.record and not (args.blind or args.tuned):
        parser.error("say --blind or --tuned")
    return args


def main() -> None:
    args = arguments()
    if args.labels:
        loaded = load_manual(args.manual)
        if loaded.manual is None:
            sys.exit("\n".join(problem.line_for(translator("content", "en")) for problem in loaded.problems))
        replies: list[LabelledReply] = []
        for path in args.labels:
            found, mistakes = read_labels(path, loaded.manual.steps, translator("cli", "en"))
            if mistakes:
                sys.exit("\n".join(mistakes))
            replies += found
        judged = judged_pairs(loaded, replies)
        report(judged, args.folds, args.resamples)
        if args.record:
            refused = record(args.history, measurement(loaded, replies, judged, args))
            if refused:
                sys.exit(refused)
    if args.table is not None:
        markdown = table(history(args.history))
        if args.table == "-":
            print(markdown)
        elif not fill(Path(args.table), "figures", markdown):
            sys.exit(f"{args.table} has no <!-- figures --> … <!-- /figures -->")
        else:
            fill(Path(args.table), "confidence", classes())


if __name__ == "__main__":
    main()
