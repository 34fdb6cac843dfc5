"""Options to tick: several of them, or one."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.safe_text import visible_line
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import line


class OptionRows(LineList):
    """Rows ``[x] label`` (several) or ``(x) label`` (one). Choosing a row ticks it, or takes the tick away."""

    DEFAULT_CSS = "OptionRows { height: auto; }"

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        ticked: Sequence[str],
        *,
        several: bool,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``options`` are pairs of id and label."""
        super().__init__(id=id)
        self._options = tuple(options)
        known = {option for option, _ in options}
        self._ticked = [option for option in ticked if option in known]
        self._several = several
        self._tell()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids of the ticked options, in the order offered."""
        return tuple(option for option, _ in self._options if option in self._ticked)

    def action_choose(self) -> None:
        option = self.cursor
        if option in self._ticked:
            self._ticked.remove(option)
        elif self._several:
            self._ticked.append(option)
        else:
            self._ticked = [option]
        self._tell()
        super().action_choose()

    def _tell(self) -> None:
        left, right = ("[", "]") if self._several else ("(", ")")
        self.show(
            [
                Row(
                    option,
                    (
                        line(
                            f"{left}{'x' if option in self._ticked else ' '}{right} {visible_line(label)}",
                            "strong" if option in self._ticked else "",
                            indent=4,
                        ),
                    ),
                )
                for option, label in self._options
            ]
        )
