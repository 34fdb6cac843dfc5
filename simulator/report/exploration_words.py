"""What an exploration found, in words and as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulator.model.content import Content
from simulator.model.safe_text import visible_line
from simulator.report.condition_words import ConditionWords
from simulator.session.exploring.coverage import Reason
from simulator.session.exploring.exploration import Exploration, Missing
from simulator.session.exploring.routes import Goal
from simulator.session.exploring.timing import PhaseTime
from simulator.words import Translate, mark

_SLACK = 60
"""Seconds off plan that are not worth a word."""


class ExplorationWords:
    """The words of one language for one scenario."""

    def __init__(self, content: Content, day_one: date, lang: str) -> None:
        self._content = content
        self._text = content.wording(lang, day_one)
        self._conditions = ConditionWords(content, day_one, lang, titles=True)
        self.t: Translate = self._conditions.t

    def lines(self, found: Exploration) -> list[str]:
        """The report, line by line; an indented line belongs to the one above it."""
        t = self.t
        title = visible_line(self._text(self._content.scenario.title))
        out = [
            t("{title}: {walks} generated teams walked every branch they could", title=title, walks=found.walks),
            "",
            self._count(t("Phases"), found.phases),
            self._count(t("Ways between phases"), found.exits),
            self._count(t("Injects"), found.injects),
            self._count(t("Options"), found.options),
            self._count(t("Expected steps that can be scored"), (found.steps - len(found.unscored), found.steps)),
        ]
        out += self._missing(t("Phases never reached"), found.of("phase"))
        regular = tuple(one for one in found.of("inject") if not one.contingency)
        out += self._missing(t("Injects never reached"), regular)
        contingencies = tuple(one for one in found.of("inject") if one.contingency)
        out += self._missing(t("Contingency injects never reached"), contingencies)
        out += self._missing(t("Ways between phases never taken"), found.of("exit"))
        out += self._missing(t("Options never taken"), found.of("option"))
        if found.unscored:
            out += ["", t("Steps that no reply was scored as met for")]
            out += [f"  {self._conditions.step(step)}" for step in found.unscored]
            out.append("  " + t("Give their rubric an example, or a form, contact or option that shows them."))
        if found.by_hand:
            out += ["", t("Injects sent by hand")]
            out += [f"  {self._by_hand(inject, why)}" for inject, why in found.by_hand.items()]
        if found.dead_ends:
            names = t(", ").join(self._phase(phase) for phase in found.dead_ends)
            out += ["", t("Teams got stuck in {phases}: nothing more happens there.", phases=names)]
        if found.circles:
            out += ["", t("{count} teams went in circles and came to no end.", count=found.circles)]
        out += self._times(found)
        if found.walks >= found.budget:
            out += [
                "",
                t("The search ended with its budget of {budget} teams; --budget allows more.", budget=found.budget),
            ]
        return out

    def as_json(self, found: Exploration) -> dict[str, Any]:
        """Plain data; ``why`` is in words, ``code`` is stable."""
        return {
            "scenario": found.scenario,
            "complete": found.complete,
            "walks": found.walks,
            "budget": found.budget,
            "reached": {
                name: {"reached": pair[0], "of": pair[1]}
                for name, pair in (
                    ("phases", found.phases),
                    ("ways", found.exits),
                    ("injects", found.injects),
                    ("options", found.options),
                    ("steps", (found.steps - len(found.unscored), found.steps)),
                )
            },
            "missing": [
                {
                    "kind": {"exit": "way"}.get(one.goal.kind, one.goal.kind),
                    "id": one.goal.name,
                    "part": one.goal.part,
                    "contingency": one.contingency,
                    "code": one.reason.code,
                    "why": self.reason(one.reason),
                }
                for one in found.missing
            ],
            "steps_never_met": list(found.unscored),
            "by_hand": [
                {"inject": inject, "works": why is None, "why": "" if why is None else self.reason(why)}
                for inject, why in found.by_hand.items()
            ],
            "dead_ends": list(found.dead_ends),
            "circles": found.circles,
            "time": {
                "team": found.model,
                "planned_minutes": sum(time.planned for time in found.times),
                "taken_seconds": sum(time.taken for time in found.times),
                "phases": [
                    {
                        "phase": time.phase,
                        "planned_minutes": time.planned,
                        "taken_seconds": time.taken,
                        "over_seconds": time.over,
                    }
                    for time in found.times
                ],
            },
        }

    def reason(self, reason: Reason) -> str:
        """Why something was not reached, as a sentence without its full stop."""
        t = self.t
        held = [self._conditions.condition(one) for one in reason.conditions]
        phases = t(", ").join(self._phase(name) for name in reason.names) if reason.names else ""
        if reason.code == "phase":
            return (
                t("its phase was never entered ({phases})", phases=phases)
                if phases
                else t("its phase was never entered")
            )
        if reason.code == "after":
            inject = self._conditions.inject(reason.names[0])
            answered = reason.names[1:] == ("answer",)
            message = mark("{inject} was never answered") if answered else mark("{inject} never came before it")
            return t(message, inject=inject)
        if reason.code == "condition":
            return t("this never held: {conditions}", conditions=t("; ").join(held))
        if reason.code == "together":
            return t("these never held at the same time: {conditions}", conditions=t("; ").join(held))
        if reason.code == "sources":
            return t("the way there was never taken from {phases}", phases=phases)
        if reason.code == "refused":
            return t("the program refused to send it ({code})", code=reason.names[0])
        plain = {
            "time": mark("its time never came while its phase was open"),
            "before": mark("another way out was always taken first"),
            "no_way": mark("no way leads there"),
            "gone": mark("no team could take it"),
        }
        return t(plain[reason.code])

    def _count(self, name: str, pair: tuple[int, int]) -> str:
        sign = "◎" if pair[0] == pair[1] else "×"
        return self.t("{sign} {name}: {reached} of {all}", sign=sign, name=name, reached=pair[0], all=pair[1])

    def _missing(self, heading: str, missing: tuple[Missing, ...]) -> list[str]:
        if not missing:
            return []
        said = [self.t("{what}: {why}", what=self._goal(one.goal), why=self.reason(one.reason)) for one in missing]
        return ["", heading, *(f"  {line}" for line in said)]

    def _goal(self, goal: Goal) -> str:
        scenario = self._content.scenario
        if goal.kind == "phase":
            return self._phase(goal.name)
        if goal.kind == "exit":
            way = scenario.phase[goal.name].exits[int(goal.part)]
            label = visible_line(self._text(way.label)) or self._conditions.condition(way.when)
            return self.t(
                "{here} → {there} ({label})", here=self._phase(goal.name), there=self._phase(way.to), label=label
            )
        if goal.kind == "option":
            return self.t("{inject}, option {option}", inject=self._conditions.inject(goal.name), option=goal.part)
        return self._conditions.inject(goal.name)

    def _by_hand(self, inject: str, why: Reason | None) -> str:
        name = self._conditions.inject(inject)
        return (
            self.t("◎ {inject}: sent", inject=name)
            if why is None
            else self.t("× {inject}: {why}", inject=name, why=self.reason(why))
        )

    def _phase(self, phase: str) -> str:
        found = self._content.scenario.phase.get(phase)
        return f"{phase} {visible_line(self._text(found.title))}" if found else phase

    def _times(self, found: Exploration) -> list[str]:
        t = self.t
        if not found.times:
            return []
        who = t("the model team ({team})", team=found.model) if found.model else t("a diligent generated team")
        out = ["", t("Real minutes by phase: planned, and taken by {who}", who=who)]
        out += [f"  {self._time(time)}" for time in found.times]
        planned, taken = sum(one.planned for one in found.times), sum(one.taken for one in found.times)
        out.append("  " + self._time_words(t("Together"), planned, taken, taken - planned * 60))
        return out

    def _time(self, time: PhaseTime) -> str:
        return self._time_words(self._phase(time.phase), time.planned, time.taken, time.over)

    def _time_words(self, name: str, planned: int, taken: int, over: int) -> str:
        t = self.t
        message = mark("as planned")
        if over > _SLACK:
            message = mark("{minutes} min over plan")
        elif over < -_SLACK:
            message = mark("{minutes} min under plan")
        diff = t(message, minutes=_minutes(abs(over)))
        return t(
            "{name}: {planned} min planned, {taken} min taken ({difference})",
            name=name,
            planned=planned,
            taken=_minutes(taken),
            difference=diff,
        )


def _minutes(seconds: int) -> str:
    """Minutes with one place where that says more: ``20``, ``33.1``."""
    tenths = round(seconds / 6)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"
