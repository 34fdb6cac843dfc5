"""Conditions and triggers in plain words: for diagrams, the list of injects and reports to authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from simulator.model.base import Text
from simulator.model.condition import Answered, Chose, Condition, Missed, StepIs
from simulator.model.content import Content
from simulator.model.safe_text import visible_line
from simulator.model.scenario import After, Inject
from simulator.report.phrases import clock_words, span_words
from simulator.words import mark, translator

_STEP = {
    "met": mark("{step} met"),
    "partial": mark("{step} partly met"),
    "met_or_partial": mark("{step} met at least in part"),
    "not_met": mark("{step} not met"),
    "late": mark("{step} done late"),
}
_NOT_STEP = {
    "met": mark("{step} not fully met"),
    "partial": mark("{step} not just partly met"),
    "met_or_partial": mark("{step} neither met nor partly met"),
    "not_met": mark("{step} not judged as not met"),
    "late": mark("{step} not late"),
}
_NUMBERED = re.compile(r"(.*?)(\d+)")


class Triggered(Protocol):
    """What delivers an inject, of the authored one or of a view of it."""

    @property
    def by_hand(self) -> bool: ...
    @property
    def at(self) -> int | None: ...
    @property
    def after(self) -> After | None: ...
    @property
    def when(self) -> Condition | None: ...


class ConditionWords:
    """The words of one language. ``titles`` adds titles to the ids of injects and steps."""

    def __init__(self, content: Content | None, day_one: date | None, lang: str, *, titles: bool = False) -> None:
        """Without content everything is told by its id."""
        self._scenario = content.scenario if content else None
        self._steps = content.manual.steps if content else {}
        self._title_of = content.title_of if content else _as_it_is
        self._words: Callable[[Text | None], str] = (
            content.wording(lang, day_one or content.scenario.day_one) if content else _plain
        )
        self._titles = titles
        self.t = translator("report", lang)

    def condition(self, condition: Condition) -> str:
        """What has to hold, as one phrase without a full stop."""
        return self._said(condition, no=False, inside=False)

    def trigger(self, inject: Triggered) -> str:
        """What delivers ``inject``: its time, what it follows, its condition, or the facilitator."""
        t = self.t
        pieces = []
        if inject.by_hand:
            pieces.append(t("sent by hand"))
        if inject.at is not None:
            pieces.append(clock_words(inject.at))
        if inject.after is not None:
            name, delay = self.inject(inject.after.inject), inject.after.delay
            if inject.after.of == "answer":
                message = mark("{span} after {inject} is answered") if delay else mark("when {inject} is answered")
            else:
                message = mark("{span} after {inject} arrives") if delay else mark("when {inject} arrives")
            pieces.append(t(message, inject=name, span=span_words(t, delay)))
        if inject.when is not None:
            pieces.append(t("if {condition}", condition=self.condition(inject.when)))
        return t(", ").join(pieces) or t("on entering the phase")

    def inject(self, inject: str) -> str:
        """An inject's id, with its title where titles are wanted."""
        found = self._inject(inject)
        return f"{inject} {visible_line(self._words(found.title))}" if found and self._titles else inject

    def _inject(self, inject: str) -> Inject | None:
        return self._scenario.inject.get(inject) if self._scenario else None

    def step(self, step: str) -> str:
        """A step's id, with its title where titles are wanted."""
        found = self._steps.get(step)
        return f"{step} {visible_line(self._words(found.title))}" if found and self._titles else step

    def _said(self, c: Condition, *, no: bool, inside: bool) -> str:
        parts, together = self._parts(c, no=no)
        joined = self._join(parts, together=together)
        return self.t("({words})", words=joined) if inside and len(parts) > 1 else joined

    def _parts(self, c: Condition, *, no: bool) -> tuple[list[str], bool]:
        """The pieces of a condition (of its denial: ``no``), and whether all of them are meant or any."""
        if c.keys == ("all",) and c.all is not None:
            return self._several(c.all, together=not no, no=no), not no
        if c.keys == ("any",) and c.any is not None:
            return self._several(c.any, together=no, no=no), no
        if c.keys == ("not_",) and c.not_ is not None:
            return self._parts(c.not_, no=not no)
        parts = self._atoms(c, no=no)
        nested = [Condition(all=c.all)] if c.all else []
        nested += [Condition(any=c.any)] if c.any else []
        nested += [Condition(not_=c.not_)] if c.not_ else []
        return [*parts, *(self._said(part, no=no, inside=True) for part in nested)], not no

    def _several(self, parts: Iterable[Condition], *, together: bool, no: bool) -> list[str]:
        """The parts in words; those that say the same of several injects or steps are drawn together."""
        answered = [p.answered.inject for p in parts if p.keys == ("answered",) and p.answered and _by_anybody(p)]
        done = [p.step.id for p in parts if p.keys == ("step",) and p.step and p.step.is_ == "met_or_partial"]
        out: list[str] = []
        for part in parts:
            if together and not self._titles and len(answered) > 1 and part.answered and _by_anybody(part):
                if part.answered.inject == answered[0]:
                    out.append(self._answered(part.answered, self._ranges(answered), no=no))
            elif together and not self._titles and len(done) > 1 and part.step and part.step.id in done:
                if part.step.id == done[0]:
                    out.append(self._step_is(part.step, no=no, named=self._ranges(done)))
            else:
                out.append(self._said(part, no=no, inside=True))
        return out

    def _atoms(self, c: Condition, *, no: bool) -> list[str]:
        t = self.t
        out = []
        if c.answered is not None:
            out.append(self._answered(c.answered, self.inject(c.answered.inject), no=no))
        if c.delivered is not None:
            message = mark("{inject} not delivered") if no else mark("{inject} delivered")
            out.append(t(message, inject=self.inject(c.delivered)))
        if c.unanswered is not None:
            message = mark("{inject} answered within {span}") if no else mark("{inject} unanswered for {span}")
            out.append(t(message, inject=self.inject(c.unanswered.inject), span=span_words(t, c.unanswered.within)))
        if c.chose is not None:
            out.append(self._chose(c.chose, no=no))
        if c.step is not None:
            out.append(self._step_is(c.step, no=no))
        if c.missed is not None:
            out.append(self._missed(c.missed, no=no))
        if c.harm is not None:
            message = mark("the must-not {step} not done") if no else mark("the must-not {step} done")
            out.append(t(message, step=self.step(c.harm)))
        if c.time is not None:
            message = mark("before {time}") if no else mark("{time} or later")
            out.append(t(message, time=clock_words(c.time)))
        if c.phase_time is not None:
            message = mark("less than {span} into the phase") if no else mark("{span} into the phase")
            out.append(t(message, span=span_words(t, c.phase_time)))
        return out

    def _answered(self, asked: Answered, injects: str, *, no: bool) -> str:
        if asked.all:
            message = mark("{inject} not answered by all") if no else mark("{inject} answered by all")
        elif asked.by is not None:
            message = mark("{inject} not answered by {role}") if no else mark("{inject} answered by {role}")
        else:
            message = mark("{inject} not answered") if no else mark("{inject} answered")
        return self.t(message, inject=injects, role=self._role(asked.by or ""))

    def _role(self, role: str) -> str:
        return visible_line(self._words(self._title_of(role))) if self._titles else role

    def _chose(self, chose: Chose, *, no: bool) -> str:
        inject = self._inject(chose.inject)
        options = inject.ask.options if inject and inject.ask else ()
        label = next((self._words(o.label) for o in options if o.id == chose.option), chose.option)
        shown = visible_line(label) if self._titles else chose.option
        message = mark("“{option}” not chosen in {inject}") if no else mark("“{option}” chosen in {inject}")
        return self.t(message, option=shown, inject=self.inject(chose.inject))

    def _step_is(self, step: StepIs, *, no: bool, named: str = "") -> str:
        return self.t((_NOT_STEP if no else _STEP)[step.is_], step=named or self.step(step.id))

    def _missed(self, missed: Missed, *, no: bool) -> str:
        if missed.by is None:
            message = mark("{step} not missed") if no else mark("{step} not done by its limit")
            return self.t(message, step=self.step(missed.step))
        message = mark("{step} done by {time}") if no else mark("{step} not done by {time}")
        return self.t(message, step=self.step(missed.step), time=clock_words(missed.by))

    def _join(self, parts: list[str], *, together: bool) -> str:
        return (self.t(" and ") if together else self.t(" or ")).join(parts)

    def _ranges(self, ids: list[str]) -> str:
        """``I01–I05, I07``: ids that count on are drawn together."""
        runs: list[list[str]] = []
        for name in ids:
            if runs and _follows(runs[-1][-1], name):
                runs[-1].append(name)
            else:
                runs.append([name])
        pieces: list[str] = []
        for run in runs:
            pieces += [self.t("{first}–{last}", first=run[0], last=run[-1])] if len(run) > 2 else run
        return self.t(", ").join(pieces)


def _as_it_is(name: str) -> Text:
    return Text({"en": name})


def _plain(text: Text | None) -> str:
    return "" if text is None else text.to("en")


def _by_anybody(part: Condition) -> bool:
    return part.answered is not None and part.answered.by is None and not part.answered.all


def _follows(one: str, other: str) -> bool:
    first, second = _NUMBERED.fullmatch(one), _NUMBERED.fullmatch(other)
    return bool(first and second and first[1] == second[1] and int(second[2]) == int(first[2]) + 1)
