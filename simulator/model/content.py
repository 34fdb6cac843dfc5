"""Everything one exercise is played from, in one value that can be stored and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from simulator.model.base import DAY, Frozen, Text
from simulator.model.manual import Manual
from simulator.model.organization import Organization, Role
from simulator.model.rubric import Lexicon
from simulator.model.scenario import CONTROL, Scenario
from simulator.model.titles import Term, fill

Wording = Callable[[Text | None], str]
"""Turns a text into the words shown in one language on one date, with names filled in."""

_CONTROL_TITLE = Text({"ja": "訓練事務局", "en": "Exercise control"})


class Content(Frozen):
    """Scenario, manual, organisation and lexicons that belong together (references are checked by ``content``)."""

    scenario: Scenario
    manual: Manual
    organization: Organization
    lexicons: tuple[Lexicon, ...] = ()

    def normal_form(self) -> dict[str, Any]:
        """Plain JSON data from which ``Content.model_validate`` makes an equal value."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the normal form as canonical JSON, in hex."""
        return digest_of(self.normal_form())

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Dated names by id; the organisation's win over the manual's."""
        return {term.id: term for term in (*self.manual.terms, *self.organization.terms)}

    @cached_property
    def played(self) -> dict[str, Role]:
        """The roles that this scenario speaks to, by id in the organisation's order; a seat for another is idle.

        An organisation may hold the roles of several scenarios. Every role, where the scenario speaks to none of them.
        """
        rows = self.scenario.timetable.rows if self.scenario.timetable is not None else ()
        asked = [*(inject.to for inject in self.scenario.injects), *(row.roles for row in rows)]
        addressed = {role for names in asked for role in self.receivers(names)}
        tree = self.scenario.call_tree
        for call in tree.calls if tree is not None else ():
            addressed.update((call.who, *((call.stand_in.who,) if call.stand_in is not None else ())))
        roles = self.organization.roles
        return {name: role for name, role in roles.items() if name in addressed} or roles

    def receivers(self, ids: tuple[str, ...]) -> frozenset[str]:
        """The roles meant by ``ids`` of roles and sections."""
        roles: set[str] = set()
        for name in ids:
            if name in self.organization.roles:
                roles.add(name)
            else:
                roles |= {r for r, section in self.organization.section_of.items() if section.id == name}
        return frozenset(roles)

    def wording(self, lang: str, day_one: date) -> Wording:
        """A function that turns a Text into the words shown in ``lang`` on an exercise of ``day_one``."""
        names: dict[tuple[str, str], str] = {
            ("term", term.id): term.on(day_one).to(lang) for term in self.terms.values()
        }
        for who, title in {CONTROL: _CONTROL_TITLE, **self.organization.titles}.items():
            names["who", who] = fill(title.to(lang), names)

        def words(text: Text | None) -> str:
            return "" if text is None else fill(text.to(lang), names)

        return words

    def known_on(self, day_one: date) -> date | None:
        """The day planned for the scenario's moment of knowledge; None where the story does not say one."""
        happens = self.scenario.moments.get(self.scenario.known or "")
        if happens is None:
            return None
        inject, phase = self.scenario.inject.get(happens.inject or ""), self.scenario.phase.get(happens.phase or "")
        at = inject.at if inject is not None else phase.start if phase is not None else None
        return None if at is None else day_one + timedelta(days=at // DAY)

    def title_of(self, who: str) -> Text:
        """The title of a role, section or party; the id itself where it is unknown."""
        if who == CONTROL:
            return _CONTROL_TITLE
        return self.organization.titles.get(who) or Text({"ja": who, "en": who})


def digest_of(normal_form: dict[str, Any]) -> str:
    """SHA-256 in hex of ``normal_form`` as canonical JSON (sorted keys, no spaces, UTF-8)."""
    plain = json.dumps(normal_form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()
