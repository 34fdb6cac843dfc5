"""An evaluator's desk on a log: what is decided is in the log at once, and in score, card and timeline."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.patience import PATIENCE
from support.reviewed import DAY_ONE, START, Play, content, record, world

from simulator.engine.commands import Command, NoteObservation, Pause, SetVerdict
from simulator.engine.evaluation import open_limits
from simulator.engine.evaluation_commands import ConfirmVerdict, SetRating, WithdrawRating, WithdrawVerdict
from simulator.log.memory import MemoryStore
from simulator.log.record import Draft, Record
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict
from simulator.report.timeline import timeline
from simulator.session.clocks import Clock
from simulator.session.entries import draft_of
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.log_desk import LogDesk
from simulator.session.opening import create_exercise, opened_log
from simulator.session.scoring import score_card
from simulator.words import translator

LATER = START + 30 * 86_400_000


class Later(Clock):
    """A month after play."""

    def now(self) -> int:
        return LATER


def desk(store: MemoryStore, name: str = "Ann", teams: tuple[str, ...] = ()) -> LogDesk:
    opened = opened_log(store, "memory")
    return LogDesk(opened, name=name, lang="en", t=translator("log", "en"), teams=teams, clock=Later())


def played(*teams: str) -> MemoryStore:
    store = MemoryStore("small-1")
    record(store, *(teams or ("good", "poor")))
    return store


def points(store: MemoryStore, team: str, step: str) -> tuple[str, bool, int]:
    card = next(one for one in score_card(opened_log(store, "memory")).teams if one.team == team)
    line = next(one for one in card.steps if one.step == step)
    return line.by, line.proposed, line.points


def test_on_the_log_of_an_exercise_that_broke_off_nothing_is_still_open() -> None:
    store, setting = MemoryStore("small-1"), world(("good", {"ja": "班", "en": "Team"}))
    create_exercise(store, setting.content, tuple(setting.teams.values()), {}, DAY_ONE, "ja", START)
    play = Play(setting, "good")
    store.append("good", 0, [draft_of(entry) for entry in play.entries])

    assert open_limits(setting, play.state)
    assert not [one for one in desk(store).view().view.teams[0].steps if one.open]


async def test_agreeing_and_correcting_change_the_score_at_once_and_taking_back_restores_it() -> None:
    store = played()
    ann = desk(store)
    before = points(store, "poor", "A03")

    await ann.send(ConfirmVerdict(at=0, step="A03", verdict=Verdict.PARTIAL), ("poor",))
    assert points(store, "poor", "A03") == ("evaluator", False, before[2])
    await ann.send(SetVerdict(at=0, step="A03", verdict=Verdict.MET, reason="by phone"), ("poor",))
    assert points(store, "poor", "A03") == ("evaluator", False, 2 * before[2])
    await ann.send(WithdrawVerdict(at=0, step="A03"), ("poor",))
    assert points(store, "poor", "A03") == before


async def test_what_is_added_later_has_its_own_date_and_moves_nothing_in_the_story() -> None:
    store = played()
    team = opened_log(store, "memory").states["poor"]
    ann = desk(store)
    await ann.send(NoteObservation(at=0, text="They did not ask.", moment=50_000, step="A01"), ("poor",))
    after = opened_log(store, "memory")
    last = after.entries["poor"][-1]

    assert (last.at, last.scenario, last.actor) == (LATER, team.clock.scenario, "evaluator:Ann")
    noted = after.states["poor"]
    assert noted == team._replace(seq=noted.seq, observations=noted.observations)
    rows = timeline(after.world, "poor", after.entries["poor"], "en")
    assert (rows[-1].who, rows[-1].title) == ("Evaluator Ann", "They did not ask.")
    assert ("Seen at", "D1 13:53") in rows[-1].words


async def test_an_abandoned_exercise_is_not_played_on_by_evaluating_it() -> None:
    """Its clock would run a month further; nothing may fall due, and no time may be ahead of the story."""
    store = MemoryStore("small-1")
    record(store, "good")
    cut = MemoryStore("small-2")
    rows = store.read("good")
    cut.append("control", 0, [_draft(row) for row in store.read("control")[:1]])
    cut.append("good", 0, [_draft(row) for row in rows[:6]])
    before = opened_log(cut, "memory")
    assert before.states["good"].clock.running
    await desk(cut).send(ConfirmVerdict(at=0, step="A05", verdict=Verdict.NOT_OBSERVED))
    after = cut.read("good")

    assert [row.kind for row in after[6:]] == ["verdict.confirmed"]
    assert after[6].scenario == after[5].scenario


def _draft(row: Record) -> Draft:
    return Draft(kind=row.kind, v=row.v, at=row.at, scenario=row.scenario, actor=row.actor, payload=row.payload)


async def test_two_evaluators_on_one_log_see_each_other_and_how_far_they_agree() -> None:
    store = played()
    ann, ben = desk(store, "Ann"), desk(store, "Ben")
    for step, verdict in (("A01", Verdict.PARTIAL), ("A03", Verdict.PARTIAL)):
        await ann.send(ConfirmVerdict(at=0, step=step, verdict=verdict), ("poor",))
    await ben.send(ConfirmVerdict(at=0, step="A01", verdict=Verdict.PARTIAL), ("poor",))
    await ben.send(SetVerdict(at=0, step="A03", verdict=Verdict.NOT_MET, reason="the wrong party"), ("poor",))

    found = await asyncio.wait_for(anext(ann.changes()), PATIENCE)
    pairs = {(pair.one, pair.other): pair for pair in found.agreement.pairs}
    assert pairs["evaluator:Ann", "evaluator:Ben"].figures.pairs == 2
    assert [one.step for one in pairs["evaluator:Ann", "evaluator:Ben"].differences] == ["A03"]
    line = next(one for one in found.view.teams[1].steps if one.step == "A03")
    assert [(one.actor, one.stands) for one in line.decisions] == [("evaluator:Ann", False), ("evaluator:Ben", True)]


async def test_a_desk_refuses_what_is_not_an_evaluators_and_other_teams_stay_out_of_sight() -> None:
    store = played()
    ann = desk(store, teams=("poor",))
    assert [team.id for team in ann.view().view.teams] == ["poor"]
    assert {team: refusal.code for team, refusal in (await ann.send(Pause(at=0))).items()} == {
        "poor": "part.not_allowed"
    }


async def test_a_rating_stands_beside_the_rules_proposal() -> None:
    store = played()
    ann = desk(store)
    proposal = next(p for p in ann.view().proposals if (p.team, p.id) == ("good", "first"))
    assert proposal.rating is Rating.P
    refused = await ann.send(SetRating(at=0, about=About.SECTION, id="first", rating=Rating.S, proposed="P"), ("good",))
    assert refused["good"].code == "rating.without_reason"
    await ann.send(
        SetRating(at=0, about=About.SECTION, id="first", rating=Rating.S, reason="slow start", proposed="P"), ("good",)
    )
    held = ann.view().view.teams[0].ratings
    assert [(one.id, one.rating, one.reason, one.actor) for one in held] == [
        ("first", Rating.S, "slow start", "evaluator:Ann")
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_desk_is_plain_data_that_survives_json(lang: str) -> None:
    opened = opened_log(played("good", "poor", "odd"), "memory")
    found = LogDesk(opened, name="Ann", lang=lang, t=translator("log", lang)).view()
    adapter = TypeAdapter(EvaluatorDesk)

    assert adapter.validate_json(adapter.dump_json(found)) == found


STEPS = [step.id for section in content().manual.sections for step in section.steps]
ACTS = st.one_of(
    st.builds(ConfirmVerdict, at=st.just(0), step=st.sampled_from(STEPS), verdict=st.sampled_from(Verdict)),
    st.builds(
        SetVerdict,
        at=st.just(0),
        step=st.sampled_from(STEPS),
        verdict=st.sampled_from(Verdict),
        reason=st.text(max_size=9),
    ),
    st.builds(WithdrawVerdict, at=st.just(0), step=st.sampled_from(STEPS)),
    st.builds(
        SetRating,
        at=st.just(0),
        about=st.just(About.SECTION),
        id=st.sampled_from(["first", "second"]),
        rating=st.sampled_from(Rating),
        reason=st.text(max_size=9),
    ),
    st.builds(WithdrawRating, at=st.just(0), about=st.just(About.SECTION), id=st.just("first")),
    st.builds(NoteObservation, at=st.just(0), text=st.text(max_size=9), moment=st.none() | st.integers(0, 200_000)),
)


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Ben"]), ACTS), max_size=15))
def test_whatever_evaluators_do_the_log_tells_the_same_desk_and_keeps_everything(
    acts: list[tuple[str, Command]],
) -> None:
    store = played("poor")
    start = len(store.read("poor"))
    desks = {name: desk(store, name) for name in ("Ann", "Ben")}
    done = 0
    for name, act in acts:
        before = len(store.read("poor"))
        refused = asyncio.run(desks[name].send(act))
        assert not refused or len(store.read("poor")) == before
        done += len(store.read("poor")) - before
    live = desks["Ann"]
    live._look()

    assert len(store.read("poor")) == start + done
    again = desk(store, "Ann").view()
    assert live.view() == again
