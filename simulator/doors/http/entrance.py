"""What the resources of one exercise share: who asks, whether they may, and how they are answered."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from simulator.doors.http import reading
from simulator.doors.http.answers import refused, status_of
from simulator.doors.http.guarding import comes_from_elsewhere
from simulator.doors.http.limits import Buckets
from simulator.doors.http.pages_port import PageContext, PageKind, Pages
from simulator.doors.http.tokens import Pass, form_token, is_form_token, unseal
from simulator.doors.http.visits import Visit, Visits
from simulator.engine.commands import Refusal
from simulator.model.safe_text import visible_line
from simulator.session.room_port import Part, Person, Room

_FRAGMENT = re.compile(r"[A-Za-z0-9-]{0,40}")
DESKS = frozenset({Part.FACILITATOR, Part.EVALUATOR})
HOME: Mapping[Part, str] = {
    Part.SEAT: "/seat",
    Part.FACILITATOR: "/control",
    Part.EVALUATOR: "/control",
    Part.OBSERVER: "/observer",
    Part.PROJECTOR: "/projector",
}
"""Where each part of an exercise finds its view."""

EVALUATOR = "/evaluator"
"""Where an evaluator finds the desk in a browser; ``/control`` has the board there."""


@dataclass(frozen=True)
class Entrance:
    """The exercise, its visits, its pages and its limits. ``now`` counts seconds; ``secure`` tells of TLS."""

    room: Room
    pages: Pages
    visits: Visits
    posts: Buckets
    strangers: Buckets
    secure: bool = False

    @property
    def cookie(self) -> str:
        """Cookies do not tell ports apart: two exercises on one machine need names of their own."""
        mark = hashlib.sha256(self.room.exercise.encode()).hexdigest()[:8]
        return f"__Host-tabletop-{mark}" if self.secure else f"tabletop-{mark}"

    def token(self, request: Request) -> str:
        """What the sender carries: a program as a bearer token, a browser as a cookie."""
        if _bears_token(request):
            return request.headers["authorization"].partition(" ")[2].strip()
        return request.cookies.get(self.cookie, "")

    def known(self, request: Request) -> Pass | None:
        return unseal(self.room.key, self.token(request))

    def visit(self, request: Request, parts: frozenset[Part], path: str = "") -> Visit | Refusal:
        """The visit of whoever asks for ``path``; refused where they are nobody, revoked, or of another part."""
        found = self.known(request)
        if found is None:
            return Refusal("door.not_signed_in")
        grant = self.room.grant(found.grant)
        if grant is None:
            return Refusal("code.revoked")
        if grant.part not in parts:
            return Refusal("door.not_yours")
        if not self.posts.take(found.person.id):
            return Refusal("door.too_many")
        board = path == HOME[Part.EVALUATOR] and found.person.door == "browser"
        return self.visits.enter(grant, found.person, board=board)

    def may_post(self, request: Request, given: str) -> Refusal | None:
        """None where the post comes from a program or from a page of our own; ``given`` is the form's token."""
        if comes_from_elsewhere(request):
            return Refusal("door.elsewhere")
        if _bears_token(request) or self.cookie not in request.cookies:
            return None
        given = given or request.headers.get("x-form-token", "")
        return None if is_form_token(self.room.key, self.token(request), given) else Refusal("door.form_token")

    def context(self, request: Request, visit: Visit | None, **more: object) -> PageContext:
        """What a page needs beside its view."""
        fragment = request.headers.get("x-fragment", "")
        base = PageContext(
            lang=reading.language_of(request),
            path=request.url.path,
            fragment=fragment if _FRAGMENT.fullmatch(fragment) else "",
            key=secrets.token_hex(8),
            query=request.query_params.get("q", "")[:200],
            asked={name: value[:200] for name, value in request.query_params.items()},
            done=request.query_params.get("done", "")[:40],
        )
        if visit is not None:
            more = {
                "lang": visit.person.lang,
                "part": visit.grant.part,
                "team": visit.grant.team,
                "person": visit.person,
                "now": visit.port.now(),
                "form_token": form_token(self.room.key, self.token(request)),
                "position": visit.feed.position,
                "trouble": visit.feed.trouble,
                **more,
            }
        return replace(base, **more)  # type: ignore[arg-type]

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as the sender can read it."""
        if not reading.wants_page(request):
            return refused(refusal)
        found = self.known(request)
        lang = found.person.lang if found is not None else reading.language_of(request)
        page = self.pages.render(
            PageKind.REFUSED, None, self.context(request, None, refusal=refusal, lang=lang, fragment="")
        )
        return html(page, status_of(refusal))


def _bears_token(request: Request) -> bool:
    """Whether a token comes with the request that no browser sends by itself, as it does cookies and passwords."""
    return request.headers.get("authorization", "").partition(" ")[0].lower() == "bearer"


def home_of(part: Part) -> str:
    """The page on which somebody of ``part`` begins."""
    return EVALUATOR if part is Part.EVALUATOR else HOME[part]


def html(page: str, status: int = 200) -> Response:
    return Response(page.encode("utf-8", "replace"), status, media_type="text/html")


def source_of(request: Request) -> str:
    """The address that the request comes from; nothing that the sender says of themselves."""
    return request.client.host if request.client is not None else ""


def person_of(name: str, section: str, lang: str, door: str) -> Person:
    """Somebody new, with what they say of themselves in a length that fits a screen."""
    return Person(secrets.token_hex(8), lang, door, _line(name), _line(section))


def _line(text: str) -> str:
    return visible_line(" ".join(text.split()))[:60]
