"""The decision table with its result as lines of text: what applies, why, what follows and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from simulator.engine.classify import UNKNOWN, Due, Facts, Judged, classify, threat_level
from simulator.model.base import Text
from simulator.model.classification import Fact
from simulator.model.content import Wording
from simulator.model.manual import Manual
from simulator.report.dates import full_date
from simulator.report.width import width, wrap
from simulator.words import Translate, mark, translator

_HOLDS = {True: mark("applies"), False: mark("does not apply"), None: mark("undecided")}
_MARK = {True: "●", False: "－", None: "？"}
DUTIES = {
    "legal": mark("report required by law"),
    "guideline": mark("report by the guideline"),
    "own_rule": mark("the organisation's own rules decide"),
    "none": mark("no report required"),
}
"""What the duty of an outcome is called."""


class ClassificationText:
    """The classification of a case by ``manual``, worded in ``lang``; ``words`` fills names into the manual's texts."""

    def __init__(self, manual: Manual, facts: Facts, known_on: date | None, lang: str, words: Wording) -> None:
        self._manual, self._facts, self._known_on, self._lang, self._words = manual, facts, known_on, lang, words
        self.t: Translate = translator("report", lang)
        table = manual.classification
        self._fact: dict[str, Fact] = {} if table is None else {fact.id: fact for fact in table.facts}
        self.judged = () if table is None else classify(table, facts, known_on)
        self.level = None if manual.plan is None else threat_level(manual.plan, facts)

    def lines(self, columns: int = 80) -> Iterator[str]:
        """Facts, every statute with its situations and result, the threat level."""
        yield from self._facts_given(columns)
        for one in self.judged:
            yield ""
            yield from self._regime(one, columns)
        if self.level is not None:
            yield ""
            yield from self._threat(columns)
        note = self._manual.classification.note if self._manual.classification else None
        if note is not None:
            yield ""
            yield from wrap(self._words(note), columns)

    def value(self, fact: str) -> str:
        """The value of a fact in words."""
        given = self._facts.get(fact, UNKNOWN)
        known = {"yes": self.t("yes"), "no": self.t("no"), UNKNOWN: self.t("unknown")}
        known |= {one.id: self._words(one.title) for one in self._fact[fact].values}
        return known.get(given, given)

    def _facts_given(self, columns: int) -> Iterator[str]:
        yield self.t("What is known")
        for fact in self._fact.values():
            text = f"{self._words(fact.title)}{self._colon()}{self.value(fact.id)}"
            yield from _item(text, columns)

    def _regime(self, judged: Judged, columns: int) -> Iterator[str]:
        t = self.t
        yield self._words(judged.regime.title)
        if judged.applies.holds is False:
            yield from _item(t("does not apply") + self._because(judged.applies.because), columns)
            return
        for found in judged.situations:
            holds = found.answer.holds
            text = f"{self._words(found.situation.title)}{self._colon()}{t(_HOLDS[holds])}"
            yield from _item(text + self._because(found.answer.because), columns, f" {_MARK[holds]} ")
        if judged.outcome is None:
            titles = self._list(outcome.title for outcome in judged.possible)
            yield from _item(t("Not decided yet; possible: {outcomes}", outcomes=titles), columns, "→ ")
            needed = self._list(self._fact[fact].short for fact in judged.open if fact in self._fact)
            yield from _item(t("To be found out: {facts}", facts=needed), columns, "   ")
            return
        yield from _item(
            f"{self._words(judged.outcome.title)}{self._bracket(t(DUTIES[judged.outcome.duty]))}", columns, "→ "
        )
        yield from _item(self._words(judged.outcome.text), columns, "   ")
        for due in judged.due:
            yield from _item(f"{self._words(due.limit.title)}{self._colon()}{self.due(due)}", columns, "   ")
        if judged.outcome.source is not None:
            yield from _item(t("Source: {source}", source=self._words(judged.outcome.source)), columns, "   ")

    def due(self, due: Due) -> str:
        """The date of a limit in words: the early end of a guide value too."""
        last = full_date(due.last, self._lang)
        if due.first is None:
            return self.t("by {date}", date=last)
        return self.t("about {first} to {last}", first=full_date(due.first, self._lang), last=last)

    def _threat(self, columns: int) -> Iterator[str]:
        t, level = self.t, self.level
        if level is None or self._manual.plan is None:
            return
        yield self._words(self._manual.plan.title)
        text = f"{self._words(level.level.title)}{self._because(level.because)}"
        yield from _item(text, columns, "→ ")
        yield from _item(self._words(level.level.meaning), columns, "   ")
        for response in level.level.response:
            yield from _item(self._words(response), columns, "   ・" if self._lang == "ja" else "   - ")
        if level.up_to is not level.level:
            needed = self._list(self._fact[fact].short for fact in level.open if fact in self._fact)
            rises = t(
                "May rise to {level}; to be found out: {facts}", level=self._words(level.up_to.title), facts=needed
            )
            yield from _item(rises, columns, "   ")

    def _because(self, facts: tuple[str, ...]) -> str:
        """The facts that decided, in brackets."""
        known = [f"{self._words(self._fact[fact].short)} {self.value(fact)}" for fact in facts if fact in self._fact]
        return self._bracket(("、" if self._lang == "ja" else "; ").join(known)) if known else ""

    def _list(self, titles: Iterable[Text]) -> str:
        return ("、" if self._lang == "ja" else "; ").join(self._words(one) for one in titles)

    def _bracket(self, text: str) -> str:
        return f"（{text}）" if self._lang == "ja" else f" ({text})"

    def _colon(self) -> str:
        return "：" if self._lang == "ja" else ": "


def as_json(text: ClassificationText) -> dict[str, object]:
    """``{"regimes": [{"regime", "applies", "situations": [{"id", "applies", "because"}], "outcome", "duty", "possible",
    "open", "due": [{"id", "first", "last"}]}], "level": {"id", "up_to", "because", "open"} or null}``."""
    level = text.level
    return {
        "regimes": [
            {
                "regime": one.regime.id,
                "applies": one.applies.holds,
                "situations": [
                    {"id": found.situation.id, "applies": found.answer.holds, "because": list(found.answer.because)}
                    for found in one.situations
                ],
                "outcome": one.outcome.id if one.outcome else None,
                "duty": one.outcome.duty if one.outcome else None,
                "possible": [outcome.id for outcome in one.possible],
                "open": list(one.open),
                "due": [
                    {
                        "id": due.limit.id,
                        "first": due.first.isoformat() if due.first else None,
                        "last": due.last.isoformat(),
                    }
                    for due in one.due
                ],
            }
            for one in text.judged
        ],
        "level": None
        if level is None
        else {
            "id": level.level.id,
            "up_to": level.up_to.id,
            "because": list(level.because),
            "open": list(level.open),
        },
    }


def _item(text: str, columns: int, lead: str = " ") -> Iterator[str]:
    """``text`` below ``lead``, its further lines indented as far."""
    indent = width(lead)
    for n, row in enumerate(wrap(text, columns - indent)):
        yield (lead if n == 0 else " " * indent) + row
