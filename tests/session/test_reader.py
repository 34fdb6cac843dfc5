"""The second reader, against a small server on this machine: what it is sent, what comes of its answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support.small import DAY_ONE, content, team

from simulator.cli.main import main
from simulator.engine.commands import JumpTo, RecordJudgements, StartTeam, SubmitResponse
from simulator.log.sqlite import create_log
from simulator.model.verdict import Confidence, Judgement, Verdict
from simulator.session.opening import create_exercise, open_log
from simulator.session.reader import is_on_own_network
from simulator.session.runner import Session
from simulator.session.scoring import score_card

START = 1_700_000_000_000


@dataclass
class Fake:
    """An endpoint that keeps what it was sent and answers what it is told to."""

    url: str = ""
    status: int = 200
    content: str = '{"verdict": "met", "reason": "it says so"}'
    location: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def fake() -> Iterator[Fake]:
    told = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            told.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
            body = json.dumps({"choices": [{"message": {"content": told.content}}]}).encode()
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """S1 was met by a reply, S2 was expected and nothing observed."""
    path = tmp_path / "one.sqlite"
    store = create_log(path, "one")
    opened = create_exercise(store, content(), (team(),), {}, DAY_ONE, "en", START)
    session = Session(store, opened.world, dict(opened.states))
    session.submit("blue", StartTeam(at=START))
    said = SubmitResponse(
        at=START, seat="front", role="desk", kind="text", inject="I1", parts={"text": "We rang the head. SECRETWORD"}
    )
    session.submit("blue", said)
    met = Judgement("S1", Verdict.MET, Confidence.AUTO, "core")
    session.submit("blue", RecordJudgements(at=START, reply="r1", judgements=(met,)))
    session.submit("blue", JumpTo(at=START, scenario=9 * 3600 + 600))
    store.close()
    return path


def score(log: Path, *more: str) -> int:
    return main(["score", str(log), "--json", "--lang", "en", *more])


def steps(log: Path) -> dict[str, Any]:
    opened = open_log(str(log), log.parent)
    opened.store.close()
    return {step.step: step for step in score_card(opened).teams[0].steps}


def test_nothing_is_sent_unless_asked_for(fake: Fake, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(log) == 0
    assert fake.asked == []
    assert '"opinion": null' in capsys.readouterr().out


def test_its_opinion_stands_beside_the_verdict_and_moves_no_point(fake: Fake, log: Path) -> None:
    before = steps(log)["S1"]
    assert score(log, "--reader", fake.url, "--reader-model", "small") == 0
    after = steps(log)["S1"]

    assert (after.verdict, after.points, after.proposed) == (before.verdict, before.points, before.proposed)
    assert (after.opinion.verdict, after.opinion.words, after.opinion.model) == (Verdict.MET, "it says so", "small")


def test_the_printed_card_shows_it(fake: Fake, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", str(log), "--lang", "en", "--reader", fake.url, "--reader-model", "small"])

    assert "Second reader (small): ◎met. it says so" in capsys.readouterr().out


def test_where_it_differs_the_step_waits_for_an_evaluator(fake: Fake, log: Path) -> None:
    fake.content = '{"verdict": "not_met", "reason": "only a call"}'
    score(log, "--reader", fake.url)
    after = steps(log)["S1"]

    assert (after.verdict, after.points, after.proposed) == (Verdict.MET, 200, True)


def test_it_is_shown_the_clause_and_the_replies_and_no_seat(fake: Fake, log: Path) -> None:
    score(log, "--reader", fake.url)
    prompts = [asked["messages"][1]["content"] for asked in fake.asked]
    about_s1 = next(prompt for prompt in prompts if "clause-S1" in prompt)

    assert "We rang the head." in about_s1
    assert "front" not in about_s1
    assert {asked["path"] for asked in fake.asked} == {"/v1/chat/completions"}


def test_the_log_keeps_model_and_hash_and_asks_no_second_time(fake: Fake, log: Path) -> None:
    score(log, "--reader", fake.url, "--reader-model", "small")
    first = len(fake.asked)
    score(log, "--reader", fake.url, "--reader-model", "small")
    opened = open_log(str(log), log.parent)
    opened.store.close()
    opinion = opened.states["blue"].opinions[0]

    assert len(fake.asked) == first > 0
    assert (opinion.model, len(opinion.prompt_sha), opinion.replies) == ("small", 64, ("r1",))
    assert main(["log", "verify", str(log)]) == 0


@pytest.mark.parametrize("answer", ["", "no json", '{"verdict": "splendid"}', '{"reason": "x"}', "[1]", "}{"])
def test_an_answer_that_cannot_be_read_costs_nothing(
    fake: Fake, log: Path, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.content = answer

    assert score(log, "--reader", fake.url) == 0
    assert "could not be read" in capsys.readouterr().err
    assert steps(log)["S1"].opinion is None


def test_json_wrapped_in_other_words_is_understood(fake: Fake, log: Path) -> None:
    fake.content = 'Sure!\n```json\n{"verdict": "PARTIAL", "reason": "half"}\n```'
    score(log, "--reader", fake.url)

    assert steps(log)["S1"].opinion.verdict is Verdict.PARTIAL


def test_control_characters_in_an_answer_reach_no_terminal(
    fake: Fake, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.content = '{"verdict": "met", "reason": "\\u001b[2Jgone"}'
    main(["score", str(log), "--lang", "en", "--reader", fake.url])
    shown = capsys.readouterr()

    assert "\x1b[2J" not in shown.out + shown.err


@pytest.mark.parametrize(("status", "words"), [(500, "refused (HTTP 500)"), (404, "refused (HTTP 404)")])
def test_an_endpoint_that_fails_is_named(
    fake: Fake, log: Path, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.status = status

    assert score(log, "--reader", fake.url) == 2
    assert words in capsys.readouterr().err


def test_it_may_not_send_replies_on_to_another_address(fake: Fake, log: Path) -> None:
    fake.status, fake.location = 307, "http://example.com/v1/chat/completions"

    assert score(log, "--reader", fake.url) == 2
    assert len(fake.asked) == 1


def test_nobody_there(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(log, "--reader", "http://127.0.0.1:9/v1") == 2
    assert "does not answer" in capsys.readouterr().err


def test_an_address_outside_is_refused_before_anything_is_sent(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(log, "--reader", "https://api.example.com/v1") == 2
    assert "outside your own network" in capsys.readouterr().err
    assert score(log, "--reader", "ftp://127.0.0.1/") == 2


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.5/v1", True),
        ("http://10.0.0.7/v1", True),
        ("http://gpu01/v1", True),
        ("http://llm.city.internal/v1", True),
        ("http://8.8.8.8/v1", False),
        ("https://api.example.com/v1", False),
        ("https://example.com.evil.net/v1", False),
        ("http:///v1", False),
        ("http://[broken/v1", False),
    ],
)
def test_what_counts_as_the_own_network(url: str, own: bool) -> None:
    assert is_on_own_network(url) is own
