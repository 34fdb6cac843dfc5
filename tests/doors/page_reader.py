"""Reads a page as a browser would, strictly: nesting, unique ids, a label for every field, nothing from elsewhere."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "hr", "img"}
_SKIPPED = {"script", "style"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    @property
    def text(self) -> str:
        """What is read, in one line."""
        parts = [one if isinstance(one, str) else one.text for one in self.inside]
        return " ".join(" ".join(parts).split())

    @property
    def raw(self) -> str:
        return "".join(one if isinstance(one, str) else one.raw for one in self.inside)

    def all(self, tag: str = "", **attrs: str) -> list["Element"]:
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                wanted = all(one.attrs.get(name.rstrip("_").replace("_", "-")) == text for name, text in attrs.items())
                if (not tag or one.tag == tag) and wanted:
                    found.append(one)
                found += one.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> "Element":
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {attrs}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}: {names}"
        made = Element(tag, {name: value or "" for name, value in attrs}, parent=self._at)
        self._at.inside.append(made)
        if tag not in _VOID:
            self._at = made

    def handle_endtag(self, tag: str) -> None:
        assert self._at.tag == tag, f"</{tag}> ends <{self._at.tag}> {self._at.attrs}"
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.inside.append(data)


def read(html: str) -> Element:
    """The page's tree, after the checks that hold for every page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    page = reader.root
    ids = [one.attrs["id"] for one in page.all() if "id" in one.attrs]
    assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)
    for one in page.all():
        _harmless(one)
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for wanted in one.attrs.get(name, "").split():
                assert wanted in ids or wanted == "fault", f"{name}={wanted} leads nowhere"
    _labelled(page)
    return page


def _harmless(one: Element) -> None:
    for name, value in one.attrs.items():
        assert not name.startswith("on"), f"{name} in {one.tag}"
        assert name != "style", one.attrs
        if name in {"href", "src", "action"}:
            assert value.startswith(("/", "#", "?")) or not value, value
            assert not value.startswith("//"), value
    if one.tag in _SKIPPED:
        assert not one.raw.strip(), "inline script or style"


def _labelled(page: Element) -> None:
    labels = {one.attrs.get("for") for one in page.all("label")}
    for one in page.all():
        if one.tag in {"input", "textarea", "select"} and one.attrs.get("type") != "hidden":
            assert one.attrs.get("id") in labels or "aria-label" in one.attrs, one.attrs
        if one.tag in {"button", "a"}:
            assert one.text or one.attrs.get("aria-label"), one.attrs
    for form in page.all("form"):
        if form.attrs.get("method") == "post" and form.attrs["action"] != "/join":
            assert form.all("input", name="form_token"), form.attrs
