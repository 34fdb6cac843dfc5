"""What generated teams can say: options, filled forms, contacts, examples of the manual's rubrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from simulator.engine.commands import SubmitResponse
from simulator.engine.world import World
from simulator.model.manual import Step
from simulator.model.scenario import Ask, Inject, Option, ResponseKind
from simulator.model.script import Script
from simulator.model.verdict import Verdict
from simulator.session.exploring.demands import DONE, Demand, Wish
from simulator.session.scripted import kind_of, response

_SAID = {"ja": "了解しました。", "en": "Noted."}
"""Words that commit to nothing."""


def noted(lang: str) -> str:
    """Words in ``lang`` that commit to nothing; in English where there are none."""
    return _SAID.get(lang, _SAID["en"])


_CHOSEN = frozenset({ResponseKind.CHOICE, ResponseKind.DECISION, ResponseKind.QUIZ})

_TEXTS = {Verdict.MET: "met", Verdict.PARTIAL: "partial", Verdict.NOT_MET: "not_met"}


class Manner(NamedTuple):
    """How a generated team plays where nothing particular is demanded of it.

    ``base``: does every expected step (``diligent``), answers without committing to anything (``neutral``), or keeps
    silent (``idle``). ``option``: which one it takes where it may choose, from 0. ``ahead``: does demanded steps at
    once, before anybody asks. ``sends``: the facilitator sends every inject that is sent by hand.
    """

    base: str = "diligent"
    option: int = 0
    ahead: bool = False
    sends: bool = False


class Repertoire:
    """Candidate replies, best first. Whether one does what it should shows only when it is tried."""

    def __init__(self, world: World, team: str, lang: str, scripts: tuple[Script, ...] = ()) -> None:
        self._world = world
        self._team = team
        self._lang = lang
        self._said = noted(lang)
        self._scripted: dict[str | None, list[SubmitResponse]] = {}
        for reply in (reply for script in scripts for reply in script.replies):
            if reply.role in world.content.organization.roles and kind_of(reply) is not ResponseKind.ACKNOWLEDGE:
                command = response(reply, reply.role, lang)
                if isinstance(command, SubmitResponse):
                    self._scripted.setdefault(reply.inject, []).append(command)

    # Answering what is asked

    def answers(self, inject: Inject, demand: Demand, manner: Manner) -> Iterator[SubmitResponse]:
        """Replies that answer ``inject``, those that fit ``demand`` and ``manner`` first."""
        ask, role = inject.ask, self._role(inject, None)
        if ask is None:
            yield self._reply(inject, role, ResponseKind.ACKNOWLEDGE)
            return
        if ask.kind in _CHOSEN:
            options = self._options(inject, ask, demand, manner)
            if ask.kind is ResponseKind.QUIZ and manner.base == "diligent" and ask.right <= {o.id for o in options}:
                yield self._chosen(inject, role, ask, *(o for o in options if o.right))
            for option in options:
                yield self._chosen(inject, role, ask, option)
        elif ask.kind is ResponseKind.FORM:
            full = manner.base == "diligent"
            yield from (self._filled(inject, role, ask, names) for names in self._fields(ask, full=full))
        elif ask.kind is ResponseKind.CONTACT:
            yield self._contact(inject, role, (self._somebody(inject),), self._said)
        elif ask.kind is ResponseKind.ACKNOWLEDGE:
            yield self._reply(inject, role, ResponseKind.ACKNOWLEDGE)
        yield self._text(inject, role, self._said)

    def _options(self, inject: Inject, ask: Ask, demand: Demand, manner: Manner) -> list[Option]:
        taken = {option for name, option in demand.take if name == inject.id}
        refused = {option for name, option in demand.refuse if name == inject.id}
        known = [option for option in ask.options if option.id not in refused]
        turned = known[manner.option % len(known) :] + known[: manner.option % len(known)] if known else []
        if taken:
            return [option for option in turned if option.id in taken]
        if manner.option == 0:
            # What a team takes by itself does no harm, and does well where it is diligent.
            good = manner.base == "diligent"
            turned.sort(key=lambda option: _rank(option, good=good))
        return turned

    def _fields(self, ask: Ask, *, full: bool) -> Iterator[tuple[str, ...]]:
        every = tuple(field.id for field in ask.fields)
        required = tuple(field.id for field in ask.fields if field.required)
        shown = {name for form in ask.shows for name in form.fields}
        if full:
            yield every
        yield required or tuple(name for name in every if name not in shown)[:1] or every[:1]
        if not full:
            yield every

    # Having a step stand

    def for_step(self, step: Step, wish: Wish, inject: Inject | None) -> Iterator[SubmitResponse]:
        """Replies after which ``step`` may stand as ``wish`` has it, sent in answer to ``inject`` or unasked."""
        ask = inject.ask if inject is not None else None
        if inject is not None and ask is not None:
            for option in ask.options:
                if option.shows.get(step.id) in wish.accept:
                    yield self._chosen(inject, self._role(inject, step), ask, option)
            if step.id in ask.cites:
                yield from self._quiz(inject, ask, wish)
            for form in ask.shows:
                if form.step == step.id:
                    yield from self._forms(inject, ask, form.fields, form.partial_from, wish, step)
        role = self._role(inject, step)
        for verdict in _in_order(wish):
            texts = getattr(step.rubric.examples, _TEXTS[verdict])
            if step.rubric.contact is not None and verdict in DONE:
                yield from self._contacts(inject, step, texts or (self._said,))
            yield from (self._text(inject, role, text) for text in texts)
        name = inject.id if inject is not None else None
        yield from (command for command in self._scripted.get(name, ()) if self._may_send(command.role, inject))

    def _quiz(self, inject: Inject, ask: Ask, wish: Wish) -> Iterator[SubmitResponse]:
        """All the right options, one of several, a wrong one. Each seat answers once, so each addressee may have to."""
        right = [option for option in ask.options if option.right]
        wrong = [option for option in ask.options if not option.right]
        sets = {Verdict.MET: right, Verdict.PARTIAL: right[:1] if len(right) > 1 else [], Verdict.NOT_MET: wrong[:1]}
        for verdict in _in_order(wish):
            for role in self._world.receivers[inject.id] if sets[verdict] else ():
                yield self._chosen(inject, role, ask, *sets[verdict])

    def _forms(
        self, inject: Inject, ask: Ask, fields: tuple[str, ...], least: int, wish: Wish, step: Step
    ) -> Iterator[SubmitResponse]:
        required = tuple(field.id for field in ask.fields if field.required)
        role = self._role(inject, step)
        if Verdict.MET in wish.accept:
            yield self._filled(inject, role, ask, tuple(dict.fromkeys((*required, *fields))))
        if Verdict.PARTIAL in wish.accept:
            yield self._filled(inject, role, ask, tuple(dict.fromkeys((*required, *fields[:least]))))

    def _contacts(self, inject: Inject | None, step: Step, texts: tuple[str, ...]) -> Iterator[SubmitResponse]:
        contact = step.rubric.contact
        if contact is None:
            return
        role = next((one for one in contact.roles if self._may_send(one, inject)), self._role(inject, step))
        by = next((way for way in contact.by), "phone")
        known = self._world.content.organization.titles
        parties = tuple(who for who in contact.to if who in known and who != role) or (role,)
        yield from (self._contact(inject, role, parties, text, by) for text in texts)

    # Doing what must not be done

    def harms(self, step: Step, inject: Inject | None) -> Iterator[SubmitResponse]:
        """Replies that may do the must-not ``step``, in answer to ``inject`` or unasked."""
        ask = inject.ask if inject is not None else None
        if inject is not None and ask is not None:
            for option in ask.options:
                if step.id in option.harms:
                    yield self._chosen(inject, self._role(inject, step), ask, option)
        role = self._role(inject, step)
        yield from (self._text(inject, role, text) for text in step.rubric.examples.not_met)
        yield from self._contacts(inject, step, (*step.rubric.examples.not_met, self._said))

    # Making a reply

    def _role(self, inject: Inject | None, step: Step | None) -> str:
        """Who answers: one who received it, and answers for the step where there is such a role."""
        organization = self._world.content.organization
        able = self._world.receivers[inject.id] if inject is not None else tuple(organization.roles)
        if step is not None:
            able = tuple(role for role in able if organization.answers_for(role, step.roles)) or able
        return next(iter(able), next(iter(organization.roles)))

    def _may_send(self, role: str, inject: Inject | None) -> bool:
        return inject is None or role in self._world.receivers[inject.id]

    def _somebody(self, inject: Inject) -> str:
        """Whom to contact when it is to show nothing: the sender, or whoever is in the contact network."""
        titles = self._world.content.organization.titles
        evidence = {
            who
            for step in self._world.content.manual.steps.values()
            if step.rubric.contact is not None
            for who in step.rubric.contact.to
        }
        plain = [who for who in (inject.sender, *titles) if who in titles and who not in evidence]
        return plain[0] if plain else next(iter(titles))

    def _reply(self, inject: Inject | None, role: str, kind: ResponseKind) -> SubmitResponse:
        name = inject.id if inject is not None else None
        return SubmitResponse(at=0, actor=f"seat:{role}", seat=role, role=role, kind=kind.value, inject=name)

    def _text(self, inject: Inject | None, role: str, text: str) -> SubmitResponse:
        return replace(self._reply(inject, role, ResponseKind.TEXT), parts={"text": text})

    def _contact(
        self, inject: Inject | None, role: str, to: tuple[str, ...], text: str, by: str = "phone"
    ) -> SubmitResponse:
        return replace(self._reply(inject, role, ResponseKind.CONTACT), parts={"message": text}, to=to, by=by)

    def _chosen(self, inject: Inject, role: str, ask: Ask, *options: Option) -> SubmitResponse:
        reply = replace(self._reply(inject, role, ask.kind), options=tuple(option.id for option in options))
        return replace(reply, parts={"reason": self._said}) if ask.kind is ResponseKind.DECISION else reply

    def _filled(self, inject: Inject, role: str, ask: Ask, names: tuple[str, ...]) -> SubmitResponse:
        numbers = {field.id for field in ask.fields if field.kind == "number"}
        parts = {name: "1" if name in numbers else self._said for name in names}
        return replace(self._reply(inject, role, ResponseKind.FORM), parts=parts)


def _in_order(wish: Wish) -> list[Verdict]:
    return [verdict for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET) if verdict in wish.accept]


def _rank(option: Option, *, good: bool) -> tuple[int, int]:
    verdicts = set(option.shows.values())
    best = 0 if Verdict.MET in verdicts or option.right else 1 if Verdict.PARTIAL in verdicts else 2
    quiet = 0 if not verdicts else 1
    return (len(option.harms) + (Verdict.NOT_MET in verdicts), best if good else quiet)
