"""A shipped sample log with what evaluators and the hot wash add after it: decisions, notes, ratings, answers."""

from contextlib import closing
from functools import cache
from pathlib import Path

from simulator.engine import evaluation_events as x
from simulator.engine.events import Entry, Event, ObservationNoted, VerdictSet
from simulator.log.memory import MemoryStore
from simulator.log.record import Draft
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict
from simulator.session.entries import draft_of
from simulator.session.opening import OpenedLog, open_log, opened_log

LOGS = Path(__file__).parents[2] / "logs"
FLAGSHIP, POWER = "sample-lost-file-posted-online", "sample-ict-bcp-2023-10-07"
ONE, TWO = "evaluator:Sato Hanako", "evaluator:鈴木一郎"
"""Evaluators' names, which no report may hold."""

ADDED: tuple[tuple[str, Event], ...] = (
    (ONE, VerdictSet("A08", Verdict.PARTIAL, "画面全体が残っていない。")),
    (TWO, x.VerdictConfirmed("A10", Verdict.MET)),
    (TWO, VerdictSet("A12", Verdict.NOT_MET, "言い間違い")),
    (TWO, x.VerdictWithdrawn("A12")),
    (ONE, ObservationNoted("声掛けが早く、記録係が決まっていた。", "child-family-head", 50_000, "A04")),
    (ONE, x.RatingSet(About.OBJECTIVE, "contain", Rating.S, "証拠の一部が欠けた。", "P")),
    ("seat:child-family-head", x.DebriefAnswered("q-known", "child-family-head", "<b>２日目の朝</b>です。")),
    ("seat:child-family-head", x.SurveyAnswered("s-understand", "child-family-head", 4)),
    ("seat:digital-lead", x.SurveyAnswered("s-understand", "digital-lead", 5)),
    ("seat:digital-lead", x.SurveyAnswered("s-good", "digital-lead", None, "課をまたいで話せた。")),
)


@cache
def sample(name: str = FLAGSHIP) -> OpenedLog:
    """A shipped sample log as it is, in memory: no file stays open."""
    with closing(open_log(str(LOGS / f"{name}.sqlite"), LOGS).store) as source:
        store = MemoryStore(source.exercise)
        for r in source.read_all().records:
            store.append(r.stream, r.seq - 1, [Draft(r.kind, r.v, r.at, r.scenario, r.actor, r.payload)])
    return opened_log(store, name)


def with_events(added: tuple[tuple[str, Event], ...], team: str = "model") -> OpenedLog:
    """The flagship's sample in memory, with ``added`` events of actors on the team's stream, three days later."""
    source = sample().store
    store = MemoryStore(source.exercise)
    for stream in source.streams():
        records = source.read(stream)
        store.append(stream, 0, [Draft(r.kind, r.v, r.at, r.scenario, r.actor, r.payload) for r in records])
    last = source.read(team)[-1]
    later = last.at + 3 * 86_400_000
    entries = [
        Entry(last.seq + number, later + number, last.scenario, actor, event)
        for number, (actor, event) in enumerate(added, 1)
    ]
    store.append(team, last.seq, [draft_of(entry) for entry in entries])
    return opened_log(store, "evaluated")


@cache
def evaluated() -> OpenedLog:
    return with_events(ADDED)
