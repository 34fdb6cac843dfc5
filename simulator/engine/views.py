"""What one seat may know, in its language. Secrets are left out here; no screen hides anything.

A seat's view holds only what its roles received and what the team has said: nothing of injects to come, of other
seats' injects, of expected steps, traps, notes, unopened hints, verdicts, or other teams.
"""

from __future__ import annotations

from simulator.engine.call_views import calls_view, concerns
from simulator.engine.contact_views import ContactView, Words, contact_network
from simulator.engine.events import SeatSetup
from simulator.engine.presence import is_played
from simulator.engine.quiz_views import is_open_quiz, is_quiz, solution_view
from simulator.engine.state import Response, TeamState
from simulator.engine.talk_views import talk_views
from simulator.engine.timetable_view import timetable_view
from simulator.engine.view_shapes import (
    AskView,
    FieldView,
    InjectView,
    MateView,
    OptionView,
    PhaseView,
    ReplyView,
    RoleView,
    SeatView,
)
from simulator.engine.world import World
from simulator.engine.wrap_up_views import wrap_up_view
from simulator.model.base import Text
from simulator.model.scenario import Ask, Inject, ResponseKind, in_form_order

__all__ = [
    "AskView",
    "ContactView",
    "FieldView",
    "InjectView",
    "MateView",
    "OptionView",
    "PhaseView",
    "ReplyView",
    "RoleView",
    "SeatView",
    "inbox_and_chronology",
    "looks_the_same",
    "phase_view",
    "seat_view",
]


def seat_view(
    world: World,
    team: str,
    state: TeamState,
    seat_id: str,
    lang: str,
    person: str = "",
    *,
    before: SeatView | None = None,
) -> SeatView | None:
    """The view of a seat in ``lang``; None where there is no such seat. ``person``: as in ``wrap_up_view``.

    ``before`` is an earlier view of the same seat in the same language, or none: what has not changed since is taken
    from there, so that a change costs what it changes. The result is the same either way.
    """
    seat = world.seat(team, seat_id)
    if seat is None:
        return None
    words = world.words(lang)
    talks = talk_views(world, words, state, seat)
    unheard = (talk.id for talk in talks if not talk.own and talk.status in _NOT_HEARD)
    sealed = frozenset() if state.finished else frozenset(unheard)
    inbox, chronology = inbox_and_chronology(world, words, state, seat, before, sealed)
    setup = world.teams[team]
    return SeatView(
        seq=state.seq,
        lang=lang,
        scenario_title=words(world.scenario.title),
        team_title=Text(setup.title).to(lang),
        seat=seat.id,
        roles=tuple(_role(world, words, role) for role in seat.roles),
        mates=tuple(
            MateView(s.id, tuple(words(world.content.title_of(r)) for r in s.roles), is_played(state, s))
            for s in setup.seats
            if s.id != seat.id
        ),
        day_one=world.day_one.isoformat(),
        clock=state.clock,
        began=state.began,
        started=state.started,
        finished=state.finished,
        phase=phase_view(world, words, state),
        phases_done=tuple(words(world.scenario.phase[visit.phase].title) for visit in state.visits[:-1]),
        inbox=inbox,
        chronology=chronology,
        contacts=world.kept(("contacts", lang), lambda: contact_network(world, words)),
        timetable=timetable_view(world, words, state, seat),
        calls=calls_view(world, words, state, seat),
        wrap_up=wrap_up_view(world, words, state, seat, person),
        talks=talks,
    )


_NOT_HEARD = frozenset({"ringing", "unread", "missed"})
"""How a talk stands at a seat that has not heard or read what it begins with."""

_UNSEEN = frozenset(
    ("seq", "last_at", "standing", "judged", "done", "harms", "opinions", "overrides", "observations", "moments")
)
_SEEN = tuple(name for name in TeamState._fields if name not in _UNSEEN)


def looks_the_same(one: TeamState, other: TeamState) -> bool:
    """Whether no seat sees a difference between two states of a team: nothing but verdicts and the like came between.

    Then a view of the one (with its ``seq``) does for the other, and nobody needs to be told.
    """
    return all(getattr(one, name) is getattr(other, name) for name in _SEEN)


def inbox_and_chronology(
    world: World,
    words: Words,
    state: TeamState,
    seat: SeatSetup,
    before: SeatView | None = None,
    sealed: frozenset[str] = frozenset(),
) -> tuple[tuple[InjectView, ...], tuple[ReplyView, ...]]:
    """What ``seat`` has received, and what the team has said as far as the seat may know; ``before`` as above. The
    words of the replies ``sealed`` are not told."""
    roles = frozenset(seat.roles)
    mine = [inject for inject, delivery in state.delivered.items() if not roles.isdisjoint(delivery.to)]
    visible = frozenset(mine)
    quizzes = [inject for inject in mine if is_quiz(world.scenario.inject[inject])]
    open_quizzes = frozenset(inject for inject in quizzes if is_open_quiz(world, state, seat, inject))
    known = before.chronology if before is not None else ()
    if any(reply.sealed != (reply.id in sealed) for reply in known):
        before = None
    if before is None or quizzes or not _goes_on(world, state, mine, before):
        before = None
    told = state.responses[len(before.chronology) :] if before is not None else state.responses
    new = tuple(
        _reply(world, words, seat, response, visible, open_quizzes, sealed)
        for response in told
        if concerns(response.reply, seat)
    )
    chronology = new if before is None else before.chronology + new
    answered = {reply.inject for reply in new}
    seen = before.inbox if before is not None else ()
    inbox = tuple(
        seen[at]
        if at < len(seen) and inject not in answered and _is_as_it_was(seen[at], state, seat)
        else _inject(world, words, state, seat, world.scenario.inject[inject], at + 1, chronology)
        for at, inject in enumerate(mine)
    )
    return inbox, chronology


