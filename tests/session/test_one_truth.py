"""One truth: replay equals live, an interruption changes nothing, a refusal appends nothing, whatever is commanded."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.small import DAY_ONE, content, team

from simulator.engine import commands as c
from simulator.engine import evaluation_commands as v
from simulator.engine.fold import fold
from simulator.log.memory import MemoryStore
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict
from simulator.session.entries import entry_of
from simulator.session.opening import create_exercise, opened_log
from simulator.session.runner import Session

START = 1_700_000_000_000
CONTENT = content()
INJECTS = st.sampled_from(["I1", "I2", "I3", "I4", "I5", "I6", "I9", "unknown"])
STEPS = st.sampled_from(["S1", "N1", "Z"])
EVALUATORS = st.sampled_from(["evaluator", "evaluator:Ann"])
WORDS = st.one_of(st.text(max_size=40), st.sampled_from(["done", "課長に報告しました。", "\x1b[31mred", "[bold]x[/]"]))


def responses() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "seat": st.sampled_from(["front", "back", "ghost"]),
            "role": st.sampled_from(["desk", "boss", "staff"]),
            "kind": st.sampled_from(["text", "choice", "form", "contact", "decision", "acknowledge", "song"]),
            "inject": st.none() | INJECTS,
            "parts": st.dictionaries(
                st.sampled_from(["text", "reason", "message", "what", "how-many"]), WORDS, max_size=2
            ),
            "options": st.sampled_from([(), ("a",), ("b",), ("yes",), ("yes", "no")]),
            "to": st.sampled_from([(), ("press",), ("mayor", "boss"), ("ghost",)]),
        }
    )


def makers() -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
    seats = st.sampled_from(["front", "back", "ghost"])

    def of(cls: type, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
        return st.tuples(st.just(cls), st.fixed_dictionaries(parts))

    return st.one_of(
        of(c.StartTeam),
        of(c.Tick),
        responses().map(lambda parts: (c.SubmitResponse, parts)),
        of(c.MarkRead, seat=seats, inject=INJECTS),
        of(c.ShowHint, seat=seats, inject=INJECTS),
        of(c.Pause),
        of(c.Resume),
        of(c.SetPace, percent=st.integers(0, 20_000)),
        of(c.JumpTo, scenario=st.integers(0, 200_000)),
        of(c.AdvancePhase, to=st.sampled_from([None, "second", "nowhere"])),
        of(c.SendNow, inject=INJECTS),
        of(c.Hold, inject=INJECTS),
        of(c.Release, inject=INJECTS),
        of(c.Skip, inject=INJECTS, reason=WORDS),
        of(c.SetVerdict, step=STEPS, verdict=st.sampled_from(Verdict), reason=WORDS),
        of(
            c.NoteObservation,
            text=WORDS,
            moment=st.none() | st.integers(0, 200_000),
            step=st.sampled_from([None, "S1"]),
        ),
        of(v.ConfirmVerdict, actor=EVALUATORS, step=STEPS, verdict=st.sampled_from(Verdict)),
        of(v.WithdrawVerdict, actor=EVALUATORS, step=STEPS),
        of(
            v.SetRating,
            actor=EVALUATORS,
            about=st.sampled_from(About),
            id=st.sampled_from(["one", "act"]),
            rating=st.sampled_from(Rating),
            reason=WORDS,
        ),
        of(v.WithdrawRating, actor=EVALUATORS, about=st.just(About.SECTION), id=st.just("one")),
        of(v.AnswerDebrief, actor=st.just("seat:front"), seat=seats, question=st.just("q1"), text=WORDS),
        of(
            v.AnswerSurvey,
            actor=st.just("seat:back"),
            seat=seats,
            question=st.sampled_from(["s1", "s2"]),
            value=st.none() | st.integers(0, 6),
            text=WORDS,
            person=st.sampled_from(["", "p1"]),
        ),
        of(c.FinishTeam),
    )


def games() -> st.SearchStrategy[list[tuple[str, c.Command]]]:
    """Commands for two teams with real times that never go back, an opening start for each among them."""
    step = st.tuples(st.sampled_from(["blue", "red"]), makers(), st.sampled_from([0, 1, 999, 60_000, 400_000]))

    def timed(steps: list[tuple[str, tuple[type, dict[str, Any]], int]]) -> list[tuple[str, c.Command]]:
        now, out = START, [("blue", c.StartTeam(at=START)), ("red", c.StartTeam(at=START))]
        for name, (cls, parts), wait in steps:
            now += wait
            out.append((name, cls(at=now, **parts)))
        return out

    return st.lists(step, max_size=25).map(timed)


def opened(store: MemoryStore) -> Session:
    """A session on whatever the store holds."""
    found = opened_log(store, "memory")
    return Session(store, found.world, dict(found.states))


def new() -> tuple[MemoryStore, Session]:
    store = MemoryStore("x")
    create_exercise(store, CONTENT, (team("blue"), team("red")), {}, DAY_ONE, "en", START)
    return store, opened(store)


def rows(store: MemoryStore) -> list[str]:
    return [row.hash for _, row in store.rows()]


@given(games())
def test_replay_equals_live(game: list[tuple[str, c.Command]]) -> None:
    store, session = new()
    for name, command in game:
        session.submit(name, command)
    again = opened_log(store, "memory")

    assert again.states == session.states


@given(games())
def test_a_refusal_appends_nothing_and_anything_else_shows_in_the_log(game: list[tuple[str, c.Command]]) -> None:
    store, session = new()
    for name, command in game:
        before, state = rows(store), session.states[name]
        refusal = session.submit(name, command)
        if refusal is not None:
            assert rows(store) == before
            assert session.states[name] is state
        elif rows(store) == before:
            assert session.states[name] is state


@given(games(), st.data())
def test_an_interruption_at_any_point_changes_nothing(game: list[tuple[str, c.Command]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(game)))
    whole, session = new()
    for name, command in game:
        session.submit(name, command)

    broken, first = new()
    for name, command in game[:cut]:
        first.submit(name, command)
    second = opened(broken)
    for name, command in game[cut:]:
        second.submit(name, command)

    assert rows(broken) == rows(whole)
    assert second.states == session.states


@given(games())
def test_the_clock_of_the_story_never_runs_backwards(game: list[tuple[str, c.Command]]) -> None:
    store, session = new()
    for name, command in game:
        session.submit(name, command)
    for name in ("blue", "red"):
        times = [record.scenario for record in store.read(name)]

        assert None not in times
        assert times == sorted(times)


@given(games())
def test_teams_do_not_touch_each_other(game: list[tuple[str, c.Command]]) -> None:
    _, both = new()
    for name, command in game:
        both.submit(name, command)
    _, alone = new()
    for name, command in game:
        if name == "blue":
            alone.submit(name, command)

    assert alone.states["blue"] == both.states["blue"]


@given(games())
def test_two_sessions_on_one_log_lose_nothing(game: list[tuple[str, c.Command]]) -> None:
    store, one = new()
    two = opened(store)
    for number, (name, command) in enumerate(game):
        (one, two)[number % 2].submit(name, command)
    one.catch_up("blue"), two.catch_up("blue"), one.catch_up("red"), two.catch_up("red")

    assert one.states == two.states == opened_log(store, "memory").states


def test_every_kind_of_event_survives_the_log() -> None:
    """The game above is broad: together these commands write each kind of event, and each is read back equal."""
    store, session = new()
    now = START
    commands: list[c.Command] = [
        c.StartTeam(at=now),
        c.MarkRead(at=now, seat="front", inject="I1"),
        c.ShowHint(at=now, seat="front", inject="I1"),
        c.SubmitResponse(at=now, seat="front", role="desk", kind="text", inject="I1", parts={"text": "a\ud800b"}),
        c.Pause(at=now),
        c.Resume(at=now),
        c.SetPace(at=now, percent=200),
        c.Hold(at=now, inject="I2"),
        c.Release(at=now, inject="I2"),
        c.Skip(at=now, inject="I2", reason="r"),
        c.JumpTo(at=now, scenario=9 * 3600 + 360),
        c.SubmitResponse(at=now, seat="back", role="staff", kind="choice", inject="I3", options=("b",)),
        c.SetVerdict(at=now, step="S1", verdict=Verdict.MET, reason="r"),
        c.NoteObservation(at=now, text="o"),
        c.FinishTeam(at=now),
        v.ConfirmVerdict(at=now, actor="evaluator:Ann", step="N1", verdict=Verdict.NOT_MET),
        v.WithdrawVerdict(at=now, actor="evaluator:Ann", step="N1"),
        v.SetRating(at=now, about=About.SECTION, id="one", rating=Rating.M, reason="r"),
        v.WithdrawRating(at=now, about=About.SECTION, id="one"),
        v.AnswerDebrief(at=now, actor="seat:front", seat="front", question="q1", text="a"),
        v.AnswerSurvey(at=now, actor="seat:front", seat="front", question="s1", value=3),
    ]
    for command in commands:
        assert session.submit("blue", command) is None, command
    kinds = {record.kind for record in store.read("blue")}

    assert kinds >= {
        "phase.entered", "clock.paused", "clock.resumed", "clock.paced", "clock.jumped", "inject.delivered",
        "inject.held", "inject.released", "inject.skipped", "inject.read", "hint.shown", "response.submitted",
        "verdict.set", "observation.noted", "team.finished", "verdict.confirmed", "verdict.withdrawn", "rating.set",
        "rating.withdrawn", "debrief.answered", "survey.answered",
    }  # fmt: skip
    entries = [entry_of(record) for record in store.read("blue")]
    assert fold(session.world.scenario, entries) == session.states["blue"]
