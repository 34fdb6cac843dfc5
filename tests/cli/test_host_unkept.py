"""A host without a console says where nobody else would that its codes are not saved."""

import argparse
import json
from pathlib import Path

import pytest
from support.small import content, team

from simulator.cli import host as host_command
from simulator.cli.host_text import Host
from simulator.log.sqlite import create_log
from simulator.session.access import access_file
from simulator.session.hall_opening import open_hall
from simulator.words import translator


@pytest.mark.parametrize("broken", [True, False])
async def test_it_is_told_apart_from_what_a_program_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, broken: bool
) -> None:
    log = tmp_path / "x.sqlite"
    if broken:
        access_file(log).with_name(access_file(log).name + ".new").mkdir()
    store = create_log(log, "x")
    hall = open_hall(store, content(), (team("blue"),), {}, lang="en", t=translator("log", "en"), log_path=str(log))
    await hall.start()
    args = argparse.Namespace(hand_out=None, json=True, headless=False)

    assert host_command._announce(args, Host(hall, [], "en", {}), translator("cli", "en"), "en")

    said = capsys.readouterr()
    assert json.loads(said.out)["exercise"] == "x"
    assert ("join codes cannot be saved" in said.err) is broken
    await hall.stop()
