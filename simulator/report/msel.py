"""The MSEL (進行管理表): every inject with both clocks, who gets it, what is asked and what a good team does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from simulator.engine.planned_time import PlannedTime
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import Ask, InjectKind, ResponseKind
from simulator.report.condition_words import ConditionWords
from simulator.report.phrases import clock_words, span_words
from simulator.words import Translate, mark
from simulator.words.channels import CHANNELS

_KINDS = {
    InjectKind.CONTEXTUAL: mark("contextual"),
    InjectKind.EXPECTED_ACTION: mark("expected action"),
    InjectKind.CONTINGENCY: mark("contingency"),
    InjectKind.INFORMATION: mark("information"),
    InjectKind.COMPLEXITY: mark("complexity"),
}
_ASKS = {
    ResponseKind.TEXT: mark("written answer"),
    ResponseKind.CHOICE: mark("choice"),
    ResponseKind.FORM: mark("form"),
    ResponseKind.CONTACT: mark("contact"),
    ResponseKind.DECISION: mark("decision"),
    ResponseKind.QUIZ: mark("quiz"),
    ResponseKind.ACKNOWLEDGE: mark("acknowledgement"),
}


@dataclass(frozen=True, slots=True)
class MselRow:
    """One inject in words. ``second`` is its scenario second and ``minute`` its real minute from the start, as planned.

    Both are None where a condition or somebody's answer decides when it comes; ``trigger`` says so in words.
    ``branch``: its phase is not on the planned way, so the minute holds only for a team that comes there. ``limit`` is
    scenario seconds. ``trap`` and ``notes`` are what players must not see.
    """

    number: int
    id: str
    second: int | None
    time: str
    minute: int | None
    branch: bool
    trigger: str
    phases: tuple[str, ...]
    kind: str
    sender: str
    to: tuple[str, ...]
    channel: str
    title: str
    body: str
    ask: str
    prompt: str
    limit: int | None
    limit_words: str
    steps: tuple[tuple[str, str], ...]
    trap: str
    notes: str


@dataclass(frozen=True, slots=True)
class Msel:
    """``minutes`` are the real minutes planned, along the planned way."""

    title: str
    version: str
    day_one: str
    minutes: int
    rows: tuple[MselRow, ...]


def msel(content: Content, day_one: date, lang: str, *, secrets: bool = False) -> Msel:
    """The list in the order in which things are planned to come; ``secrets`` adds traps and notes."""
    scenario = content.scenario
    words = ConditionWords(content, day_one, lang, titles=True)
    t, text = words.t, content.wording(lang, day_one)
    plan = PlannedTime(scenario)
    found = [(plan.place(inject), inject) for inject in scenario.injects]
    found.sort(key=lambda pair: pair[0].order)
    rows = []
    for number, (place, inject) in enumerate(found, 1):
        limit = inject.ask.limit if inject.ask else None
        steps = content.manual.steps
        rows.append(
            MselRow(
                number=number,
                id=inject.id,
                second=place.second,
                time=clock_words(place.second),
                minute=place.minute,
                branch=place.branch,
                trigger=words.trigger(inject),
                phases=tuple(visible_line(text(scenario.phase[p].title)) for p in inject.phases if p in scenario.phase),
                kind=t(_KINDS[inject.kind]),
                sender=visible_line(text(content.title_of(inject.sender))),
                to=tuple(visible_line(text(content.title_of(who))) for who in inject.to),
                channel=t(CHANNELS[inject.channel]),
                title=visible_line(text(inject.title)),
                body=visible(text(inject.body)).strip(),
                ask="" if inject.ask is None else t(_ASKS[inject.ask.kind]),
                prompt="" if inject.ask is None else _prompt(t, inject.ask, text, secrets=secrets),
                limit=limit,
                limit_words="" if limit is None else span_words(t, limit),
                steps=tuple((s, visible_line(text(steps[s].title)) if s in steps else s) for s in inject.expects),
                trap=visible(text(inject.trap)).strip() if secrets else "",
                notes=visible(text(inject.notes)).strip() if secrets else "",
            )
        )
    return Msel(visible_line(text(scenario.title)), scenario.version, day_one.isoformat(), plan.minutes, tuple(rows))


def _prompt(t: Translate, ask: Ask, text: Callable[[Text | None], str], *, secrets: bool) -> str:
    """The question with its options or fields; of a quiz the right ones only among the secrets."""
    lines = [visible(text(ask.prompt)).strip()]
    for option in ask.options:
        message = mark("- {option} (right)") if option.right and secrets else mark("- {option}")
        lines.append(t(message, option=visible_line(text(option.label).strip())))
    if ask.fields:
        labels = t(", ").join(visible_line(text(field.label).strip()) for field in ask.fields)
        lines.append(t("Fields: {fields}", fields=labels))
    return "\n".join(lines)
