"""The report as a page, as Markdown and as JSON: whole, self-contained, and safe for whatever people typed."""

import json
import os
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from support.evaluated import FLAGSHIP, POWER, evaluated, sample

from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_blocks import Heading, Table, text_of
from simulator.report.aar_build import after_action_report
from simulator.report.aar_charts import Charts
from simulator.report.aar_document import document
from simulator.report.aar_html import html_page
from simulator.report.aar_json import json_page, json_schema
from simulator.report.aar_markdown import markdown_page

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs" / "report-schema.json"
EVIL = "\"}</style><script>alert('x')</script><img src=x onerror=alert(1)> | `a` **b** $x_1$ {{7*7}} =1+1 &amp;"
VOID = {"meta", "br", "col", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What stands in a page: tags with their attributes, headings, text; and whether the tags are nested right."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@cache
def report(name: str, lang: str) -> Aar:
    return after_action_report(sample(name), lang)


@cache
def page(name: str, lang: str) -> str:
    return html_page(report(name, lang))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_the_page_needs_nothing_from_elsewhere(name: str, lang: str) -> None:
    found = Page(page(name, lang))

    assert not [tag for tag, _ in found.tags if tag in {"script", "link", "iframe", "object", "embed", "img", "base"}]
    for tag, attributes in found.tags:
        for key, value in attributes.items():
            assert not key.startswith("on"), (tag, key)
            if key in {"src", "href", "xlink:href", "data", "action"}:
                assert (value or "").startswith("#"), (tag, value)
            elif key not in {"xmlns", "xmlns:xlink"}:
                assert "://" not in (value or ""), (tag, key, value)
    style = page(name, lang).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_is_made_for_readers_who_do_not_see_it(lang: str) -> None:
    found = Page(page(FLAGSHIP, lang))
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h[1-6]", tag)]
    ids = Counter(attributes["id"] for _, attributes in found.tags if "id" in attributes)

    assert found.tags[0] == ("html", {"lang": lang})
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert max(ids.values()) == 1
    assert {attributes.get("scope") for tag, attributes in found.tags if tag == "th"} == {"row", "col"}
    drawings = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert len(drawings) == 5
    assert all(one["role"] == "img" and len(one["aria-label"] or "") > 20 for one in drawings)
    targets = {(attributes["href"] or "")[1:] for tag, attributes in found.tags if tag == "a"}
    assert targets
    assert targets <= set(ids)


def test_words_in_charts_are_words() -> None:
    drawing = Charts(report(FLAGSHIP, "ja")).inline("timeline-3", "図")

    assert "<text" in drawing
    assert "こども家庭課" in drawing
    assert "期限内に実施" in drawing


def test_charts_are_the_same_every_time_and_come_as_pictures_too() -> None:
    charts = Charts(report(FLAGSHIP, "en"))

    assert charts.draw("heat", "svg") == charts.draw("heat", "svg")
    assert charts.draw("timeliness", "png").startswith(b"\x89PNG")
    with pytest.raises(KeyError):
        charts.draw("pie", "png")


def hostile() -> Aar:
    """A report in which people typed markup wherever they could."""
    aar = after_action_report(evaluated(), "en", AarOptions(team="model", handling=EVIL, place=EVIL))
    team = aar.teams[0]
    line = replace(team.record[5], title=EVIL, who=EVIL, words=((EVIL, EVIL * 80),))
    note = replace(team.notes[0], text=EVIL)
    evil = replace(team, title=EVIL, record=(*team.record[:5], line, *team.record[6:]), notes=(note,))
    return replace(aar, title=EVIL, summary=EVIL, teams=(evil,))


def test_markup_stays_text_in_the_page() -> None:
    found = Page(html_page(hostile()))
    words = "".join(found.words)

    assert "script" not in {tag for tag, _ in found.tags}
    assert "img" not in {tag for tag, _ in found.tags}
    assert words.count(EVIL) >= 8


def test_markup_stays_text_in_charts() -> None:
    aar = after_action_report(sample(), "en")
    evil = replace(aar, teams=tuple(replace(team, title="<b>$x_1^2$</b>") for team in aar.teams))

    assert "<b>" not in Charts(evil).inline("heat", EVIL)
    assert "&lt;b&gt;$x" in Charts(evil).inline("heat", EVIL)
    assert "<script" not in Charts(evil).inline("heat", EVIL)


def test_markup_stays_text_in_markdown() -> None:
    text = markdown_page(hostile())

    assert "<script" not in text.replace("\\<script", "")
    for line in text.split("\n"):
        if line.startswith("|"):
            assert line.endswith("|")
    widths = {line.count("|") - line.count("\\|") for line in text.split("\n") if line.startswith("| \\#")}
    assert widths == {7}


def test_long_replies_are_shortened_in_print_and_whole_in_json() -> None:
    aar = hostile()

    assert EVIL * 80 not in "".join(Page(html_page(aar)).words)
    assert json.loads(json_page(aar))["teams"][0]["record"][5]["words"][0][1] == EVIL * 80


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_json_fits_its_schema(name: str, lang: str) -> None:
    jsonschema.validate(json.loads(json_page(report(name, lang))), json_schema())


def test_the_schema_in_the_documentation_is_fresh() -> None:
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("TABLETOP_UPDATE_GOLDEN"):
        SCHEMA.write_text(text, encoding="utf-8")

    assert SCHEMA.read_text(encoding="utf-8") == text, "run with TABLETOP_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_the_body_of_the_report_is_as_it_was_approved(name: str, lang: str) -> None:
    appendix = next(block.text for block in document(report(name, lang)).blocks if _is_appendix(block))
    text = markdown_page(report(name, lang)).partition(f"## {appendix}")[0]
    path = GOLDEN / f"report-{name}.{lang}.md"
    if os.environ.get("TABLETOP_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == text, "run with TABLETOP_UPDATE_GOLDEN=1 and read the difference"


def _is_appendix(block: object) -> bool:
    return isinstance(block, Heading) and block.appendix


@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_both_languages_have_the_same_structure(name: str) -> None:
    shapes = [
        [
            (type(block).__name__, len(block.rows), len(block.head))
            if isinstance(block, Table)
            else type(block).__name__
            for block in document(report(name, lang)).blocks
        ]
        for lang in ("ja", "en")
    ]

    # Only paragraphs may differ in number: a summary has as many as its author wrote.
    assert [s for s in shapes[0] if s != "Paragraph"] == [s for s in shapes[1] if s != "Paragraph"]


@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_no_language_is_mixed_in(name: str) -> None:
    japanese = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
    blocks = document(after_action_report(sample(name), "en", AarOptions(responses=False))).blocks
    mixed = [block.text for block in blocks if isinstance(block, Heading) and japanese.search(block.text)]
    heads = [title for block in blocks if isinstance(block, Table) for title in block.head if japanese.search(title)]
    cells = [
        text_of(cell.line)
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if japanese.search(text_of(cell.line))
    ]

    assert mixed == heads == cells == []
