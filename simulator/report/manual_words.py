"""A manual in words for its readers: names filled in, limits with the moment they run from, ids beside titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.model.base import Text
from simulator.model.manual import Deadline, Manual
from simulator.model.organization import Organization
from simulator.model.rubric import Rubric
from simulator.model.scenario import CONTROL
from simulator.model.titles import fill
from simulator.report.phrases import span_words
from simulator.words import Translate


def titles_from(organizations: Sequence[Organization], wanted: Sequence[str]) -> dict[str, Text]:
    """Titles of roles, sections and parties: those of the organisation that has most of ``wanted``, then others'."""
    ranked = sorted(organizations, key=lambda one: -len(set(wanted) & set(one.titles)))
    found: dict[str, Text] = {}
    for organization in ranked:
        for name, title in organization.titles.items():
            found.setdefault(name, title)
    return found


@dataclass(frozen=True)
class ManualWords:
    """Words of ``manual`` in ``lang``; ``titles`` are those of people as far as they are known."""

    manual: Manual
    t: Translate
    lang: str
    titles: Mapping[str, Text]

    def text(self, text: Text | None) -> str:
        """A text with its placeholders filled; a name that changes with the date is the newest one."""
        if text is None:
            return ""
        terms = {("term", term.id): term.on(date.max).to(self.lang) for term in self.manual.terms}
        people = {("who", name): fill(title.to(self.lang), terms) for name, title in self.titles.items()}
        control = {("who", CONTROL): self.t("Exercise control")}
        return fill(text.to(self.lang), {**terms, **control, **people}).strip()

    def title(self, who: str) -> str:
        """What somebody is called, "" where nothing is known."""
        return self.text(self.titles.get(who))

    def person(self, who: str) -> str:
        """Title and id, the id alone where no title is known."""
        title = self.title(who)
        return self.t("{title} ({id})", title=title, id=who) if title else who

    def people(self, names: Sequence[str]) -> str:
        return self.t(", ").join(map(self.person, names))

    def limit(self, deadline: Deadline | None) -> str:
        """A limit with the moment or step that it runs from; "" where there is none."""
        if deadline is None:
            return ""
        t = self.t
        start = self._start(deadline.start)
        if deadline.within is not None:
            span = span_words(t, deadline.within)
            told = t("within {span} of {start}", span=span, start=start) if start else t("within {span}", span=span)
        elif deadline.legal_days is not None:
            told = t(
                "within {days} calendar days of {start}, that day being day 1", days=deadline.legal_days, start=start
            )
        else:
            told = t("before {step}", step=deadline.before or "")
        note = self.text(deadline.note)
        return t("{limit} ({note})", limit=told, note=note) if note else told

    def _start(self, name: str | None) -> str:
        if name is None:
            return ""
        moment = next((one for one in self.manual.moments if one.id == name), None)
        return name if moment is None else self.t("“{title}” ({id})", title=self.text(moment.title), id=name)

    def looks_for(self, rubric: Rubric) -> list[str]:
        """What the rubric looks for, one line each: a contact, then what belongs to the act."""
        t, lines = self.t, []
        if rubric.contact is not None:
            whom = self.people(rubric.contact.to)
            if rubric.contact.roles:
                lines.append(
                    t("a contact to {whom}, made by {role}", whom=whom, role=self.people(rubric.contact.roles))
                )
            else:
                lines.append(t("a contact to {whom}", whom=whom))
        lines += [self.text(essential.label) for essential in rubric.essentials]
        return lines
