"""The charts of the after-action report, drawn by matplotlib: SVG with its text as text for pages, PNG for documents.

Every mark has a shape or a sign besides its colour, and colours differ in lightness, so that the charts can be read in
greyscale and by people who do not tell red from green.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from simulator.report.aar import Aar

Format = Literal["svg", "png"]

FONTS = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,'IPAexGothic',sans-serif"
"""Fonts of pages; charts in them use the same."""

INK, GREY, PALE, LINE = "#1a1a1a", "#6b6b6b", "#e9edf2", "#c4ccd6"
COLOURS = {
    "met": "#dbe9f6",
    "late": "#9ec3e6",
    "partial": "#f5b83d",
    "bad": "#b5442e",
    "none": "#ffffff",
    "critical": "#1a1a1a",
}
"""Fills by tone, from light to dark as it gets worse; "none" is hatched."""

_DPI = 180
_IDS = re.compile(r' id="(?!clip|m)[^"]*"')
_CLIPS = re.compile(r'(id="|url\(#|href="#)([A-Za-z0-9]+)')
_FAMILY = re.compile(r"font: ([^;\"]*?)'IPAexGothic'[^;\"]*")


class Charts:
    """Charts of one report by the names that figures use: ``heat``, ``timeliness``, ``timeline-N`` (team N from 1)."""

    def __init__(self, aar: Aar) -> None:
        self._aar = aar

    def draw(self, name: str, form: Format) -> bytes:
        """The chart as a whole file; KeyError for a name that there is no chart of."""
        from simulator.report.aar_chart_steps import heat, timeliness
        from simulator.report.aar_chart_timeline import timeline

        kind, _, number = name.partition("-")
        makers: dict[str, Callable[[], object]] = {
            "heat": lambda: heat(self._aar),
            "timeliness": lambda: timeliness(self._aar),
            "timeline": lambda: timeline(self._aar, self._aar.teams[int(number) - 1]),
        }
        with drawing():
            return _written(makers[kind](), form, name)

    def inline(self, name: str, label: str) -> str:
        """The chart as an ``svg`` element for a page, named ``label`` for those who do not see it."""
        text = self.draw(name, "svg").decode("utf-8")
        return _embedded(text, name, label)


@contextmanager
def drawing() -> Iterator[None]:
    """Settings of matplotlib while a chart is drawn; words are never read as formulas."""
    import matplotlib as mpl
    import matplotlib_fontja

    matplotlib_fontja.japanize()
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "tabletop",
        "text.parse_math": False,
        "font.size": 9,
        "text.color": INK,
        "axes.edgecolor": LINE,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.unicode_minus": False,
        "hatch.linewidth": 0.5,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        # A sign that the measuring font lacks is still text in the page, which has other fonts.
        warnings.simplefilter("ignore")
        yield


def _written(figure: object, form: Format, name: str) -> bytes:
    from matplotlib.figure import Figure

    if not isinstance(figure, Figure):
        raise TypeError(name)
    target = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(target, format=form, dpi=_DPI, bbox_inches="tight", pad_inches=0.05, metadata=metadata)
    return target.getvalue()


def _embedded(text: str, name: str, label: str) -> str:
    """A drawing made fit to stand in a page beside others: no prologue, no id twice, the page's fonts, a name."""
    from html import escape

    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = _IDS.sub("", text)
    text = _CLIPS.sub(lambda found: f"{found[1]}{name}-{found[2]}", text)
    text = text.replace("'IPAexGothic'", FONTS.replace('"', "'"))
    head, _, rest = text.partition(">")
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return f'{head} role="img" aria-label="{escape(label, quote=True)}">{rest.strip()}'
