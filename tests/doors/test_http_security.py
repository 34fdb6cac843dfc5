"""What keeps a page, a server and their users safe: headers, names, origins, form tokens, limits, seals."""

import base64
import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from http_house import HOST, House, bearer, text

from simulator.doors.http.limits import BODY, Buckets
from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.doors.http.tokens import Pass, form_token, seal, unseal
from simulator.session.room_port import Person


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    yield found
    await found.close()
    assert found.errors == []


class Browser:
    """Signs in by the form, keeps the cookie, knows the form token as a page would."""

    def __init__(self, house: House) -> None:
        self.house, self.http = house, house.client()

    async def join(self, code: str = "CODE-BLUE-FRONT", **headers: str) -> httpx.Response:
        answer = await self.http.post(
            "/join",
            data={"code": code, "name": "", "occupied": "share"},
            headers={"accept": "text/html", "origin": HOST, **headers},
        )
        self.cookie = next(iter(self.http.cookies.values()), "")
        return answer

    @property
    def form_token(self) -> str:
        return form_token(self.house.room.key, self.cookie)

    async def answer(self, words: str = "by form", **more: str) -> httpx.Response:
        headers = {name: more.pop(name) for name in ("origin", "sec-fetch-site") if name in more}
        form = {
            "command": "submit-response",
            "role": "desk",
            "kind": "text",
            "inject": "I1",
            "parts.text": words,
            "form_token": self.form_token,
            **more,
        }
        return await self.http.post("/seat/commands", data=form, headers={"accept": "text/html", **headers})


@pytest.mark.parametrize("path", ["/", "/join", "/seat", "/nowhere", "/openapi.json", "/control"])
async def test_every_answer_carries_the_headers(house: House, path: str) -> None:
    headers = (await house.get(path)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers
    assert path == "/openapi.json" or headers["cache-control"] == "no-store"


async def test_a_form_signs_in_with_a_cookie_that_no_script_and_no_other_site_gets(house: House) -> None:
    answer = await Browser(house).join()

    assert (answer.status_code, answer.headers["location"]) == (303, "/seat")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


async def test_a_form_answers_and_goes_back_to_its_page(house: House) -> None:
    browser = Browser(house)
    await browser.join()
    answer = await browser.answer("line one\r\nline two", back="/seat/inject/I1?x=1#reply")

    assert (answer.status_code, answer.headers["location"]) == (303, "/seat/inject/I1?x=1&done=submit-response#reply")
    reply = house.room.session.states["blue"].responses[0].reply
    assert reply.parts == {"text": "line one\nline two"}


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nx: y", "seat", "/"]
)
async def test_a_form_never_leads_away(house: House, back: str) -> None:
    browser = Browser(house)
    await browser.join()

    assert (await browser.answer(back=back)).headers["location"] == "/seat?done=submit-response"


@pytest.mark.parametrize(
    "wrong",
    [
        {"form_token": ""},
        {"form_token": "0" * 64},
        {"form_token": "ü"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_another_sites_page_cannot_post(house: House, wrong: dict[str, str]) -> None:
    browser = Browser(house)
    await browser.join()

    assert (await browser.answer(**wrong)).status_code == 403
    assert house.room.session.states["blue"].responses == ()


async def test_another_sites_page_cannot_sign_anybody_in(house: House) -> None:
    browser = Browser(house)

    assert (await browser.join(origin="https://evil.example")).status_code == 403
    assert not browser.http.cookies


async def test_json_with_a_cookie_needs_the_form_token_too(house: House) -> None:
    browser = Browser(house)
    await browser.join()
    without = await browser.http.post("/seat/commands", json=text("x"))
    with_token = await browser.http.post("/seat/commands", json=text("x"), headers={"x-form-token": browser.form_token})

    assert [without.status_code, with_token.status_code] == [403, 200]


async def test_a_form_token_of_another_person_is_none(house: House) -> None:
    one, two = Browser(house), Browser(house)
    await one.join()
    await two.join()

    assert (await one.answer(form_token=two.form_token)).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "a b"])
async def test_a_name_that_is_not_ours_leads_nowhere(house: House, host: str) -> None:
    assert (await house.get("/join", host=host)).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:80", "192.0.2.7"])
async def test_addresses_and_own_names_lead_here(house: House, host: str) -> None:
    assert (await house.get("/join", host=host)).status_code == 200


@pytest.mark.parametrize("how", ["flip", "swap", "cut", "text", "long", "other key"])
async def test_a_pass_that_was_tampered_with_is_none(house: House, how: str) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    body = json.loads(raw[32:])
    body[0] = "g5"
    forged = {
        "flip": token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1],
        "swap": base64.urlsafe_b64encode(raw[:32] + json.dumps(body).encode()).decode(),
        "cut": token[:30],
        "text": "not a token ü",
        "long": "A" * 5000,
        "other key": seal(b"x" * 32, Pass("g5", Person("p", "en", "http"))),
    }[how]

    assert unseal(house.room.key, forged) is None
    for path in ("/seat", "/control"):
        answer = await house.http.get(path, headers={b"authorization": b"Bearer " + forged.encode()})
        assert answer.status_code == 401


