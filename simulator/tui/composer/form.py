"""A form: labelled fields, the required ones marked."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from simulator.engine.views import AskView, FieldView
from simulator.model.safe_text import visible_line
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing
from simulator.tui.fields import Area, Field
from simulator.tui.lines import Line, Span
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording

_PREFIX = "field:"


class FormComposer(Composer):
    """One field below the other; Tab goes on to the next."""

    def __init__(self, words: Wording, draft: Draft, ask: AskView) -> None:
        super().__init__(words, draft)
        self._fields = ask.fields
        self._inputs: dict[str, Area | Field] = {
            field.id: self._input(field, draft.get(_PREFIX + field.id, "")) for field in ask.fields
        }

    def compose(self) -> ComposeResult:
        for field in self._fields:
            spans = [Span(visible_line(field.label), "strong")]
            if field.required:
                spans.append(Span(self.words.t(" * required"), "warn"))
            if field.help:
                spans.append(Span(f"  {visible_line(field.help)}", "dim"))
            yield Prose([Line(tuple(spans))])
            yield self._inputs[field.id]

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.FORM, self._values())

    def draft(self) -> Draft:
        return {_PREFIX + name: value for name, value in self._values().items() if value}

    def begin(self) -> None:
        """The first field that is still empty, else the first."""
        empty = [field.id for field in self._fields if not self._values()[field.id]]
        first = empty[0] if empty else self._fields[0].id
        self._inputs[first].focus()

    def labels(self) -> Mapping[str, str]:
        return {field.id: field.label for field in self._fields}

    def _values(self) -> dict[str, str]:
        return {name: each.text if isinstance(each, Area) else each.value for name, each in self._inputs.items()}

    def _input(self, field: FieldView, value: str) -> Area | Field:
        if field.kind == "lines":
            return Area(value, id=f"field-{field.id}")
        placeholder = {"time": self.words.t("e.g. 13:05"), "number": self.words.t("a number")}.get(field.kind, "")
        return Field(value, placeholder=placeholder, id=f"field-{field.id}")
