"""The examples of docs/timetable.md and docs/timetable.ja.md are content that the models take."""

import re
from pathlib import Path

import pytest
import yaml

from simulator.model.script import ScriptedReply
from simulator.model.timetable import Timetable

DOCS = Path(__file__).parent.parent.parent / "docs"


def blocks(name: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", ["timetable.md", "timetable.ja.md"])
def test_the_examples_are_valid(name: str) -> None:
    plan, replies = blocks(name)
    timetable = Timetable.model_validate(yaml.safe_load(plan)["timetable"], context={"lang": "ja", "yaml": True})
    scripted = [
        ScriptedReply.model_validate(one, context={"lang": "ja", "yaml": True}) for one in yaml.safe_load(replies)
    ]

    assert timetable.row["R01"].shows == ("B02",)
    assert scripted[0].record is not None
    assert scripted[0].record.row in timetable.row
    assert scripted[1].check is not None
    assert scripted[1].check.system in timetable.system


def test_both_languages_show_the_same_example() -> None:
    english, japanese = (yaml.safe_load(blocks(name)[0])["timetable"] for name in ("timetable.md", "timetable.ja.md"))

    assert [set(row) for row in english["rows"]] == [set(row) for row in japanese["rows"]]
    assert [row["planned"] for row in english["rows"]] == [row["planned"] for row in japanese["rows"]]
