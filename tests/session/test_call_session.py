"""Contact drills on the log: what calls show is judged and recorded, and replay and interruption change nothing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.calls import SEATS, drill_content, drill_team
from support.small import DAY_ONE

from simulator.engine import call_commands as cc
from simulator.engine import commands as c
from simulator.log.memory import MemoryStore
from simulator.model.verdict import Verdict
from simulator.session.opening import create_exercise, opened_log
from simulator.session.runner import Session
from simulator.session.scoring import score_card

START = 1_700_000_000_000
CONTENT = drill_content()
CALLS = st.sampled_from(["C0", "C1", "C2", "C3", "C4", "C5", "C9"])
ROLES = st.sampled_from(["desk", "boss", "staff"])


def makers() -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
    def of(cls: type, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
        return st.tuples(st.just(cls), st.fixed_dictionaries({"role": ROLES, "call": CALLS, **parts}))

    return st.one_of(
        of(cc.MakeCall, by=st.sampled_from(["phone", "email"]), whom=st.sampled_from([None, "deputy", "boss"])),
        of(cc.TakeCall),
        of(cc.AcknowledgeCall, words=st.sampled_from(["", "at seven", "完了"])),
        of(cc.CorrectNumber, number=st.sampled_from(["", "77-1", "5"])),
        st.tuples(st.just(c.Tick), st.just({})),
    )


def games() -> st.SearchStrategy[list[c.Command]]:
    step = st.tuples(makers(), st.sampled_from([0, 1000, 6_000, 12_000, 60_000]))

    def timed(steps: list[tuple[tuple[type, dict[str, Any]], int]]) -> list[c.Command]:
        now, out = START, [c.StartTeam(at=START)]
        for (cls, parts), wait in steps:
            now += wait
            seat = {"seat": SEATS[parts["role"]]} if "role" in parts else {}
            out.append(cls(at=now, **seat, **parts))
        return out

    return st.lists(step, max_size=30).map(timed)


def opened(store: MemoryStore) -> Session:
    found = opened_log(store, "memory")
    return Session(store, found.world, dict(found.states))


def new() -> tuple[MemoryStore, Session]:
    store = MemoryStore("x")
    create_exercise(store, CONTENT, (drill_team(),), {}, DAY_ONE, "en", START)
    return store, opened(store)


@given(games(), st.data())
def test_replay_and_interruption_change_nothing(game: list[c.Command], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(game)))
    whole, session = new()
    for command in game:
        session.submit("blue", command)
    broken, first = new()
    for command in game[:cut]:
        first.submit("blue", command)
    second = opened(broken)
    for command in game[cut:]:
        second.submit("blue", command)

    assert opened_log(whole, "memory").states == session.states == second.states
    assert [row.hash for _, row in broken.rows()] == [row.hash for _, row in whole.rows()]
    times = [record.scenario for record in whole.read("blue")]
    assert times == sorted(times, key=lambda time: time or 0)


def run(*commands: tuple[int, c.Command]) -> Session:
    """Commands at real seconds; the clock is looked at before each."""
    _, session = new()
    session.submit("blue", c.StartTeam(at=START))
    for seconds, command in commands:
        at = START + seconds * 1000
        session.submit("blue", c.Tick(at=at))
        assert session.submit("blue", type(command)(**{**_fields(command), "at": at})) is None, command
    session.submit("blue", c.Tick(at=START + 120_000))
    return session


def _fields(command: c.Command) -> dict[str, Any]:
    return {name: getattr(command, name) for name in command.__dataclass_fields__}


def call(name: str, role: str = "desk", **more: Any) -> c.Command:
    return cc.MakeCall(at=0, seat=SEATS[role], role=role, call=name, by="phone", **more)


def verdicts(session: Session) -> dict[str, Verdict]:
    return {step: judgement.verdict for step, judgement in session.states["blue"].standing.items()}


def test_steps_are_shown_by_calls_as_they_are_made() -> None:
    assert verdicts(run((1, call("C1")))) == {"S1": Verdict.PARTIAL}
    assert verdicts(run((1, call("C1")), (2, call("C2")))) == {"S1": Verdict.MET}
    assert verdicts(run((1, call("C2")), (8, call("C2", whom="deputy"))))["S2"] is Verdict.MET


def test_repeating_back_counts_with_every_key_point_only() -> None:
    def repeated(words: str) -> c.Command:
        return cc.AcknowledgeCall(at=0, seat="back", role="boss", call="C1", words=words)

    assert "S3" not in verdicts(run((1, call("C1")), (2, repeated("All right."))))
    assert verdicts(run((1, call("C1")), (2, repeated("We meet at seven."))))["S3"] is Verdict.MET
    assert verdicts(run((1, call("C1")), (2, repeated("明朝７時ですね。"))))["S3"] is Verdict.MET


def test_a_number_counts_as_corrected_when_it_is_right() -> None:
    def corrected(number: str) -> Session:
        take = cc.AcknowledgeCall(at=0, seat="back", role="boss", call="C1", words="seven")
        put = cc.CorrectNumber(at=0, seat="back", role="boss", call="C3", number=number)
        return run((1, call("C1")), (2, take), (3, call("C3", "boss")), (12, put))

    assert "S4" not in verdicts(corrected("5"))
    assert verdicts(corrected("77 1"))["S4"] is Verdict.MET


def test_the_score_card_cites_the_call() -> None:
    session = run((1, call("C1")), (2, call("C2")))
    log = opened_log(session.store, "memory")  # type: ignore[arg-type]
    step = next(step for step in score_card(log).teams[0].steps if step.step == "S1")

    assert (step.verdict, step.exercised, step.rule) == (Verdict.MET, True, "calls-called")
    assert [item.text for item in step.evidence] == ["boss", "mayor"]
