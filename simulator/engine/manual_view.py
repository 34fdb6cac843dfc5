"""The manual as a player reads it: clauses, actors, limits, sources. Rubrics, weights and mistakes stay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.engine.world import World
from simulator.model.base import Text
from simulator.model.manual import Deadline, Polarity


@dataclass(frozen=True, slots=True)
class LimitView:
    """A limit in parts that a screen words: a span in seconds, legal calendar days, or a step to be before."""

    within: int | None
    legal_days: int | None
    before: str | None
    start: str
    note: str


@dataclass(frozen=True, slots=True)
class StepView:
    id: str
    title: str
    text: str
    must_not: bool
    roles: tuple[str, ...]
    limit: LimitView | None
    after: tuple[str, ...]
    sources: tuple[str, ...]
    done_when: tuple[str, ...]
    critical: bool
    numbered: bool = True
    """Whether ``id`` is a number of the manual, and not only a name for this page."""


@dataclass(frozen=True, slots=True)
class ChapterView:
    title: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ManualView:
    title: str
    version: str
    note: str
    chapters: tuple[ChapterView, ...]


def manual_view(world: World, lang: str) -> ManualView:
    """The manual in ``lang``."""
    manual = world.content.manual
    words = world.content.wording(lang, world.day_one)
    moments = {moment.id: words(moment.title) for moment in manual.moments}

    def limit(deadline: Deadline | None) -> LimitView | None:
        if deadline is None:
            return None
        start = deadline.start or ""
        return LimitView(
            deadline.within, deadline.legal_days, deadline.before, moments.get(start, start), words(deadline.note)
        )

    def page(name: str, title: Text, text: str, source: Text | None = None) -> StepView:
        sources = () if source is None else (words(source),)
        return StepView(f"page {name}", words(title), text, False, (), None, (), sources, (), False, numbered=False)

    def tables() -> Iterator[ChapterView]:
        """The decision table and the emergency plan as chapters to read."""
        for regime in manual.classification.regimes if manual.classification else ():
            pages = [page(one.id, one.title, words(one.text), one.source) for one in regime.situations]
            pages += [page(one.id, one.title, words(one.text), one.source) for one in regime.outcomes]
            yield ChapterView(words(regime.title), tuple(pages))
        if manual.plan is not None:
            plan = manual.plan
            levels = [
                page(one.id, one.title, "\n".join((words(one.meaning), "", *(f"- {words(r)}" for r in one.response))))
                for one in plan.levels
            ]
            classes = [page(one.id, one.title, words(one.text)) for one in plan.classes]
            yield ChapterView(words(plan.title), (*classes, *levels))

    return ManualView(
        title=words(manual.title),
        version=manual.version,
        note=words(manual.note),
        chapters=tuple(
            ChapterView(
                words(section.title),
                tuple(
                    StepView(
                        id=step.id,
                        title=words(step.title),
                        text=words(step.text),
                        must_not=step.polarity is Polarity.REFRAIN,
                        roles=tuple(words(world.content.title_of(role)) for role in step.roles),
                        limit=limit(step.deadline),
                        after=step.after,
                        sources=tuple(words(source) for source in step.sources),
                        done_when=tuple(words(item) for item in step.done_when),
                        critical=step.critical is not None,
                    )
                    for step in section.steps
                ),
            )
            for section in manual.sections
        )
        + tuple(tables()),
    )
