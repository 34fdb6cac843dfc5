"""A contact drill told from its log: who was to be called by whom, when each was reached, and who was not.

Times are scenario seconds from D1 00:00; minutes count from when the message started.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.engine.call_state import CUT_OFF, NONE, WAITING, Attempt, CallState
from simulator.engine.calls import limit_of
from simulator.engine.state import TeamState
from simulator.engine.talk_state import HEARD
from simulator.engine.world import World
from simulator.model.call_tree import Call, CallTree
from simulator.report.naming import Naming
from simulator.scoring.calls import Receipts
from simulator.words import mark


@dataclass(frozen=True, slots=True)
class CallLine:
    """One place of the call tree. ``outcome``: ``reached``, ``no_answer``, ``declines``, ``wrong_number``, ``waiting``
    (nothing came back), ``cut_off`` (it still rang when the exercise ended) or ``not_called``. ``by`` are the ways in
    which they were called, ``tries`` how often.

    ``limit`` is by when the call was to be made; ``on_time`` is None where there is no limit or no call. ``left_out``
    are the key points that were not repeated back. ``todo`` says what to do where it is not as it should be.
    """

    id: str
    depth: int
    who: str
    called_by: str
    number: str
    corrected: bool
    by: tuple[str, ...]
    tries: int
    called_at: int | None
    limit: int | None
    on_time: bool | None
    outcome: str
    reached_at: int | None
    stand_in: str
    """Who was reached in their place; empty where they were reached themselves."""
    repeated_at: int | None
    left_out: tuple[str, ...]
    todo: str


@dataclass(frozen=True, slots=True)
class CallTotals:
    """Counts of places, without the one where the message starts. ``asked`` leaves out those who do not take part."""

    places: int
    asked: int
    called: int
    reached: int
    repeated: int
    limited: int
    """Calls that have a limit."""
    on_time: int
    last_reached: int | None
    chain: tuple[str, ...]
    """The longest way that the message took."""


@dataclass(frozen=True, slots=True)
class CallDrill:
    """The drill of one team. ``started`` is None while the message has not started."""

    team: str
    title: str
    hours: str
    message: str
    started: int | None
    lines: tuple[CallLine, ...]
    totals: CallTotals

    @property
    def open(self) -> tuple[CallLine, ...]:
        """Those with whom something is left to do."""
        return tuple(line for line in self.lines if line.todo)


def call_drill(world: World, team: str, state: TeamState, lang: str) -> CallDrill | None:
    """The drill of ``team`` in the words of ``lang``; None where the scenario has no call tree."""
    tree = world.scenario.call_tree
    if tree is None:
        return None
    teller = _Teller(world, team, state, lang, tree)
    lines = tuple(teller.line(call) for call in teller.in_order())
    return CallDrill(
        team=team,
        title=teller.title(team),
        hours=tree.hours,
        message=teller.name.words(tree.message).strip(),
        started=teller.started,
        lines=lines,
        totals=teller.totals(lines),
    )


class _Teller:
    def __init__(self, world: World, team: str, state: TeamState, lang: str, tree: CallTree) -> None:
        self._world, self._state, self._lang, self._tree = world, state, lang, tree
        self.name = Naming(world, team, lang)
        self.t = self.name.t
        self._receipts = Receipts(tree, world.content.lexicons)
        self._texts = {r.reply.id: r.reply.parts.get("text", "") for r in state.responses}
        self._labels = {point.id: self.name.words(point.label) for point in tree.points}
        root = tree.root
        arrived = self._calls(root).arrived if root else None
        self.started = arrived.at if arrived else None

    def title(self, team: str) -> str:
        titles = self._world.teams[team].title
        return titles.get(self._lang) or next(iter(titles.values()), team)

    def in_order(self) -> Iterator[Call]:
        """The tree from its root, each call followed by those that its receiver makes."""
        todo = [self._tree.root] if self._tree.root else []
        while todo:
            call = todo.pop()
            yield call
            todo += [one for one in reversed(self._tree.calls) if one.called_by == call.id]

    def line(self, call: Call) -> CallLine:
        calls = self._calls(call)
        arrived, first = calls.arrived, calls.attempts[0] if calls.attempts else None
        limit = limit_of(self._state, call)
        instead = arrived is not None and arrived.whom != call.who
        outcome = _outcome(calls)
        left_out = self._left_out(arrived)
        return CallLine(
            id=call.id,
            depth=self._tree.depth(call.id),
            who=self.name.who(call.who),
            called_by=self._caller(call),
            number=calls.number or self._number(call.who),
            corrected=bool(calls.number),
            by=tuple(dict.fromkeys(one.by for one in calls.attempts if one.by)),
            tries=sum(1 for one in calls.attempts if one.by),
            called_at=first.at if first else None,
            limit=limit,
            on_time=None if limit is None or first is None else first.at <= limit,
            outcome=outcome,
            reached_at=arrived.ended if arrived else None,
            stand_in=self.name.who(arrived.whom) if arrived is not None and instead else "",
            repeated_at=arrived.repeated if arrived else None,
            left_out=left_out,
            todo=self._todo(call, calls, outcome, left_out),
        )

    def totals(self, lines: tuple[CallLine, ...]) -> CallTotals:
        made = [line for line in lines if line.depth]
        return CallTotals(
            places=len(made),
            asked=sum(line.outcome != "declines" for line in made),
            called=sum(line.called_at is not None for line in made),
            reached=sum(line.outcome == "reached" for line in made),
            repeated=sum(line.repeated_at is not None and not line.left_out for line in made),
            limited=sum(call.limit is not None for call in self._tree.to_make),
            on_time=sum(line.on_time is True for line in made),
            last_reached=max((line.reached_at for line in made if line.reached_at is not None), default=None),
            chain=self._chain(lines),
        )

    def _calls(self, call: Call) -> CallState:
        return self._state.calls.get(call.id, NONE)

    def _caller(self, call: Call) -> str:
        """Who made the call, or was to make it."""
        if call.called_by is None:
            return ""
        parent = self._tree.call[call.called_by]
        arrived = self._calls(parent).arrived
        return self.name.who(arrived.whom if arrived else parent.who)

    def _number(self, who: str) -> str:
        line = self._world.content.organization.contact(who)
        if line is None:
            return ""
        return self.name.words((line.night if self._tree.hours == "night" else None) or line.day)

    def _left_out(self, arrived: Attempt | None) -> tuple[str, ...]:
        words = self._texts.get(arrived.words, "") if arrived else ""
        return tuple(self._labels[point] for point in self._receipts.missing(words)) if words else ()

    def _todo(self, call: Call, calls: CallState, outcome: str, left_out: tuple[str, ...]) -> str:
        t, who = self.t, self.name.who(call.who)
        if outcome == "reached":
            arrived = calls.arrived
            if arrived is not None and arrived.repeated is None:
                return t("Got it, but did not repeat it back: have it repeated, so that nothing is misheard.")
            return t("Practise repeating back what was left out.") if left_out else ""
        if outcome == "not_called":
            caller = self._caller(call)
            if self._calls(self._tree.call[call.called_by or ""]).arrived is None:
                return t("Never called, since {caller} did not get the message: begin there.", caller=caller)
            return t("{caller} had the message and did not call: call now, and ask what was in the way.", caller=caller)
        if outcome == "declines":
            return t("Does not take part: ask by telephone why, and settle an emergency contact in the contract.")
        if outcome == "wrong_number":
            return t("Find out the right number, correct the contact network, and call again.")
        if outcome == "waiting":
            return t("Nothing came back: call by telephone until it is repeated back.")
        if outcome == CUT_OFF:
            return t("Still ringing when the exercise ended: call again until somebody answers.")
        instead = call.stand_in.who if call.stand_in else ""
        if instead and not calls.tried(instead):
            return t("Call the stand-in, {who}.", who=self.name.who(instead))
        if instead:
            return t("Neither {who} nor the stand-in was reached: add a second number or another stand-in.", who=who)
        return t("No answer and no stand-in: name one in the contact network.")

    def _chain(self, lines: tuple[CallLine, ...]) -> tuple[str, ...]:
        reached = [line for line in lines if line.outcome == "reached"]
        end = max(reached, key=lambda line: line.depth, default=None)
        names: list[str] = []
        at = self._tree.call.get(end.id) if end else None
        while at is not None:
            arrived = self._calls(at).arrived
            names.append(self.name.who(arrived.whom if arrived else at.who))
            at = self._tree.call.get(at.called_by or "")
        return tuple(reversed(names))


def _outcome(calls: CallState) -> str:
    if calls.arrived is not None:
        return "reached"
    if not calls.attempts:
        return "not_called"
    return try_outcome(calls.attempts[-1])


def try_outcome(attempt: Attempt) -> str:
    """How a try that reached nobody ended, as one of ``OUTCOMES``: of what is written nothing came back."""
    silent = attempt.outcome == CUT_OFF and attempt.by not in HEARD
    return WAITING if silent else attempt.outcome


OUTCOMES = {
    "reached": mark("reached"),
    "no_answer": mark("no answer"),
    "declines": mark("does not take part"),
    "wrong_number": mark("wrong number"),
    "waiting": mark("nothing came back"),
    "cut_off": mark("still ringing at the end"),
    "not_called": mark("not called"),
}
"""Outcomes of a call in words."""
