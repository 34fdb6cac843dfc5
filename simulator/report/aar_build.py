"""Builds the after-action report from an opened log."""

from __future__ import annotations

from dataclasses import replace

from simulator.model.safe_text import visible, visible_line
from simulator.report import aar_front as front
from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_findings import improvements, strengths
from simulator.report.aar_ground import Ground
from simulator.report.aar_groups import Groups
from simulator.report.aar_msel import msel_lines, phase_lines
from simulator.report.aar_notes import Notes
from simulator.report.aar_overview import overview, team_summary
from simulator.report.aar_plan import carried_items, plan_items
from simulator.report.aar_ratings import Ratings
from simulator.report.aar_results import TeamReport
from simulator.report.aar_shapes import Named, SectionPlayed, StepInfo
from simulator.report.aar_steps import StepResults, step_infos
from simulator.report.aar_wrap_up import hot_wash, survey
from simulator.report.assessment import assessed_risks
from simulator.report.call_drill import call_drill
from simulator.report.formula import formula_sentences
from simulator.report.phrases import points_words
from simulator.report.score_context import TeamCard
from simulator.report.timetable import TeamTimetable, team_timetable
from simulator.session.opening import OpenedLog

_DEFAULT = AarOptions()


def after_action_report(opened: OpenedLog, lang: str, options: AarOptions = _DEFAULT) -> Aar:
    """The report of an exercise in ``lang``. KeyError where ``options.team`` is no team of it."""
    every = len(opened.world.teams)
    if options.team is not None:
        team = options.team
        opened = replace(opened, entries={team: opened.entries[team]}, states={team: opened.states[team]})
    ground = Ground(opened, lang, options.zone)
    infos = step_infos(ground)
    teams = tuple(_team(ground, infos, card, options) for card in ground.card.teams)
    found = improvements(ground, infos, teams)
    idle = tuple(
        Named(info.id, info.title)
        for info in infos
        if not info.must_not and not any((result := team.step(info.id)) and result.counts for team in teams)
    )
    when = front.when(ground, teams)
    played = front.participants(ground, {card.score.team: card.title for card in ground.card.teams})
    content = ground.content
    scenario = ground.line(content.scenario.title)
    return Aar(
        lang=lang,
        title=ground.t("After-action report: {scenario}", scenario=scenario),
        handling=visible_line(options.handling),
        place=visible_line(options.place),
        scenario=Named(content.scenario.id, scenario),
        scenario_version=visible_line(content.scenario.version),
        organization=Named(content.organization.id, ground.line(content.organization.title)),
        summary=visible(ground.words(content.scenario.summary)).strip(),
        purpose=front.purpose(ground),
        method=front.method(ground, len(teams), played),
        objectives=front.objectives(ground),
        when=when,
        participants=played,
        manual=front.manual_facts(ground),
        phases=phase_lines(ground),
        msel=msel_lines(ground),
        steps=infos,
        teams=teams,
        teams_left=every - len(teams),
        overview=overview(ground, when.day_words, _sections(played), teams, found, len(idle)),
        strengths=strengths(ground, infos, teams),
        improvements=found,
        not_exercised=idle,
        hot_wash=hot_wash(ground, responses=options.responses),
        survey=survey(ground, responses=options.responses),
        assessment=assessed_risks(ground, teams),
        plan=plan_items(ground),
        carried=carried_items(ground),
        formula=formula_sentences(ground.t),
        responses_shown=options.responses,
        provenance=front.provenance(ground),
    )


def _sections(played: tuple[SectionPlayed, ...]) -> int:
    """How many sections took part: of those whose persons are known, the ones that had any."""
    came = [section for section in played if section.persons is None or section.persons > 0]
    return len(came) or len(played)


def _team(ground: Ground, infos: tuple[StepInfo, ...], card: TeamCard, options: AarOptions) -> TeamReport:
    team, score = card.score.team, card.score
    lines = {step.id: step for step in card.steps}
    maker = StepResults(ground, card, responses=options.responses)
    results = tuple(maker.result(info, lines[info.id]) for info in infos if info.id in lines)
    notes = Notes(ground, team)
    groups = Groups(ground, infos, results, Ratings(ground, team, notes.by).line)
    elapsed = ground.elapsed(team)
    right, answered = score.quiz
    return TeamReport(
        id=card.id,
        title=card.title,
        finished=score.finished,
        began=elapsed.began,
        ended=elapsed.ended,
        times=_times(ground, elapsed.began, elapsed.ended),
        minutes=elapsed.minute(elapsed.ended),
        points=score.points,
        of=score.of,
        percent=score.percent,
        points_words=f"{points_words(score.points)}/{points_words(score.of)}",
        deducted=score.deducted,
        own=None if score.own is None else score.own.percent,
        waiting=sum(result.waiting for result in results),
        critical=score.critical,
        harm=score.harm,
        quiz_right=right,
        quiz_answered=answered,
        summary=team_summary(ground, card, results),
        by_objective=groups.objectives(),
        by_chapter=groups.chapters(),
        by_section=groups.sections(),
        by_role=groups.roles(),
        by_phase=groups.phases(),
        steps=results,
        hints=notes.hints(),
        notes=notes.notes(),
        changes=notes.changes(),
        record=notes.record(responses=options.responses),
        timetable=_timetable(ground, team, responses=options.responses),
        calls=call_drill(ground.world, team, ground.opened.states[team], ground.lang),
    )


def _timetable(ground: Ground, team: str, *, responses: bool) -> TeamTimetable | None:
    """The tables of a timetable drill; without remarks where responses are left out."""
    found = team_timetable(ground.world, team, ground.opened.states[team], ground.lang)
    if found is None or responses:
        return found
    rows = tuple(replace(row, remark="") for row in found.rows)
    return replace(found, rows=rows, systems=tuple(replace(system, remarks=()) for system in found.systems))


def _times(ground: Ground, began: int, ended: int) -> str:
    """``13:30–15:56``; "" where nothing has begun."""
    if not began:
        return ""
    return ground.t("{first}–{last}", first=ground.clock(began), last=ground.clock(ended))
