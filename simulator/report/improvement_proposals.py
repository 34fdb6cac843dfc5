"""Items that the after-action report proposes for the improvement plan: one for each step and section in charge."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.report.aar_build import after_action_report
from simulator.session.opening import OpenedLog
from simulator.words import translator


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """``what`` is the measure in words, ``cause`` the proposed root cause. A person decides on both."""

    step: str
    section: str
    section_title: str
    what: str
    cause: str
    priority: str


def proposals(opened: OpenedLog, lang: str) -> tuple[ProposedItem, ...]:
    """The proposals in the order of the report: what matters most first."""
    report, t = after_action_report(opened, lang), translator("report", lang)
    found = []
    for improvement in report.improvements:
        info = report.step(improvement.step)
        owners = info.sections if info is not None else ()
        if not owners:
            continue
        found.append(
            ProposedItem(
                step=improvement.step,
                section=owners[0].id,
                section_title=owners[0].title,
                what=improvement.proposal,
                cause=t("; ").join(dict.fromkeys(cause.title for cause in improvement.causes)),
                priority=improvement.priority,
            )
        )
    return tuple(found)