async def test_wrong_codes_are_slowed_down_and_tell_nothing(house: House) -> None:
    answers = [await house.http.post("/join", json={"code": f"WRONG-{n}"}) for n in range(7)]

    assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 2
    assert {answer.json()["refused"]["code"] for answer in answers[:5]} == {"code.unknown"}
    assert (await house.http.post("/join", json={"code": "CODE-BLUE-FRONT"})).status_code == 429


async def test_a_person_who_asks_too_much_waits_and_others_do_not(house: House) -> None:
    busy, other = await house.token("CODE-BLUE-FRONT"), await house.token("CODE-BLUE-BACK")
    codes = {(await house.get("/seat", busy)).status_code for _ in range(140)}

    assert codes == {200, 429}
    assert (await house.get("/seat", other)).status_code == 200
    house.now = 10.0
    assert (await house.get("/seat", busy)).status_code == 200


def test_a_bucket_fills_again_and_forgets_old_names() -> None:
    now = 0.0
    buckets = Buckets(rate=1, burst=2, now=lambda: now, most=2)

    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    now = 1.0
    assert [buckets.take("a"), buckets.take("a")] == [True, False]
    buckets.take("b")
    buckets.take("c")
    assert len(buckets._left) == 2


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * (BODY + 1), "application/json", 413),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"--x", "multipart/form-data; boundary=x", 415),
        (b'{"command": "mark-read", "inject": "I1", "key": 5}', "application/json", 400),
        (b'{"command": "mark-read", "inject": "I1", "key": "a b"}', "application/json", 400),
        (b'{"command": "mark-read", "inject": "I1", "teams": ["red"]}', "application/json", 200),
        (b'{"command": "mark-read", "inject": "I1", "since": {}}', "application/json", 200),
        (b'{"command": "submit-response"}', "application/json", 400),
        (b'{"command": "mark-read", "inject": "I1\\ud800"}', "application/json", 422),
    ],
)
async def test_bodies_that_cannot_be_used_are_refused(house: House, body: bytes, kind: str, status: int) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    answer = await house.http.post("/seat/commands", content=body, headers=bearer(token) | {"content-type": kind})

    assert answer.status_code == status
    assert house.room.session.states["red"].read == frozenset()


async def test_a_body_without_a_length_is_measured_too(house: House) -> None:
    token = await house.token("CODE-BLUE-FRONT")

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536

    headers = bearer(token) | {"content-type": "application/json"}
    assert (await house.http.post("/seat/commands", content=endless(), headers=headers)).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_other_methods_do_nothing(house: House, method: str) -> None:
    token = await house.token("CODE-BLUE-FRONT")
    answer = await house.http.request(method, "/seat", headers=bearer(token))

    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


async def test_names_are_one_short_line_without_control_characters(house: House) -> None:
    await house.token("CODE-BLUE-FRONT", name="a\x1b[31m\r\nb\u202e" + "x" * 500, section="<b>")
    person = house.room.ports[0].person

    assert not re.search(r"[\x00-\x1f\u202e]", person.name)
    assert len(person.name) == 60


async def test_a_bug_is_answered_without_its_words(house: House) -> None:
    def broken(code: str, source: str) -> None:
        raise RuntimeError("secret details")

    house.room.admit = broken  # type: ignore[method-assign]
    answer = await house.http.post("/join", json={"code": "x"})

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert [str(error) for error in house.errors] == ["secret details"]
    house.errors.clear()


async def test_a_refused_form_shows_its_page_again_with_what_was_typed(house: House) -> None:
    shown: list[tuple[PageKind, PageContext]] = []

    class Watching:
        def render(self, kind: PageKind, view: object, context: PageContext) -> str:
            shown.append((kind, context))
            return "<p>"

        def asset(self, name: str) -> None:
            return None

    from simulator.doors.http.app import http_app

    house.app = http_app(house.room, pages=Watching())
    browser = Browser(house)
    await browser.join()
    answer = await browser.answer("   ", back="/seat/inject/I1?q=abc")
    kind, context = shown[-1]

    assert answer.status_code == 422
    assert (kind, context.item, context.query, context.path) == (PageKind.INJECT, "I1", "abc", "/seat/inject/I1")
    assert context.refusal is not None
    assert context.refusal.code == "response.empty"
    assert context.form["parts.text"] == ("   ",)