def _goes_on(world: World, state: TeamState, mine: list[str], before: SeatView) -> bool:
    """Whether everything that ``before`` told still stands as it is, with more behind it.

    An earlier reply is told anew where the inject that it answers reaches this seat only now; in a contact drill a
    seat does not hear of every reply.
    """
    seen = len(before.inbox)
    if world.scenario.call_tree is not None or (seen and (len(mine) < seen or mine[seen - 1] != before.inbox[-1].id)):
        return False
    return not any(inject in state.answered for inject in mine[seen:])


def _is_as_it_was(known: InjectView, state: TeamState, seat: SeatSetup) -> bool:
    """Whether it was neither read nor were hints opened since; replies are looked at elsewhere."""
    return ((known.id, seat.id) in state.read) == known.read and state.hints.get(known.id, 0) == len(known.hints)


def _role(world: World, words: Words, role: str) -> RoleView:
    organization = world.content.organization
    found = organization.roles.get(role)
    if found is None:
        return RoleView(role, role, "", "")
    return RoleView(role, words(found.title), words(organization.section_of[role].title), words(found.duty))


def phase_view(world: World, words: Words, state: TeamState) -> PhaseView | None:
    """The phase in which the team is."""
    if state.phase is None:
        return None
    phase = world.scenario.phase[state.phase]
    return PhaseView(phase.id, words(phase.title), words(phase.brief), state.phase_entered)


def _inject(
    world: World,
    words: Words,
    state: TeamState,
    seat: SeatSetup,
    inject: Inject,
    number: int,
    chronology: tuple[ReplyView, ...],
) -> InjectView:
    delivery = state.delivered[inject.id]
    shown = state.hints.get(inject.id, 0)
    return InjectView(
        id=inject.id,
        number=number,
        title=words(inject.title),
        channel=inject.channel,
        sender=words(world.content.title_of(inject.sender)),
        to=tuple(words(world.content.title_of(role)) for role in delivery.to),
        role_ids=tuple(role for role in seat.roles if role in delivery.to),
        at=delivery.at,
        body=words(inject.body),
        attachments=tuple((words(a.name), words(a.text)) for a in inject.attachments),
        ask=None if inject.ask is None else _ask(words, inject.ask, delivery.at),
        read=(inject.id, seat.id) in state.read,
        answered_at=_first_answer(state, seat, inject.id, own=True),
        hints=tuple(words(hint) for hint in inject.hints[:shown]),
        hints_left=len(inject.hints) - shown,
        replies=tuple(reply for reply in chronology if reply.inject == inject.id),
        solution=solution_view(world, words, state, seat, inject),
        others_at=None if is_quiz(inject) else _first_answer(state, seat, inject.id, own=False),
        caller=_caller(world, seat, inject),
    )


def _first_answer(state: TeamState, seat: SeatSetup, inject: str, *, own: bool) -> int | None:
    """The second of the first answer to ``inject`` by ``seat`` (``own``) or by any other."""
    found = (r.reply.at for r in state.responses if r.reply.inject == inject and (r.seat == seat.id) == own)
    return next(found, None)


def _caller(world: World, seat: SeatSetup, inject: Inject) -> str | None:
    reachable = world.kept("reachable", lambda: _reachable(world))
    return inject.sender if inject.sender in reachable and inject.sender not in seat.roles else None


def _reachable(world: World) -> frozenset[str]:
    """Whom the contact network of the exercise holds."""
    organization = world.content.organization
    return frozenset((*organization.roles, *(party.id for party in organization.cast(world.scenario.id))))


def _ask(words: Words, ask: Ask, delivered: int) -> AskView:
    return AskView(
        kind=ask.kind,
        prompt=words(ask.prompt),
        options=tuple(OptionView(option.id, words(option.label)) for option in ask.options),
        fields=tuple(FieldView(f.id, words(f.label), f.kind, words(f.help), f.required) for f in ask.fields),
        due=None if ask.limit is None else delivered + ask.limit,
        many=ask.many,
    )


def _reply(
    world: World,
    words: Words,
    seat: SeatSetup,
    response: Response,
    visible: frozenset[str],
    open_quizzes: frozenset[str],
    sealed: frozenset[str],
) -> ReplyView:
    """A reply as the team sees it; what it answers is named only where this seat received it too."""
    parts = {} if response.reply.id in sealed else response.reply.parts
    reply = response.reply
    options = () if reply.inject in open_quizzes else reply.options
    inject = world.scenario.inject[reply.inject] if reply.inject in visible and reply.inject else None
    ask = inject.ask if inject else None
    asked = world.scenario.inject[reply.inject].ask if reply.inject else None
    labels = {option.id: words(option.label) for option in ask.options} if ask else {}
    fields = {field.id: words(field.label) for field in ask.fields} if ask else {}
    return ReplyView(
        id=reply.id,
        at=reply.at,
        role=reply.role,
        role_title=words(world.content.title_of(reply.role)),
        kind=ResponseKind(reply.kind),
        inject=inject.id if inject else None,
        inject_title=words(inject.title) if inject else "",
        # What somebody else chose from stands in an inject of theirs: here it has no words, and an id says nothing.
        options=tuple(labels[option] for option in options if option in labels),
        to=tuple(words(world.content.title_of(who)) for who in reply.to),
        by=reply.by,
        words=tuple((fields.get(part, ""), text) for part, text in in_form_order(asked, parts)),
        own=response.seat == seat.id,
        to_own=tuple(words(world.content.title_of(who)) for who in reply.to if who in seat.roles),
        sealed=reply.id in sealed,
    )
