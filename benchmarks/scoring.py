"""What scoring costs: one reply against every step, a whole exercise of 50 teams, and memory.

Each is set against a floor measured in the same run: every wording of the rubrics looked for with ``in`` and nothing
else, and a bare loop over the replies. The replies are those of the shipped scripted teams and the examples of the
rubrics. Memory is told in two ways, each in a fresh process that loads the content first: what the judge and the
scoring of everything allocate at their peak (``tracemalloc``), and the growth of the resident set over the same work,
its peak reset by ``/proc/self/clear_refs`` (so Linux only). The second is smaller: loading leaves room that is reused.
"""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import tracemalloc
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from simulator.content.loading import load_scenario, load_scripts

FLAGSHIP = "lost-file-posted-online"
TEAMS, REPLIES = 50, 60
STATUS = Path("/proc/self/status")


def loaded():
    """The shipped content and its scripted teams."""
    return load_scenario(FLAGSHIP).content, load_scripts(FLAGSHIP).scripts


def texts_of(content, scripts) -> list[str]:
    """Everything that is said in scripts and examples, in both languages."""
    found = [text for s in scripts for r in s.replies for lang in ("ja", "en") for text in parts_of(r, lang).values()]
    for step in content.manual.steps.values():
        examples = step.rubric.examples
        found += [*examples.met, *examples.partial, *examples.not_met]
    return [text for text in found if text.strip()]


def parts_of(reply, lang: str) -> dict[str, str]:
    """The words of a scripted reply by part."""
    from simulator.session.scripted import response

    return response(reply, "seat", lang).parts


def replies_of(scripts, team: int, lang: str) -> list:
    """``REPLIES`` replies of one team: those of a script, again from the start when they run out."""
    from simulator.model.verdict import Reply
    from simulator.session.scripted import response

    script = scripts[team % len(scripts)]
    found = []
    for number, reply in enumerate(islice(cycle(script.replies), REPLIES)):
        sent = response(reply, "seat", lang)
        found.append(
            Reply(
                f"{team}-{number}", 50_000 + 600 * number, sent.role, sent.kind, sent.inject,
                dict(sent.parts), sent.options, sent.to, sent.by,
            )
        )  # fmt: skip
    return found


def wordings_of(content) -> list[str]:
    """Every distinct wording of rubrics and lexicons, patterns as their bare letters."""
    words = {word for step in content.manual.steps.values() for _, word in step.rubric.wordings()}
    words |= {word for lexicon in content.lexicons for concept in lexicon.concepts for word in concept.words}
    return sorted({re.sub(r"\W", "", word).lower() or word for word in words if not word.startswith("@")})


def one_reply(content, scripts) -> None:
    """One reply against every duty of the manual."""
    from simulator.scoring.judge import Judge

    judge, texts, wordings = Judge(content.manual, content.lexicons), texts_of(content, scripts), wordings_of(content)
    steps = tuple(step.id for step in content.manual.steps.values() if step.polarity == "do")
    judge.judge_texts(steps, texts[0])  # what is compiled on first use is not part of a reply
    ours = sorted(timed(lambda text=text: judge.judge_texts(steps, text)) for text in texts)
    floor = sorted(timed(lambda text=text: [word for word in wordings if word in text]) for text in texts)
    mean, plain = 1000 * sum(ours) / len(ours), 1000 * sum(floor) / len(floor)
    most, worst = 1000 * ours[95 * len(ours) // 100], 1000 * ours[-1]
    print(
        f"one reply against {len(steps)} steps: {mean:.2f} ms (goal < 5), 95 % under {most:.2f}, "
        f"worst {worst:.2f}; {len(texts)} replies of {sum(map(len, texts)) // len(texts)} characters; "
        f"plain search for {len(wordings)} wordings {plain:.2f} ms, ratio {mean / plain:.1f}"
    )


def timed(work) -> float:
    """Seconds of the quicker of two calls."""
    found = []
    for _ in range(2):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return min(found)


def score_all(content, scripts) -> int:
    """Judge every reply of every team, each over what stands from its earlier ones, and make the card; steps judged."""
    from simulator.scoring.judge import Judge
    from simulator.scoring.record import JudgedAt, TeamRecord
    from simulator.scoring.totals import score_exercise

    judge = Judge(content.manual, content.lexicons, content.scenario)
    records = []
    for team in range(TEAMS):
        standing, judged, rows = {}, [], {}
        for seq, reply in enumerate(replies_of(scripts, team, "en" if team % 4 == 3 else "ja"), 1):
            rows[reply.id] = seq
            for one in judge.judge(standing, reply):
                standing[one.step] = one
                judged.append(JudgedAt(seq, reply.at, reply.role, one))
        done = {j.judgement.step: j.at for j in reversed(judged) if j.judgement.verdict in {"met", "partial"}}
        exercised = frozenset(step for inject in content.scenario.injects for step in inject.expects)
        name = f"team-{team}"
        records.append(
            TeamRecord(name, {"ja": name}, name, True, {"T0": 47_100}, done, exercised, tuple(judged), (), rows, 0)
        )
    card = score_exercise("bench", content, content.scenario.day_one, records)
    return sum(len(team.steps) for team in card.teams)


def exercise(content, scripts) -> None:
    """A whole exercise on one core."""
    start = perf_counter()
    steps = score_all(content, scripts)
    ours = perf_counter() - start
    replies = [reply for team in range(TEAMS) for reply in replies_of(scripts, team, "ja")]
    wordings = wordings_of(content)
    start = perf_counter()
    for reply in replies:
        for text in reply.parts.values():
            [word for word in wordings if word in text]
    plain = perf_counter() - start
    start = perf_counter()
    letters = sum(len(text) for reply in replies for text in reply.parts.values())
    bare = perf_counter() - start
    print(
        f"{TEAMS} teams x {REPLIES} replies: {ours:.1f} s on one core (goal < 20), {steps} lines of score cards, "
        f"{letters} characters; plain search {plain:.1f} s, ratio {ours / plain:.1f}; bare loop {bare * 1000:.1f} ms"
    )


def resident(key: str) -> float:
    """``VmRSS`` or ``VmHWM`` of this process in MB."""
    return int(re.search(rf"{key}:\s+(\d+) kB", STATUS.read_text())[1]) / 1024


def resident_here() -> None:
    """In a process of its own: MB of the modules, MB with the content, MB that scoring adds at its peak."""
    bare = resident("VmRSS")
    content, scripts = loaded()
    gc.collect()
    before = resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    score_all(content, scripts)
    print(bare, before, resident("VmHWM") - before)


def allocated_here() -> None:
    """In a process of its own: MB that scoring allocates at its peak."""
    content, scripts = loaded()
    gc.collect()
    tracemalloc.start()
    score_all(content, scripts)
    print(tracemalloc.get_traced_memory()[1] / 2**20)


def told_by(way: str) -> list[float]:
    done = subprocess.run([sys.executable, __file__, way], check=True, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def memory() -> None:
    allocated = told_by("--allocated")[0]
    told = f"memory: scoring the whole exercise allocates {allocated:.1f} MB at its peak (goal < 60)"
    if STATUS.exists():
        bare, content, peak = told_by("--resident")
        told += f"; its process grows by {peak:.1f} MB over {content:.0f} MB with the content, {bare:.0f} MB without"
    print(told)


def main() -> None:
    parts = {"--resident": resident_here, "--allocated": allocated_here}
    if sys.argv[1:]:
        parts[sys.argv[1]]()
        return
    content, scripts = loaded()
    one_reply(content, scripts)
    exercise(content, scripts)
    memory()


if __name__ == "__main__":
    main()
