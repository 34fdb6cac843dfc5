"""What the codes of ``check`` mean and what to do about them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class CodeHelp(NamedTuple):
    """The explanation by language, and examples (either may be "")."""

    words: dict[str, str]
    bad: str
    good: str


@cache
def code_help() -> dict[str, CodeHelp]:
    """Every code with its help, in alphabetical order."""
    import yaml

    text = files("simulator.content").joinpath("code_help.yaml").read_text(encoding="utf-8")
    found = {
        code: CodeHelp({"ja": one["ja"], "en": one["en"]}, one.get("bad", "").rstrip(), one.get("good", "").rstrip())
        for code, one in yaml.safe_load(text).items()
    }
    return dict(sorted(found.items()))
