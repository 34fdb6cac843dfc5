"""Building blocks of every content model: identifiers, texts in several languages, scenario times, durations."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    RootModel,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

LANGUAGES = ("ja", "en")
"""Languages of the product, in the order of fallback."""

DAY = 24 * 60 * 60
"""Seconds of a scenario day."""

_TIME = re.compile(r"D([1-9]\d{0,3}) ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_DURATION = re.compile(r"([1-9]\d{0,5}|0)([smhd])")
_UNIT = {"s": 1, "m": 60, "h": 3600, "d": DAY}


class Frozen(BaseModel):
    """Base of all content models: immutable, and a key that it does not know is the author's mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


_FrozenT = TypeVar("_FrozenT", bound=Frozen)


def with_parts(model: _FrozenT, **parts: object) -> _FrozenT:
    """A model like ``model`` with other ``parts``; what it has worked out from the old ones is left behind."""
    found = {name: getattr(model, name) for name in type(model).model_fields}
    copied: Frozen = type(model).model_construct(model.model_fields_set | set(parts), **{**found, **parts})
    return cast("_FrozenT", copied)


class Text(RootModel[dict[str, str]]):
    """A text of the author's in one or more languages, base language first.

    In YAML it is a plain string in the document's language; the overlay adds the others. Placeholders of the form
    ``{term:ID}`` and ``{who:ID}`` are filled when a view is made (see ``model.titles``).
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            lang = (info.context or {}).get("lang", LANGUAGES[0])
            return {lang: value}
        return value

    def to(self, lang: str) -> str:
        """The text in ``lang``, else in the language it was written in."""
        root = self.root
        if lang in root:
            return root[lang]
        return next(iter(root.values()), "")

    def has(self, lang: str) -> bool:
        return lang in self.root

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.root.items())))


def parse_time(text: str) -> int:
    """Seconds from D1 00:00 of ``D2 08:40``; raises ValueError for anything else."""
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    day, hour, minute, second = (int(part or 0) for part in found.groups())
    return (day - 1) * DAY + hour * 3600 + minute * 60 + second


def format_time(seconds: int) -> str:
    """``D2 08:40`` of seconds from D1 00:00 (seconds of the minute are dropped)."""
    day, rest = divmod(seconds, DAY)
    return f"D{day + 1} {rest // 3600:02d}:{rest % 3600 // 60:02d}"


def parse_duration(text: str) -> int:
    """Seconds of ``90s``, ``20m``, ``2h``, ``3d``; raises ValueError for anything else."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1]) * _UNIT[found[2]]


def _time(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and not (info.context or {}).get("yaml"):
        return value
    try:
        return parse_time(value)
    except (ValueError, TypeError):
        raise PydanticCustomError("scenario_time", "a time is written like 'D1 13:05'") from None


def _duration(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and not (info.context or {}).get("yaml"):
        return value
    try:
        return parse_duration(value)
    except (ValueError, TypeError):
        raise PydanticCustomError("duration", "a duration is written like '20m', '2h' or '3d'") from None


ScenarioTime = Annotated[int, BeforeValidator(_time)]
"""A moment of the story, in seconds from D1 00:00; ``D2 08:40`` in YAML."""

Duration = Annotated[int, BeforeValidator(_duration)]
"""A span of scenario time in seconds; ``20m``, ``2h``, ``3d`` in YAML."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
"""A name that other parts of the content refer to."""
