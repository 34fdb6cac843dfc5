"""``tabletop host``: opens, tells where to join, lets people in, closes in order, goes on later."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from simulator.cli import main as cli
from simulator.cli.host_doors import NoAddress, read_where

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@contextmanager
def hosted(
    cwd: Path, *arguments: str, told: IO[str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """A server of its own, and what it said; ``told`` is where its standard error goes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(cwd), "XDG_RUNTIME_DIR": str(cwd)}
    call = [sys.executable, "-m", "simulator", "host", "--json", "--http", "127.0.0.1:0", "--lang", "en", *arguments]
    with subprocess.Popen(call, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=told, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def base_of(said: dict[str, Any]) -> str:
    return str(said["addresses"]["browser"][0])


def code_of(said: dict[str, Any], part: str, seat: str | None = None) -> str:
    return next(str(one["code"]) for one in said["codes"] if (one["part"], one["seat"]) == (part, seat))


def joined(client: httpx.Client, code: str) -> dict[str, str]:
    answer = client.post("/join", json={"code": code, "name": "somebody"})
    assert answer.status_code == 201
    return {"authorization": f"Bearer {answer.json()['token']}"}


def test_a_killed_server_goes_on_where_it_was_with_the_same_codes(tmp_path: Path) -> None:
    with hosted(tmp_path, "tutorial", "--start", "--hand-out", "cards.html") as (process, said):
        seat = next(one for one in said["codes"] if one["part"] == "seat")
        with httpx.Client(base_url=base_of(said)) as client:
            me = joined(client, seat["code"])
            view = client.get("/seat", headers=me).json()["fields"]
            assert view["started"] is True
            role = view["roles"][0]["id"]
            sent = client.post(
                "/seat/commands",
                headers=me,
                json={
                    "command": "submit-response",
                    "kind": "text",
                    "role": role,
                    "parts": {"text": "kept"},
                    "key": "1",
                },
            )
            assert sent.json()["done"] is True
        process.kill()
        process.wait(20)
    cards = (tmp_path / "cards.html").read_text(encoding="utf-8")
    assert all(one["code"] in cards for one in said["codes"])
    assert re.search(r"(src|href)=", cards) is None

    with hosted(tmp_path, "--resume", said["exercise"]) as (process, again):
        assert again["codes"][0]["code"] == said["codes"][0]["code"]
        with httpx.Client(base_url=base_of(again)) as client:
            # The token of before the restart still lets them in.
            view = client.get("/seat", headers=me).json()["fields"]
            assert "kept" in json.dumps(view["chronology"])
    assert process.returncode == 0


def test_the_same_call_after_a_kill_tells_how_to_go_on(tmp_path: Path) -> None:
    with hosted(tmp_path, "tutorial", "--start") as (process, said):
        with httpx.Client(base_url=base_of(said)) as client:
            me = joined(client, code_of(said, "facilitator"))
            while "phase" not in str(client.get("/control", headers=me).json()["fields"]["feed"]):
                assert process.poll() is None
        process.kill()
        process.wait(20)
    with (tmp_path / "told").open("w+", encoding="utf-8") as told:
        with hosted(tmp_path, "tutorial", told=told) as (_, again):
            assert again["exercise"] != said["exercise"]
        told.seek(0)
        assert f"--resume {Path('logs') / said['exercise']}.sqlite --http 127.0.0.1:0" in told.read()


def test_a_port_that_is_taken_is_told_with_a_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with hosted(tmp_path, "tutorial") as (_, said):
        port = base_of(said).rpartition(":")[2]
        call = [
            "host",
            "tutorial",
            "--json",
            "--lang",
            "en",
            "--http",
            f"127.0.0.1:{port}",
            "--logs",
            str(tmp_path / "l"),
        ]
        assert cli.main(call) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "in use" in told.err
    assert "Choose another port" in told.err


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", ("127.0.0.1", 1)),
        (":80", ("127.0.0.1", 80)),
        ("8080", ("127.0.0.1", 8080)),
        ("0.0.0.0:8080", ("0.0.0.0", 8080)),
        ("[::1]:8080", ("::1", 8080)),
        ("::1", ("::1", 1)),
        ("office", ("office", 1)),
    ],
)
def test_where_a_door_is_to_be(text: str, where: tuple[str, int]) -> None:
    assert read_where(text, 1) == where


def test_what_is_no_port_is_refused() -> None:
    with pytest.raises(NoAddress):
        read_where("127.0.0.1:seven", 1)
