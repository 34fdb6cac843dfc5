"""The shipped power-outage drill as its scripted teams play it, in both languages."""

import functools

import pytest

from simulator.content.loading import load_scenario, load_scripts
from simulator.log.memory import MemoryStore
from simulator.report.timetable import team_timetable
from simulator.session.rehearsal import Rehearsal, rehearse

DRILL = "ict-bcp-power-outage"


@functools.cache
def played(lang: str) -> Rehearsal:
    content = load_scenario(DRILL).content
    assert content is not None
    scripts = tuple(load_scripts(DRILL).scripts)
    return rehearse(MemoryStore("x"), content, scripts, content.scenario.day_one, lang)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_reply_is_taken_and_every_team_comes_to_the_end(lang: str) -> None:
    done = played(lang)

    assert (done.refused, done.stuck) == ((), {})


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_model_team_does_well_and_the_trusting_one_fails(lang: str) -> None:
    teams = {team.team: team for team in played(lang).card.teams}

    assert teams["model"].percent >= 90
    assert teams["model"].critical == ()
    assert teams["trusting"].percent < 50
    assert set(teams["trusting"].harm) == {"BN01", "BN02", "BN03", "BN04"}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_only_the_team_that_switches_at_once_meets_the_second_outage(lang: str) -> None:
    states = played(lang).opened.states

    assert "second-outage" in {visit.phase for visit in states["trusting"].visits}
    assert "second-outage" not in {visit.phase for visit in states["model"].visits}


def test_a_good_team_gets_no_contingency_and_the_other_one_is_reminded_of_the_timetable() -> None:
    states = played("ja").opened.states

    assert [inject for inject in states["model"].delivered if inject.startswith("C")] == []
    assert {"C02", "C03", "C06"} <= set(states["trusting"].delivered)


def test_the_timetable_of_the_model_team_is_full_and_that_of_the_other_is_not() -> None:
    opened = played("ja").opened
    tables = {team: team_timetable(opened.world, team, state, "ja") for team, state in opened.states.items()}
    model, trusting = tables["model"], tables["trusting"]
    assert model is not None
    assert trusting is not None

    assert (model.unrecorded, model.unchecked) == ((), ())
    assert [row.id for row in model.delays] == ["R06", "R07", "R16", "R17"]
    assert len(trusting.unrecorded) > 10
