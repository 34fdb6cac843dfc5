"""The application: every resource of one exercise, with what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.doors.http.answers import refused
from simulator.doors.http.codes import PATH as CODES
from simulator.doors.http.codes import Codes
from simulator.doors.http.entrance import DESKS, EVALUATOR, Entrance
from simulator.doors.http.guarding import Guard, names_allowed
from simulator.doors.http.joining import Joining
from simulator.doors.http.limits import Buckets
from simulator.doors.http.pages.web_pages import WebPages
from simulator.doors.http.pages_port import Pages
from simulator.doors.http.playing import Playing
from simulator.doors.http.visits import Visits
from simulator.engine.commands import Refusal
from simulator.session.room_port import Part, Room

LOCAL_NAMES = frozenset({"localhost"})
_AN_HOUR = "public, max-age=3600"
_WRONG_METHOD = 405


class HttpApp:
    """An ASGI application. ``close`` ends every stream and gives every port back."""

    def __init__(self, app: ASGIApp, visits: Visits, routes: Sequence[BaseRoute]) -> None:
        self._app, self.visits, self.routes = app, visits, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    async def close(self) -> None:
        await self.visits.close()


def http_app(
    room: Room,
    *,
    pages: Pages | None = None,
    names: frozenset[str] = LOCAL_NAMES,
    secure: bool = False,
    given_certificate: bool = False,
    now: Callable[[], float] = monotonic,
    on_error: Callable[[BaseException], None] = lambda _: None,
) -> HttpApp:
    """The application for ``room``.

    ``names`` are the names by which clients may call this server, beside its addresses. ``secure``: it is reached by
    TLS. ``now`` counts seconds, for limits. ``on_error`` hears of every bug; its sender is told, the others go on.
    """
    visits = Visits(room, now, on_error)
    entrance = Entrance(
        room=room,
        pages=pages or WebPages(),
        visits=visits,
        posts=Buckets(rate=30, burst=120, now=now),
        strangers=Buckets(rate=20, burst=200, now=now),
        secure=secure,
    )

    async def failed(request: Request, _: Exception) -> Response:
        return entrance.refuse(request, Refusal("door.error"))

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return entrance.refuse(request, Refusal("door.method" if status == _WRONG_METHOD else "door.not_there"))

    app = Starlette(
        routes=_routes(entrance),
        exception_handlers={HTTPException: missing, Exception: failed},
    )
    guarded = Guard(
        _Reporting(app, on_error),
        names_allowed(frozenset(name.lower() for name in names)),
        strict_transport=given_certificate,
    )
    return HttpApp(guarded, visits, app.routes)


def _routes(entrance: Entrance) -> list[BaseRoute]:
    joining = Joining(entrance)
    seat = Playing(entrance, "/seat", frozenset({Part.SEAT}))
    routes: list[BaseRoute] = [
        Route("/", joining.home, methods=["GET"]),
        Route("/join", joining.form, methods=["GET"]),
        Route("/join", joining.join, methods=["POST"]),
        Route("/leave", joining.leave, methods=["POST"]),
        Route("/static/{name}", _Assets(entrance), methods=["GET"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
    ]
    for base, parts in (
        ("/seat", frozenset({Part.SEAT})),
        ("/control", DESKS),
        (EVALUATOR, frozenset({Part.EVALUATOR})),
        ("/observer", frozenset({Part.OBSERVER})),
        ("/projector", frozenset({Part.PROJECTOR})),
    ):
        playing = Playing(entrance, base, parts)
        routes += [
            Route(base, playing.show, methods=["GET"]),
            Route(f"{base}/events", _Stream(playing), methods=["GET"]),
        ]
        if base in {"/seat", "/control", EVALUATOR}:
            routes.append(Route(f"{base}/commands", playing.command, methods=["POST"]))
    codes = Codes(entrance)
    routes += [
        Route(CODES, codes.show, methods=["GET"]),
        Route(CODES, codes.renew, methods=["POST"]),
        Route("/seat/inject/{inject}", seat.show, methods=["GET"]),
        Route("/seat/{section}", seat.show, methods=["GET"]),
        Route(f"{EVALUATOR}/{{page}}", Playing(entrance, EVALUATOR, frozenset({Part.EVALUATOR})).show, methods=["GET"]),
    ]
    return routes


async def _openapi(_: Request) -> Response:
    from simulator.doors.http.openapi import openapi_json

    return Response(openapi_json(), media_type="application/json", headers={"cache-control": _AN_HOUR})


class _Stream:
    """Events without Starlette's own responses: many of them are open at once."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._playing.events(scope, receive, send)


class _Assets:
    """The files of the pages, which are the same for everybody."""

    def __init__(self, entrance: Entrance) -> None:
        self._in = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._in.pages.asset(str(scope["path_params"]["name"]))
        if found is None:
            answer = refused(Refusal("door.not_there"))
        else:
            answer = Response(found[0], headers={"content-type": found[1], "cache-control": _AN_HOUR})
        await answer(scope, receive, send)


class _Reporting:
    """A bug has been answered with 500 by now; it is reported, and the server goes on."""

    def __init__(self, app: ASGIApp, on_error: Callable[[BaseException], None]) -> None:
        self._app, self._on_error = app, on_error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - one request may fail, never the server
            self._on_error(error)
