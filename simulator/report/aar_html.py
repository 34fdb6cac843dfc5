"""The after-action report as ONE page of HTML: its style and its charts inside, no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from simulator.report.aar import Aar
from simulator.report.aar_blocks import Bullets, Document, Facts, Figure, Heading, Paragraph, Table
from simulator.report.aar_charts import FONTS, Charts
from simulator.report.aar_document import document

_KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    Facts: "facts",
    Table: "table",
    Figure: "figure",
}


def html_page(aar: Aar, told: Callable[[str], None] | None = None) -> str:
    """The page. ``told`` hears the name of every chart before it is drawn."""
    return html_of(document(aar), Charts(aar), told)


def html_of(paper: Document, charts: Charts | None, told: Callable[[str], None] | None = None) -> str:
    """``paper`` as a page; every text in it is escaped. Only a paper with figures needs ``charts``."""

    def chart(figure: Figure) -> Markup:
        if charts is None:
            raise KeyError(figure.chart)
        if told is not None:
            told(figure.chart)
        # The drawing is our own and matplotlib escapes its texts.
        return Markup(charts.inline(figure.chart, figure.alt))  # noqa: S704

    template = _environment().get_template("aar.html.j2")
    return template.render(paper=paper, chart=chart, fonts=Markup(FONTS))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("simulator.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: _KINDS[type(block)]
    environment.filters["css_string"] = _css_string
    return environment


def _css_string(text: str) -> Markup:
    """``text`` as a string of CSS: everything but letters and digits as an escape, so that nothing can end it."""
    body = "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text)
    return Markup(f'"{body}"')  # noqa: S704
