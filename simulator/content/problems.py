"""What is wrong with content, as a value: a place, a stable code, a sentence and a remedy in the author's words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.content.paths import printable
from simulator.words import Translate, mark

Severity = Literal["error", "warning"]

SHOWN = 60
"""Characters of an author's value that a message repeats."""


MANY = 2000
"""Among more names than this none is looked for that comes near: comparing them all takes too long."""


class Noun(str):
    """A parameter that is itself a message: it is translated before it fills its gap."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, or one thing worth a look (``warning``).

    ``line`` and ``col`` count characters from 1; both are 0 where the file as a whole is meant (it is missing).
    ``path`` names the place inside the document, ``injects[I03].ask.options[b].label``; an element without an id shows
    its number from 1. ``message`` and ``remedy`` are English msgids whose gaps ``params`` fills.
    """

    file: str
    line: int
    col: int
    path: str
    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    remedy: str = ""

    def words(self, t: Translate) -> str:
        """The message, and the remedy after it; ``t`` translates the domain ``content``."""
        # A gap is always given, so that doubled braces in a message become single ones whatever its parameters are.
        gaps = {"": "", **{name: _filled(value, t) for name, value in self.params.items()}}
        said = t(self.message, **gaps)
        return t(mark("{message} {remedy}"), message=said, remedy=t(self.remedy, **gaps)) if self.remedy else said

    def line_for(self, t: Translate) -> str:
        """``file:line:col: path: message``, with the code at the end, as editors and people read it."""
        place = f"{self.file}:{self.line}:{self.col}" if self.line else self.file
        inside = f"{self.path}: " if self.path else ""
        label = t(mark("warning {code}"), code=self.code) if self.severity == "warning" else self.code
        return f"{place}: {inside}{self.words(t)} [{label}]"

    def as_json(self, t: Translate) -> dict[str, Any]:
        """Plain data: the place, the code, the sentence and its parameters by name."""
        return {
            "file": self.file,
            "line": self.line,
            "col": self.col,
            "path": self.path,
            "code": self.code,
            "severity": self.severity,
            "message": self.words(t),
            "params": {name: _plain(value) for name, value in self.params.items()},
        }

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """By file, then place, then code: the order in which a report lists problems."""
        return (self.file, self.line, self.col, self.path, self.code, repr(sorted(self.params.items())))


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep the content from being used."""
    return [problem for problem in problems if problem.severity == "error"]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each once."""
    return tuple({problem.order: problem for problem in sorted(problems, key=lambda p: p.order)}.values())


def nearest(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` that looks most like ``name``, None where nothing comes near."""
    if len(names) > MANY:
        return None
    by_lower = {candidate.lower(): candidate for candidate in sorted(names)}
    found = difflib.get_close_matches(name[:SHOWN].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def suggestion(name: str, names: Collection[str], most: int = 12) -> tuple[str, dict[str, Any]]:
    """A remedy for a name that is not among ``names``, and its parameters: the nearest one, else up to ``most``.

    They are told in their own order; that of a set is made by the alphabet.
    """
    near = nearest(name, names)
    if near is not None:
        return mark("Did you mean {near}?"), {"near": near}
    if not names:
        return mark("None is written yet."), {}
    if len(names) > MANY:
        return mark("It is none of the {count} that there are."), {"count": len(names)}
    known = sorted(names) if isinstance(names, frozenset | set) else list(dict.fromkeys(names))
    if len(known) <= most:
        return mark("Possible: {names}."), {"names": tuple(known)}
    return mark("There are {count}, such as {names}."), {"count": len(known), "names": tuple(known[:6])}


def shown(value: object) -> str:
    """An author's value on one line, shortened."""
    words = printable(" ".join(str(value).split()))
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def _filled(value: object, t: Translate) -> object:
    if isinstance(value, Noun):
        return t(str(value))
    if isinstance(value, tuple):
        return t(mark(", ")).join(str(_filled(part, t)) for part in value)
    return value


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, int) else str(value)
