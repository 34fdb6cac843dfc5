"""Stated measures of a risk assessment against what was played."""

from functools import cache

from support.browsing import flagship

from simulator.content.loading import load_scripts
from simulator.log.memory import MemoryStore
from simulator.model.verdict import Verdict
from simulator.report.aar import Aar
from simulator.report.aar_build import after_action_report
from simulator.report.aar_document import document
from simulator.report.aar_markdown import markdown_of
from simulator.report.assessment import NOT_CALLED, NOT_USED, PARTLY, USED
from simulator.session.rehearsal import rehearse


@cache
def played() -> Aar:
    content = flagship()
    scripts = tuple(s for s in load_scripts("lost-file-posted-online", None).scripts if s.id in {"model", "hurried"})
    done = rehearse(MemoryStore("x"), content, scripts, content.scenario.day_one, "ja")
    return after_action_report(done.opened, "ja")


def test_a_measure_was_used_where_every_step_that_shows_it_was_done() -> None:
    report = played()
    assert report.assessment
    for risk in report.assessment:
        for measure in risk.measures:
            for team, use in measure.use:
                found = next(one for one in report.teams if one.id == team)
                results = [r for step in measure.steps if (r := found.step(step)) and r.exercised]
                met = [r for r in results if r.verdict is Verdict.MET]
                assert (use == USED) == (bool(results) and len(met) == len(results))
                assert (use == NOT_CALLED) == (not results)


def test_a_judgement_is_doubted_where_a_stated_measure_was_not_used() -> None:
    for risk in played().assessment:
        short = any(use in {PARTLY, NOT_USED} for measure in risk.measures for _, use in measure.use)
        assert risk.doubtful == (short and risk.judged != "lacking")
    assert any(risk.doubtful for risk in played().assessment)


def test_the_chapter_stands_in_the_report() -> None:
    page = markdown_of(document(played()))
    assert "評価書のリスク対策との照合" in page
    for risk in played().assessment:
        assert risk.measures[0].text[:12] in page
