"""Translations: ``NAME.en.yaml`` beside ``NAME.yaml`` adds a language to the texts of the base document.

The overlay repeats the base's mappings. A list of things that have an ``id`` becomes a mapping from id to the
translated keys; a list of texts, or of things without id, stays a list in the same order and may be shorter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.content.paths import is_file
from simulator.content.positions import Loc, Place, dotted
from simulator.content.problems import Noun, Problem, Severity, shown, suggestion
from simulator.content.reading import Reading
from simulator.content.shapes import Shape, fields, has_id, holds_text, required
from simulator.model.base import LANGUAGES, Frozen
from simulator.words import mark

KIND = "overlay"
_HEAD = ("kind", "of", "lang")


def overlay_language(path: Path) -> str | None:
    """The language that a file name like ``scenario.en.yaml`` announces, None for a base document."""
    suffix = Path(path.stem).suffix.removeprefix(".")
    return suffix if suffix in LANGUAGES else None


def base_of(path: Path) -> Path:
    """The document that the overlay at ``path`` translates."""
    return path.with_name(Path(path.stem).stem + path.suffix)


def overlays_of(path: Path) -> list[Path]:
    """The overlays that lie beside the document at ``path``."""
    candidates = [path.with_name(f"{path.stem}.{lang}{path.suffix}") for lang in LANGUAGES]
    return [candidate for candidate in candidates if is_file(candidate)]


class Overlaid:
    """Base data with an overlay applied: new ``data`` and ``place`` (the base's stay as they are), and ``problems``."""

    def __init__(
        self, model: type[Frozen], data: dict[str, Any], place: Place, overlay: Reading, base_lang: str
    ) -> None:
        self.data: Any = data
        self.place = place
        self.problems: list[Problem] = list(overlay.problems)
        self.lang: str | None = None
        """The language that was added; None where the overlay could not be applied."""
        self._base_lang = base_lang
        self._over = overlay
        if overlay.place is None:
            return
        if not isinstance(overlay.data, dict):
            self._report((), "overlay.shape", mark("Keys with values are needed here."), mark("Write 'kind: overlay'."))
        elif self._head_fits(str(data.get("id", ""))):
            self.lang = self._lang = str(overlay.data["lang"])
            body = {key: value for key, value in overlay.data.items() if key not in _HEAD}
            self.data, self.place = self._model(Shape("model", model=model), data, place, body, ())

    def _head_fits(self, base_id: str) -> bool:
        """Whether the overlay says of which document and in which language it is; reports what does not fit."""
        before = len(self.problems)
        head = self._over.data
        for key in _HEAD:
            if not isinstance(head.get(key), str):
                self._report((key,), "key.missing", mark("The key {key} is missing here."), mark("Add it."), key=key)
        named = overlay_language(Path(self._over.file))
        lang, of = head.get("lang"), head.get("of")
        if isinstance(lang, str) and lang not in LANGUAGES:
            remedy, params = suggestion(lang, LANGUAGES)
            message = mark("{name} is not a language of the product.")
            self._report(("lang",), "lang.unknown", message, remedy, name=shown(lang), **params)
        elif isinstance(lang, str) and lang != named:
            message = mark("The file name says {named}, and this says {lang}.")
            self._report(("lang",), "overlay.lang", message, mark("Make both the same."), named=named or "—", lang=lang)
        elif lang == self._base_lang:
            message = mark("The base document is in {lang} itself.")
            self._report(("lang",), "overlay.lang", message, mark("Translate into another language."), lang=lang)
        if isinstance(of, str) and of != base_id:
            message = mark("This overlay is of {of}, and the document beside it is {base}.")
            self._report(("of",), "overlay.of", message, mark("Write 'of: {base}'."), of=shown(of), base=shown(base_id))
        if isinstance(head.get("kind"), str) and head["kind"] != KIND:
            message = mark("A file with this name translates another one, so its kind is overlay.")
            self._report(("kind",), "overlay.kind", message, mark("Write 'kind: overlay', or rename the file."))
        return len(self.problems) == before

    def _merge(self, shape: Shape, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        """``value`` with the translations of ``over``, which lies at ``loc`` of the overlay."""
        if over is None or over == "":
            return value, place
        if shape.kind == "text":
            return self._text(value, place, over, loc)
        if not holds_text(shape):
            message = mark("Only texts can be translated, and this is none.")
            self._report(loc, "overlay.not_text", message, mark("Take it out."), on_key=True)
            return value, place
        if shape.kind == "model":
            return self._model(shape, value, place, over, loc)
        if shape.kind == "map":
            return self._by_name(shape, value, place, over, loc)
        if has_id(shape.item):
            return self._by_id(shape, value, place, over, loc)
        return self._by_order(shape, value, place, over, loc)

    def _text(self, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        if not isinstance(over, str):
            self._shape_problem(loc, mark("a text"))
            return value, place
        if isinstance(value, str):
            value, inner = {self._base_lang: value}, {self._base_lang: place}
        elif isinstance(value, dict):
            inner = dict(place.inner) if isinstance(place.inner, dict) else {}
            if self._lang in value:
                message = mark("The base document already has this text in {lang}.")
                self._report(loc, "overlay.twice", message, mark("Keep one of them."), on_key=True, lang=self._lang)
                return value, place
        else:
            return value, place
        inner[self._lang] = self._place(loc)
        merged = Place(place.file, place.line, place.col, place.keys, inner)
        return {**value, self._lang: over}, merged

    def _model(self, shape: Shape, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        if not isinstance(over, dict):
            self._shape_problem(loc, mark("keys with values"))
            return value, place
        if not isinstance(value, dict) or shape.model is None:
            return value, place
        known = fields(shape.model)
        translatable = [key for key, inner in known.items() if holds_text(inner)]
        data, inner_places = dict(value), dict(place.inner) if isinstance(place.inner, dict) else {}
        for key, part in over.items():
            if key not in known:
                remedy, params = suggestion(key, translatable)
                message = mark("There is no key {key} here.")
                self._report((*loc, key), "key.unknown", message, remedy, on_key=True, key=shown(key), **params)
            elif not holds_text(known[key]):
                self._merge(known[key], None, place, part, (*loc, key))
            elif key not in value and key not in required(shape.model):
                message = mark("The base document has no {key} here.")
                remedy = mark("Add it there, or take it out here.")
                self._report((*loc, key), "overlay.no_base", message, remedy, on_key=True, key=key)
            elif value.get(key) is not None:
                below = place.child(key) or place
                data[key], inner_places[key] = self._merge(known[key], value[key], below, part, (*loc, key))
        return data, Place(place.file, place.line, place.col, place.keys, inner_places)

    def _by_name(self, shape: Shape, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        if not isinstance(over, dict):
            self._shape_problem(loc, mark("keys with values"))
            return value, place
        if not isinstance(value, dict) or shape.item is None:
            return value, place
        data, inner = dict(value), dict(place.inner) if isinstance(place.inner, dict) else {}
        for name, part in over.items():
            if name in value:
                below = place.child(name) or place
                data[name], inner[name] = self._merge(shape.item, value[name], below, part, (*loc, name))
            else:
                self._unknown_id((*loc, name), list(value))
        return data, Place(place.file, place.line, place.col, place.keys, inner)

    def _by_id(self, shape: Shape, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        if not isinstance(over, dict):
            message = mark("Here the overlay names things by their id.")
            self._report(loc, "overlay.shape", message, mark("Write 'ID:' and below it the translated keys."))
            return value, place
        if not isinstance(value, list) or shape.item is None:
            return value, place
        index = {one["id"]: n for n, one in reversed(list(enumerate(value))) if _is_named(one)}
        data, inner = list(value), list(place.inner) if isinstance(place.inner, list) else []
        for name, part in over.items():
            if name in index:
                n = index[name]
                data[n], inner[n] = self._merge(shape.item, value[n], inner[n], part, (*loc, name))
            else:
                self._unknown_id((*loc, name), list(reversed(index)))
        return data, Place(place.file, place.line, place.col, place.keys, inner)

    def _by_order(self, shape: Shape, value: Any, place: Place, over: Any, loc: Loc) -> tuple[Any, Place]:
        if not isinstance(over, list):
            self._shape_problem(loc, mark("a list"))
            return value, place
        if not isinstance(value, list) or shape.item is None:
            return value, place
        data, inner = list(value), list(place.inner) if isinstance(place.inner, list) else []
        for n, part in enumerate(over):
            if n >= len(value):
                message = mark("The base document has only {count} entries in this list.")
                remedy = mark("Take out what is too much.")
                self._report((*loc, n), "overlay.too_long", message, remedy, count=len(value))
                break
            data[n], inner[n] = self._merge(shape.item, value[n], inner[n], part, (*loc, n))
        return data, Place(place.file, place.line, place.col, place.keys, inner)

    def _unknown_id(self, loc: Loc, names: list[str]) -> None:
        remedy, params = suggestion(str(loc[-1]), names)
        message = mark("The base document has no {name} here.")
        self._report(loc, "overlay.unknown_id", message, remedy, on_key=True, name=shown(loc[-1]), **params)

    def _shape_problem(self, loc: Loc, wanted: str) -> None:
        message = mark("The base document has {wanted} here.")
        self._report(loc, "overlay.shape", message, mark("Write it in the same form."), wanted=Noun(wanted))

    def _place(self, loc: Loc) -> Place:
        place = self._over.place
        for step in loc:
            place = place.child(step) if place else None
        return place or Place(self._over.file, 1, 1)

    def _report(
        self, loc: Loc, code: str, message: str, remedy: str, *, on_key: bool = False, **params: object
    ) -> None:
        severity: Severity = "warning" if code == "overlay.twice" else "error"
        root = self._over.place or Place(self._over.file, 1, 1)
        file, line, col = root.key(loc) if on_key else root.value(loc)
        path = dotted(self._over.data, loc)
        self.problems.append(Problem(file, line, col, path, code, message, params, severity, remedy))


def _is_named(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)
