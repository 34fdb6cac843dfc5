"""The improvement plan in an after-action report: what this exercise's record holds, and what was carried into it."""

from __future__ import annotations

from datetime import date

from simulator.engine.follow_state import Improvement, fold_follow_up
from simulator.model.follow_up import Progress
from simulator.model.safe_text import visible, visible_line
from simulator.report.aar_ground import Ground
from simulator.report.aar_shapes import PlanItem
from simulator.report.dates import full_date
from simulator.words import mark

PROGRESS = {
    Progress.OPEN: mark("not begun"),
    Progress.DOING: mark("under way"),
    Progress.DONE: mark("completed"),
    Progress.DROPPED: mark("dropped"),
}
"""How an item stands, in words."""


def plan_items(ground: Ground) -> tuple[PlanItem, ...]:
    """The items of this exercise's plan; none while nobody has written one."""
    return tuple(_item(ground, item) for item in _items(ground) if not item.origin)


def carried_items(ground: Ground) -> tuple[PlanItem, ...]:
    """The items of earlier exercises that were carried into this one ("what we promised last time")."""
    return tuple(_item(ground, item) for item in _items(ground) if item.origin)


def _items(ground: Ground) -> tuple[Improvement, ...]:
    return tuple(fold_follow_up(ground.opened.control).improvements.values())


def _item(ground: Ground, item: Improvement) -> PlanItem:
    due = date.fromisoformat(item.due) if item.due else None
    exercise = item.origin.rpartition(":")[0] or ground.opened.exercise
    step = ground.content.manual.steps.get(item.step)
    return PlanItem(
        id=visible_line(item.id),
        step=visible_line(item.step),
        step_title="" if step is None else ground.line(step.title),
        section=visible_line(item.section),
        section_title=ground.who(item.section),
        what=visible(item.what),
        due=due,
        due_words="" if due is None else full_date(due, ground.lang),
        status=item.progress.value,
        status_words=ground.t(PROGRESS[item.progress]),
        evidence=visible(item.evidence),
        exercise=visible_line(exercise),
        note=_shown_now(ground, item) if item.origin else visible(item.cause),
    )


def _shown_now(ground: Ground, item: Improvement) -> str:
    """Of a promise: what this exercise shows of its step, in each team."""
    t = ground.t
    found = []
    for team in ground.card.teams:
        card = next((step for step in team.steps if step.id == item.step), None)
        if card is None or not (card.score.exercised or card.score.harm):
            continue
        failed = card.failed
        words = mark("{team}: fell short again") if failed else mark("{team}: done in full this time")
        found.append(t(words, team=team.title))
    if not item.step:
        return ""
    return t("; ").join(found) if found else t("This exercise did not call for the step.")
