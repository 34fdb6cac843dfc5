"""A desk over the network: facilitator, evaluator, observer, projector; the same port as in the exercise's process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import httpx

from simulator.doors.http.link import RECONNECT, RESEND, Link, refusal_of
from simulator.doors.http.view_reading import ViewReader
from simulator.engine.command_wire import encode_command
from simulator.engine.commands import Command, Refusal
from simulator.engine.control_view import ControlView
from simulator.engine.watch_views import ObserverView, ProjectorView
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.words import Translate, mark

V = TypeVar("V")

VIEWS: Mapping[str, type] = {view.__name__: view for view in (ControlView, EvaluatorDesk, ObserverView, ProjectorView)}
"""The views that a desk may have, by the name that comes with them."""

CODES = "/control/codes"

_LOST = mark("The connection to the exercise is lost. Trying again; what stands here may be old.")

BASES: Mapping[Part, str] = {
    Part.FACILITATOR: "/control",
    Part.EVALUATOR: "/control",
    Part.OBSERVER: "/observer",
    Part.PROJECTOR: "/projector",
}


class HttpControl(Generic[V]):
    """Implements ``ControlPort`` over HTTP. ``first`` is the answer of ``GET`` for the part's view. Raises KeyError
    where its class is not known here."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        grant: Grant,
        first: Mapping[str, Any],
        *,
        t: Translate,
        view: type[V] | None = None,
        reconnect: Sequence[float] = RECONNECT,
        resend: Sequence[float] = RESEND,
    ) -> None:
        """``t`` translates the domain ``doors``."""
        self.grant = grant
        self._t = t
        reader: ViewReader[V] = ViewReader(view or cast("type[V]", VIEWS[str(first["view"])]))
        self._link = Link(http, BASES[grant.part], reader, first, reconnect=reconnect, resend=resend)

    def view(self) -> V:
        return self._link.view

    async def changes(self) -> AsyncIterator[V]:
        async for view in self._link.changes():
            yield view

    async def send(self, command: Command, teams: tuple[str, ...] = ()) -> Mapping[str, Refusal]:
        """As ``ControlPort``; what refuses the request itself is told for every team that it names, or for ``""``."""
        found = await self._link.send({**encode_command(command), "teams": list(teams)})
        if isinstance(found, Refusal):
            return dict.fromkeys(teams or ("",), found)
        answers = {team: refusal_of({"refused": one}) for team, one in found.get("refused", {}).items()}
        return {team: refusal for team, refusal in answers.items() if refusal is not None}

    async def sheet(self) -> JoinSheet | Refusal:
        """As ``CodeDesk``: facilitators get the codes, nobody else does."""
        return _sheet(await self._link.ask(CODES))

    async def renew(self, grant: str) -> JoinSheet | Refusal:
        """As ``CodeDesk``."""
        return _sheet(await self._link.ask(CODES, {"grant": grant}))

    def now(self) -> int:
        return self._link.now()

    def trouble(self) -> str:
        link = self._link
        return link.trouble if link.connected or link.ended else self._t(_LOST)

    def connected(self) -> bool:
        return self._link.connected

    async def close(self) -> None:
        await self._link.close()


def _sheet(found: Mapping[str, Any] | Refusal) -> JoinSheet | Refusal:
    if isinstance(found, Refusal):
        return found
    try:
        codes = tuple(
            (Grant(str(one["grant"]), Part(one["part"]), one["team"], one["seat"]), str(one["code"]))
            for one in found["codes"]
        )
        return JoinSheet(tuple(str(address) for address in found["addresses"]), codes, str(found.get("proof", "")))
    except (KeyError, TypeError, ValueError):
        return Refusal("door.not_there")
