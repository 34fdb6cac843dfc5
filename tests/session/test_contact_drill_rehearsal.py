"""The shipped contact drill: the model team reaches everybody, the other one shows what goes wrong."""

from functools import cache

import pytest

from simulator.content.loading import load_scenario, load_scripts
from simulator.log.memory import MemoryStore
from simulator.report.call_drill import CallDrill, call_drill
from simulator.session.opening import opened_log
from simulator.session.rehearsal import Rehearsal, rehearse


@cache
def played(lang: str) -> tuple[MemoryStore, Rehearsal]:
    content, scripts = load_scenario("contact-drill").content, load_scripts("contact-drill").scripts
    assert content is not None
    store = MemoryStore("drill")
    return store, rehearse(store, content, tuple(scripts), content.scenario.day_one, lang)


def drill(lang: str, team: str) -> CallDrill:
    opened = played(lang)[1].opened
    found = call_drill(opened.world, team, opened.states[team], lang)
    assert found is not None
    return found


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_scripts_play_to_the_end(lang: str) -> None:
    done = played(lang)[1]
    percent = {team.team: team.percent for team in done.card.teams}

    assert (done.refused, done.stuck) == ((), {})
    assert percent["model"] >= 90
    assert percent["stalled"] < 50
    assert [team.harm for team in done.card.teams if team.team == "stalled"] == [("N01",)]


def test_the_log_alone_tells_the_same() -> None:
    store, done = played("ja")

    assert opened_log(store, "memory").states == done.opened.states


def test_the_model_team_reaches_everybody_who_takes_part() -> None:
    totals = drill("en", "model").totals

    assert (totals.places, totals.asked, totals.reached, totals.repeated) == (12, 11, 11, 11)
    assert totals.on_time == totals.limited == 12
    assert len(totals.chain) == 5


def test_the_stalled_team_is_told_what_to_do() -> None:
    found = {line.id: line for line in drill("en", "stalled").lines}

    assert found["C02"].todo == "Call the stand-in, Deputy director of general affairs."
    assert found["C12"].outcome == "wrong_number"
    assert found["C13"].todo.startswith("Never called, since Head, Nursery Section")
    assert found["C20"].todo.startswith("Digital Desk Lead had the message and did not call")
    assert found["C01"].left_out != ()
    assert found["C05"].on_time is False
