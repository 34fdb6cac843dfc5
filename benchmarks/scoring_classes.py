"""How often each class of evidence is right, set by set: what ``scoring/confidence.py`` chooses by.

    python benchmarks/scoring_classes.py NAME=LABELS.jsonl…            the table, and the choice made without each set
    python benchmarks/scoring_classes.py NAME=LABELS.jsonl… --write    … and put it into docs/scoring.md and the
                                                                       docstring of scoring/confidence.py

The choice is cross-validated by set: a class is automatic when it is right in at least 93 of 100 pairs of the other
sets (with at least ten of them), and what this rule makes of the set that was left out is printed. The classes
themselves were thought of while looking at these sets; only a set that is new tells how they do.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

from crossvalidate import MANUAL
from scoring_history import cells, fill, shown

from simulator.cli.labelled import read_labels
from simulator.content.loading import load_manual
from simulator.model.verdict import Verdict
from simulator.scoring import confidence
from simulator.scoring.confidence import AUTOMATIC, Ground
from simulator.scoring.judge import Judge
from simulator.words import translator

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "scoring.md"
RIGHT, ENOUGH = 0.93, 10
MEANING = {
    Ground.MET_ONE: "met; words in one sentence, for this step alone",
    Ground.MET_SHARED: "met; one sentence, which does another, too",
    Ground.MET_SEVERAL: "met; several sentences, nothing limits them",
    Ground.MET_LIMITED: "met; the same with a limit or negation in them",
    Ground.MET_BORROWED: "met; an essential from another step's sentence",
    Ground.MET_RIVAL: "met; the act is also named without commitment",
    Ground.MET_GUESSED: "met; guessed from subject and essentials",
    Ground.PARTIAL_EXPLAINED: "partly met; all words known, found twice over",
    Ground.PARTIAL_BARE: "partly met; all words known, but the act alone",
    Ground.PARTIAL_UNEXPLAINED: "partly met; unknown words, quotations, rivals",
    Ground.PARTIAL_WRONG: "partly met; an essential is wrong",
    Ground.PARTIAL_HEARSAY: "partly met; told as heard from others",
    Ground.NAMED_REASON: "not met; put off, undecided or refused outright",
    Ground.WAITS: "not met; waits for what it must not wait for",
    Ground.THROUGHOUT: "not met; all of it denied, or only after",
    Ground.OTHER_REASON: "not met; any other reason, or beside a commitment",
    Ground.NAMED_ONLY: "not met; the matter is named without commitment",
    Ground.NAMED_NEGATED: "not met; the same by a mere “not”, or quoted",
    Ground.COMMITS_TO_NOTHING: "not met; the whole reply commits to nothing",
    Ground.OTHER_STEPS: "not met; other steps fill the whole reply",
    Ground.NOTHING: "nothing found",
}
"""The classes as readers of the table have them, in its order."""


def measured(judge: Judge, path: Path, steps) -> dict[str, list[bool]]:
    """For each class the pairs of a file, whether verdict and label agree."""
    replies, mistakes = read_labels(path, steps, translator("cli", "en"))
    if mistakes:
        sys.exit("\n".join(mistakes))
    found = defaultdict(list)
    for reply in replies:
        labels = {step: label for step, label in reply.labels.items() if label is not None}
        for one in judge.judge_texts(tuple(labels), reply.response, reply.prompt):
            verdict = Verdict.NOT_MET if one.verdict is Verdict.NOT_OBSERVED else one.verdict
            found[one.ground].append(verdict is labels[one.step])
    return found


def share(pairs: list[bool]) -> float | None:
    return sum(pairs) / len(pairs) if pairs else None


def table(sets: dict[str, dict[str, list[bool]]]) -> list[str]:
    """The table of classes: pairs and the share that is right, in each set and in all."""
    out = [cells(["class", *sets, "all", ""]), cells(["---", *["--:"] * (len(sets) + 1), "---"])]
    for ground, meaning in MEANING.items():
        columns = [found[ground.value] for found in sets.values()]
        columns.append([one for some in columns for one in some])
        told = [f"{len(pairs)}, {shown(share(pairs))}" if pairs else "–" for pairs in columns]
        what = "never automatic" if ground is Ground.NOTHING else "automatic" if ground in AUTOMATIC else "proposed"
        out.append(cells([meaning, *told, what]))
    return out


def left_out(sets: dict[str, dict[str, list[bool]]]) -> list[str]:
    """For each set what the classes that the other sets choose make of it."""
    out = []
    for name, here in sets.items():
        others = {g.value: [one for n, some in sets.items() if n != name for one in some[g.value]] for g in MEANING}
        chosen = [
            ground
            for ground, pairs in others.items()
            if ground != Ground.NOTHING and len(pairs) >= ENOUGH and (share(pairs) or 0) >= RIGHT
        ]
        pairs = [one for ground in chosen for one in here[ground]]
        total = sum(map(len, here.values()))
        out.append(f"{name}: {len(chosen)} classes, automatic {shown(len(pairs) / total)}, right {shown(share(pairs))}")
    return out


def write(lines: list[str]) -> None:
    """Put the table into the document and into the docstring of the rule."""
    if not fill(DOCUMENT, "confidence", "\n".join(lines)):
        sys.exit(f"{DOCUMENT} has no comments named confidence")
    source = Path(confidence.__file__)
    text = source.read_text(encoding="utf-8")
    told = re.sub(r"(?:^\|.*\n)+", lambda _: "\n".join(lines) + "\n", text, count=1, flags=re.MULTILINE)
    source.write_text(told, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=LABELS.jsonl")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    loaded = load_manual(MANUAL)
    judge = Judge(loaded.manual, loaded.lexicons)
    sets = {}
    for one in arguments.sets:
        name, _, path = one.partition("=")
        sets[name] = measured(judge, Path(path), loaded.manual.steps)
    lines = table(sets)
    print("\n".join(lines))
    print("each set by the classes that the others choose")
    print("\n".join(left_out(sets)))
    if arguments.write:
        write(lines)


if __name__ == "__main__":
    main()
