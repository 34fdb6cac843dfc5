"""What every key of a content file means, in both languages: for editors and for the reference pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from simulator.model.base import LANGUAGES, Frozen


class KeyHelp:
    """Lines of help by model and key."""

    def __init__(self, lines: dict[str, dict[str, str]]) -> None:
        self._lines = lines

    def model(self, model: type[Frozen], lang: str) -> str:
        """What a thing of this kind is; "" where nothing is said."""
        return self._lines.get(model.__name__, {}).get(lang, "")

    def key(self, model: type[Frozen], key: str, lang: str) -> str:
        """What belongs under a key; "" where nothing is said."""
        line = self._lines.get(f"{model.__name__}.{key}") or self._lines.get(f"*.{key}") or {}
        return line.get(lang, "")

    def both(self, model: type[Frozen], key: str) -> str:
        """The line of a key in all languages, one below the other."""
        return "\n\n".join(line for lang in LANGUAGES if (line := self.key(model, key, lang)))

    @property
    def names(self) -> frozenset[str]:
        """Everything that has a line: ``Model``, ``Model.key``, ``*.key``."""
        return frozenset(self._lines)


@cache
def key_help() -> KeyHelp:
    """The shipped lines."""
    import yaml

    text = files("simulator.content").joinpath("key_help.yaml").read_text(encoding="utf-8")
    return KeyHelp(yaml.safe_load(text))
