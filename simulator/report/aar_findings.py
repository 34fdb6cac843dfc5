"""Strengths and areas for improvement over all teams, in sentences, each with the clause and the rows behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from simulator.model.verdict import Verdict
from simulator.report import aar_causes as c
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import Case, CauseFound, Improvement, StepResult, Strength, TeamReport
from simulator.report.aar_shapes import Named, StepInfo
from simulator.report.phrases import span_words
from simulator.words import mark

_MOST_STRENGTHS = 12
_FEW = 3
"""Teams up to which each is named."""

_ELEMENTS = {
    "planning": mark("planning (manual and plans)"),
    "organization": mark("organisation (who does and decides what)"),
    "equipment": mark("equipment (forms, lists, tools)"),
    "training": mark("training"),
    "exercise": mark("exercise"),
}
_PRIORITIES = {"critical": mark("First priority"), "high": mark("Important"), "normal": mark("Desirable")}
_ORDER = {name: number for number, name in enumerate(_PRIORITIES)}

_PROPOSALS = {
    c.MUST_NOT: mark("{sections}: have everybody know the ban “{title}” and put it where it is seen before acting."),
    c.NOT_NOTICED: mark(
        "{sections}: put “{title}” with its limit on a first-response checklist, so that it comes up unasked."
    ),
    c.UNANSWERED: mark("{sections}: settle who takes up such a report, and who does when that person is away."),
    c.NOT_COMMITTED: mark(
        "{sections}: settle beforehand who decides on “{title}” and what is done without waiting for all facts."
    ),
    c.PARTIAL: mark("{sections}: add to the form or checklist for “{title}” what was missing ({missing})."),
    c.STARTED_LATE: mark("{sections}: practise the limit of “{title}” and start it before everything is known."),
    c.LATE: mark("{sections}: share out “{title}” and prepare forms and contacts, so that it fits its limit."),
    c.ORDER: mark("{sections}: show in the manual what has to come before “{title}”, and confirm it before acting."),
    c.OTHER_ACTOR: mark("{sections}: make known who is in charge of “{title}”, and how it is handed over."),
}
_NOTHING_NAMED = mark("{sections}: go through “{title}” against what the manual counts as done, and mend the form.")


def strengths(ground: Ground, infos: Sequence[StepInfo], teams: Sequence[TeamReport]) -> tuple[Strength, ...]:
    """Objectives reached in full, then steps that at least half of the teams did in full, weighty ones first."""
    found = [*_by_objective(ground, teams), *_by_step(ground, infos, teams)]
    return tuple(found[:_MOST_STRENGTHS])


def _by_objective(ground: Ground, teams: Sequence[TeamReport]) -> Iterable[Strength]:
    t = ground.t
    for number, objective in enumerate(ground.scenario.objectives):
        full = [team for team in teams if _is_full(team, number)]
        if not full:
            continue
        title = ground.line(objective.title)
        message = mark("{teams} carried out all {count} steps of the objective “{title}” in time and in full.")
        words = t(message, teams=_teams(ground, full, teams), count=full[0].by_objective[number].met, title=title)
        yield Strength("", objective.id, title, words, tuple(team.id for team in full), ())


def _is_full(team: TeamReport, number: int) -> bool:
    group = team.by_objective[number]
    return group.met > 0 and group.points == group.of > 0 and not group.harm


def _by_step(ground: Ground, infos: Sequence[StepInfo], teams: Sequence[TeamReport]) -> Iterable[Strength]:
    t = ground.t
    chosen = []
    for info in infos:
        results = [(team, result) for team in teams if (result := team.step(info.id)) and result.exercised]
        full = [pair for pair in results if not info.must_not and pair[1].points == pair[1].of > 0]
        if full and 2 * len(full) >= len(results):
            chosen.append((info, full))
    chosen.sort(key=lambda pair: (-len(pair[1]), not pair[0].critical, -pair[0].weight))
    for info, full in chosen:
        who = _teams(ground, [team for team, _ in full], teams)
        spare = [result.due - result.at for _, result in full if result.due is not None and result.at is not None]
        owners = ground.joined(owner.title for owner in info.owners)
        title = f"{info.id} {info.title}"
        if spare and min(spare) >= 0:
            message = mark("{teams} did “{title}” in full and within its limit ({limit}), at least {span} before it.")
            words = t(message, teams=who, title=title, limit=info.limit, span=span_words(t, min(spare)))
        elif owners:
            words = t(
                "{teams} did “{title}” in full; {owners} did it as in charge.", teams=who, title=title, owners=owners
            )
        else:
            words = t("{teams} did “{title}” in full.", teams=who, title=title)
        rows = tuple(quote.row for _, result in full[:_FEW] for quote in result.quotes[:1])
        yield Strength(info.id, "", info.title, words, tuple(team.id for team, _ in full), rows)


def improvements(ground: Ground, infos: Sequence[StepInfo], teams: Sequence[TeamReport]) -> tuple[Improvement, ...]:
    """One for each step that some team fell short of: critical ones first, then by how much and how many."""
    found = []
    for info in infos:
        short = [(team, result) for team in teams if (result := team.step(info.id)) and result.failed]
        if short:
            found.append((_priority(info, [result for _, result in short]), info, short))
    lost = {
        info.id: sum((result.of or 100 * info.weight) - max(0, result.points) for _, result in short)
        for _, info, short in found
    }
    found.sort(key=lambda one: (_ORDER[one[0]], -lost[one[1].id]))
    return tuple(_improvement(ground, number, *one, teams) for number, one in enumerate(found, 1))


def _priority(info: StepInfo, results: Iterable[StepResult]) -> str:
    chosen = list(results)
    if any(result.critical_failure for result in chosen):
        return "critical"
    undone = any(result.harm or result.points <= 0 for result in chosen)
    return "high" if info.critical or undone else "normal"


def _improvement(
    ground: Ground,
    number: int,
    priority: str,
    info: StepInfo,
    short: Sequence[tuple[TeamReport, StepResult]],
    teams: Sequence[TeamReport],
) -> Improvement:
    t = ground.t
    cases = tuple(_case(ground, team, result) for team, result in short)
    causes = _causes(ground, [case.causes for case in cases])
    first = _decisive(short, causes)
    sections = info.sections or ((_everybody(ground),) if info.must_not else ())
    missing = tuple(dict.fromkeys(label for _, result in short for label in result.missing))
    proposal = t(
        _PROPOSALS[first] if first != c.PARTIAL or missing else _NOTHING_NAMED,
        sections=ground.joined(one.title for one in sections) or ground.line(ground.content.organization.title),
        title=f"{info.id} {info.title}",
        missing=t(" / ").join(missing),
        limit=info.limit,
    )
    element = c.ELEMENTS[first]
    return Improvement(
        id=f"K{number:02d}",
        step=info.id,
        title=info.title,
        reference=info.reference,
        sources=info.sources,
        sections=sections,
        priority=priority,
        priority_words=t(_PRIORITIES[priority]),
        words=_words(ground, info, short, teams),
        causes=causes,
        proposal=proposal,
        element=element,
        element_words=t(_ELEMENTS[element]),
        cases=cases,
    )


def _decisive(short: Sequence[tuple[TeamReport, StepResult]], causes: Sequence[CauseFound]) -> str:
    """The cause that the measure is against: that of a critical failure, else the most frequent one."""
    critical = (result.causes[0].code for _, result in short if result.critical_failure and result.causes)
    return next(critical, causes[0].code if causes else c.PARTIAL)


def _everybody(ground: Ground) -> Named:
    return Named("", ground.t("All sections"))


def _words(
    ground: Ground, info: StepInfo, short: Sequence[tuple[TeamReport, StepResult]], teams: Sequence[TeamReport]
) -> str:
    """What was seen, over all teams, in one sentence."""
    t = ground.t
    title = f"{info.id} {info.title}"
    if len(short) == 1 and len(teams) == 1:
        return _seen(ground, title, short[0][1])
    kinds: dict[str, list[TeamReport]] = {}
    for team, result in short:
        kinds.setdefault(_kind(result), []).append(team)
    parts = [t(_KINDS[kind], teams=_teams(ground, kinds[kind], teams), title=title) for kind in _KINDS if kind in kinds]
    return " ".join(parts) if ground.lang == "en" else "".join(parts)


_KINDS = {
    "harm": mark("{teams} did what must not be done: “{title}”."),
    "undone": mark("{teams} did not do “{title}”."),
    "partial": mark("{teams} did “{title}” only in part."),
    "late": mark("{teams} did “{title}” after its limit."),
    "other": mark("{teams} did “{title}”, but not as the manual has it (order, who is in charge)."),
}


def _kind(result: StepResult) -> str:
    if result.harm:
        return "harm"
    if result.verdict in {Verdict.NOT_MET, Verdict.NOT_OBSERVED}:
        return "undone"
    if result.verdict is Verdict.PARTIAL:
        return "partial"
    return "late" if result.timeliness == "late" else "other"


def _seen(ground: Ground, title: str, result: StepResult) -> str:
    """What was seen in one team."""
    t, kind = ground.t, _kind(result)
    if kind == "harm":
        return t("What must not be done was done: “{title}”.", title=title)
    if kind == "undone":
        if result.due is not None:
            return t("“{title}” was not done by its limit ({due}) nor later.", title=title, due=result.due_words)
        return t("“{title}” was not done.", title=title)
    if kind == "partial":
        return t("“{title}” was done only in part.", title=title)
    if kind == "late":
        message = mark("“{title}” was done at {at}, {span} after its limit ({due}).")
        span = span_words(t, result.late_by)
        return t(message, title=title, at=result.at_words, due=result.due_words, span=span)
    return t("“{title}” was done, but not as the manual has it (order, who is in charge).", title=title)


def _case(ground: Ground, team: TeamReport, result: StepResult) -> Case:
    info = ground.content.manual.steps[result.step]
    title = f"{result.step} {ground.line(info.title)}"
    rows = tuple(dict.fromkeys(quote.row for quote in result.quotes))
    return Case(team.id, team.title, result.step, _seen(ground, title, result), result.causes, rows)


def _causes(ground: Ground, cases: Sequence[tuple[CauseFound, ...]]) -> tuple[CauseFound, ...]:
    """The decisive causes over all cases, the most frequent first, with how often each; of one case all of its own."""
    if len(cases) <= 1:
        return cases[0] if cases else ()
    firsts = [causes[0] for causes in cases if causes]
    found = []
    for code, count in Counter(cause.code for cause in firsts).most_common():
        same = {one.words: one for one in firsts if one.code == code}
        cause = next(iter(same.values()))
        title = ground.t("{cause} ({count} teams)", cause=cause.title, count=count)
        found.append(CauseFound(code, title, cause.words if len(same) == 1 else ""))
    return tuple(found)


def _teams(ground: Ground, some: Sequence[TeamReport], every: Sequence[TeamReport]) -> str:
    """Who: nobody in particular where there is one team, all, a few by name, else how many of how many."""
    t = ground.t
    if len(every) == 1:
        return t("The team")
    if len(some) == len(every):
        return t("All {count} teams", count=len(every))
    if len(some) <= _FEW:
        return ground.joined(team.title for team in some)
    return t("{count} of {all} teams", count=len(some), all=len(every))
