"""What every composer offers to the box around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.containers import Vertical
from textual.message import Message

from simulator.engine.commands import Refusal
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.fields import Area
from simulator.tui.leaving import Leaving
from simulator.tui.wording import Wording


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a composer holds, as the command wants it."""

    kind: ResponseKind
    parts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    by: str | None = None


class Composer(Leaving, Vertical):
    """Takes a response of one kind. Nothing is checked here: the engine refuses, and the box shows why."""

    DEFAULT_CSS = "Composer { height: auto; }"

    class Changed(Message):
        """Something was put in by other means than typing."""

    def __init__(self, words: Wording, draft: Draft) -> None:
        super().__init__()
        self.words = words
        self._start: Draft = dict(draft)

    def outgoing(self) -> Outgoing:
        """The response as it stands now."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """What to keep; empty when nothing was put in."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the focus where the response begins."""
        raise NotImplementedError

    def typing_place(self) -> Area | None:
        """Where text goes that is typed while a control without text has the focus."""
        return None

    def show_fault(self, refusal: Refusal, told: str) -> bool:  # noqa: ARG002
        """Put the focus where ``refusal`` is mended; whether ``told`` is shown there already."""
        return False

    def clear_fault(self) -> None:
        """Take away what ``show_fault`` has shown."""

    def labels(self) -> Mapping[str, str]:
        """Labels of the parts by their ids, for refusals."""
        return {}


def joined(ids: tuple[str, ...]) -> str:
    """Ids as one word of a draft."""
    return " ".join(ids)


def parted(text: str) -> tuple[str, ...]:
    """Ids from one word of a draft."""
    return tuple(text.split())
