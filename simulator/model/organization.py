"""The organisation: sections, roles, parties played by the facilitator, stand-ins and the contact network."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Duration, Frozen, Id, Text
from simulator.model.titles import Term


class Role(Frozen):
    """A duty that a seat holds."""

    id: Id
    title: Text
    duty: Text
    """What whoever takes this role is there for, told on the role card."""
    stands_in_for: tuple[Id, ...] = ()
    """Roles or inside parties whose steps this role may do in their place."""


class OrgSection(Frozen):
    """A section (課) or group of the organisation."""

    id: Id
    title: Text
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class Party(Frozen):
    """Somebody played by the facilitator: the top of the house, another body, the press, a resident."""

    id: Id
    title: Text
    inside: bool = False
    """Belongs to the organisation (mayor, CISO)."""
    about: Text | None = None
    only_in: tuple[Id, ...] = ()
    """The scenarios in whose stories this party appears; in all when absent."""
    stands_in_for: tuple[Id, ...] = ()
    """Roles or inside parties in whose place this one may be called."""


class Contact(Frozen):
    """A line of the contact network (連絡網)."""

    who: Id
    day: Text
    night: Text | None = None
    note: Text | None = None


class ReadWithin(Frozen):
    """By each way in which a message lies there until somebody opens it: how long it may, in the story."""

    email: Duration = 1800
    internal_mail: Duration = 1800
    chat: Duration = 900
    letter: Duration = 14_400
    fax: Duration = 1800
    web_form: Duration = 1800


class Organization(Frozen):
    """An organisation that plays."""

    kind: Literal["organization"]
    id: Id
    lang: str
    title: Text
    note: Text | None = None
    terms: tuple[Term, ...] = ()
    sections: Annotated[tuple[OrgSection, ...], Field(min_length=1)]
    parties: tuple[Party, ...] = ()
    contacts: tuple[Contact, ...] = ()
    read_within: ReadWithin = ReadWithin()
    """How soon what is written has to be read; then it goes on to the stand-ins."""

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Every role by id, in the order of the sections."""
        return {role.id: role for section in self.sections for role in section.roles}

    @cached_property
    def section_of(self) -> dict[str, OrgSection]:
        """The section of each role."""
        return {role.id: section for section in self.sections for role in section.roles}

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Those who may be in charge of something afterwards: sections, and parties inside (the mayor, the CISO)."""
        inside = (party.id for party in self.parties if party.inside)
        return (*(section.id for section in self.sections), *inside)

    @cached_property
    def titles(self) -> dict[str, Text]:
        """The title of every role, section and party by id."""
        names: dict[str, Text] = {section.id: section.title for section in self.sections}
        names.update({party.id: party.title for party in self.parties})
        names.update({role.id: role.title for role in self.roles.values()})
        return names

    def stand_ins(self, who: str) -> tuple[str, ...]:
        """The roles and parties that may be called in the place of ``who``."""
        roles = [role.id for role in self.roles.values() if who in role.stands_in_for]
        return (*roles, *(party.id for party in self.parties if who in party.stands_in_for))

    def contact(self, who: str) -> Contact | None:
        """The line of ``who`` in the contact network."""
        return next((line for line in self.contacts if line.who == who), None)

    def cast(self, scenario: str) -> tuple[Party, ...]:
        """The parties that appear in the story of a scenario."""
        return tuple(party for party in self.parties if not party.only_in or scenario in party.only_in)

    def answers_for(self, role: str, owners: tuple[str, ...]) -> bool:
        """Whether ``role`` is one of ``owners`` (roles, sections, parties), or stands in for one of them."""
        found = self.roles.get(role)
        if found is None:
            return role in owners
        own = {role, self.section_of[role].id, *found.stands_in_for}
        return not own.isdisjoint(owners)
