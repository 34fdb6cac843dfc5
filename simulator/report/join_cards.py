"""Cards with which people join an exercise: one for each seat, and a list for the exercise office. HTML in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from simulator.words import Translate


@dataclass(frozen=True, slots=True)
class JoinCard:
    """A code and whose it is. ``heading`` is the seat's roles (or the part), ``team`` the team's title, empty for all.

    ``people`` are named by the plan; ``link`` is the page that the QR code leads to, empty where there is none.
    ``login`` is the name at the ssh door. ``office``: the exercise office keeps this card.
    """

    team: str
    heading: str
    detail: str
    code: str
    login: str
    link: str = ""
    people: tuple[str, ...] = ()
    office: bool = False


@dataclass(frozen=True, slots=True)
class Joining:
    """What every card says: the exercise, and the addresses by way (``browser``, ``terminal``, ``ssh``), as they are
    typed. ``proof`` is the fingerprint that ssh shows at the first connection; empty without an ssh door."""

    title: str
    exercise: str
    addresses: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]
    cards: tuple[JoinCard, ...]
    proof: str = ""


def hand_out(joining: Joining, t: Translate, lang: str) -> str:
    """The cards as a page for A4 paper, four on a sheet; those of the exercise office come last, on sheets of their
    own. It asks nothing of the network. ``t`` translates the domain ``report``."""
    seats = [card for card in joining.cards if not card.office]
    office = [card for card in joining.cards if card.office]
    title = t("Join cards")
    sheets = [_sheet(joining, seats[at : at + 4], t) for at in range(0, len(seats), 4)]
    sheets += [_sheet(joining, office[at : at + 4], t) for at in range(0, len(office), 4)]
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{escape(title)} – {escape(joining.title)}</title>'
        f"<style>{_STYLE}</style></head><body>"
        f'<p class="screen">{escape(_advice(t, len(seats), len(office)))}</p>{"".join(sheets)}</body></html>\n'
    )


def _advice(t: Translate, seats: int, office: int) -> str:
    return t(
        "Print on A4 and cut along the lines: {seats} cards for seats, {office} for the exercise office. Whoever has a "
        "card can join: keep them like keys, and destroy them afterwards.",
        seats=seats,
        office=office,
    )


def _sheet(joining: Joining, cards: Sequence[JoinCard], t: Translate) -> str:
    return f'<section class="sheet">{"".join(_card(joining, card, t) for card in cards)}</section>'


def _card(joining: Joining, card: JoinCard, t: Translate) -> str:
    office, label = t("exercise office"), t("Code")
    parts = [
        f'<p class="exercise">{escape(joining.title)}</p>',
        f'<p class="team">{escape(card.team or office)}</p>',
        f"<h2>{escape(card.heading)}</h2>",
    ]
    if card.detail:
        parts.append(f'<p class="detail">{escape(card.detail)}</p>')
    if card.people:
        names = t("For: {names}", names=t(", ").join(card.people))
        parts.append(f'<p class="people">{escape(names)}</p>')
    parts.append(f'<p class="label">{escape(label)}</p><p class="code">{escape(card.code)}</p>')
    ways = "".join(_way(name, joining, t) for name in ("browser", "terminal", "ssh"))
    parts.append(f'<div class="how">{_qr(card.link, t)}<dl>{ways}</dl></div>')
    return f'<article class="card{" office" if card.office else ""}">{"".join(parts)}</article>'


def _way(way: str, joining: Joining, t: Translate) -> str:
    found = joining.addresses.get(way, ())
    if not found:
        return ""
    label = {"browser": t("In a browser"), "terminal": t("In a terminal"), "ssh": t("Without tabletop, by ssh")}[way]
    steps = "".join(f"<li>{escape(step)}</li>" for step in steps_at(found[0], t, joining.proof))
    return f'<dt>{escape(label)}</dt><dd><code>{escape(found[0])}</code></dd><dd><ol class="steps">{steps}</ol></dd>'


def steps_at(address: str, t: Translate, proof: str = "") -> tuple[str, ...]:
    """What somebody does who has never come in by ``address`` (as it is opened or typed), in order. ``proof`` is the
    fingerprint that ssh shows; ``t`` translates the domain ``report``."""
    if address.startswith("tabletop "):
        return (t("Where tabletop is installed: type this line, Enter, then the code."),)
    if not address.startswith("ssh "):
        return (t("Open this address and type the code."),)
    window = t("Open a terminal (Windows: press the Windows key, type cmd, Enter; Mac: the app “Terminal”).")
    line = t("Type the line above exactly as it stands, then Enter.")
    asked = t("The first time it asks whether to go on: type yes and Enter.")
    if proof:
        asked = t(
            "The first time it asks whether to go on: if it shows {proof}, type yes and Enter; if not, tell the"
            " exercise office.",
            proof=proof,
        )
    code = t("Asked for your code, type it and Enter; nothing shows while you type.")
    return (window, line, asked, code)


def _qr(link: str, t: Translate) -> str:
    """The link as a picture, drawn into the page."""
    if not link:
        return ""
    import segno

    drawn = segno.make(link, error="m").svg_inline(scale=3, border=2, omitsize=True)
    label = escape(t("QR code: opens the page with the code filled in"), quote=True)
    return f'<div class="qr" role="img" aria-label="{label}">{drawn}</div>'


_STYLE = """
@page { size: A4; margin: 10mm }
* { box-sizing: border-box }
body { margin: 0; color: #111; background: #fff; line-height: 1.35;
  font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo", sans-serif }
.screen { max-width: 60em; margin: 1em auto; padding: .6em 1em; border: 1px solid #777 }
.sheet { display: grid; grid-template-columns: 1fr 1fr; grid-auto-rows: 138mm; width: 190mm; margin: 0 auto;
  break-after: page }
.sheet:last-child { break-after: auto }
.card { border: 1px dashed #777; padding: 5mm 6mm; overflow: hidden; display: flex; flex-direction: column }
.card p, .card h2 { margin: 0 }
.exercise { font-size: 9pt }
.team { font-size: 12pt; margin-top: 2mm !important }
.card h2 { font-size: 15pt; margin-top: 1mm; text-wrap: balance }
.detail, .people { font-size: 9pt; margin-top: 1mm !important }
.label { font-size: 9pt; margin-top: 2mm !important }
.code { font: 700 18pt/1.3 "DejaVu Sans Mono", "Noto Sans Mono", Consolas, Menlo, monospace; white-space: nowrap }
.how { margin-top: auto }
dl { margin: 0; font-size: 8pt; min-width: 0 }
dt { margin-top: 1mm } dd { margin: 0; overflow-wrap: anywhere }
.steps { margin: 0; padding-left: 1.6em; color: #333; font-size: 7.2pt; line-height: 1.3 }
.steps li:only-child { list-style: none; margin-left: -1.6em }
code { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace }
.qr { float: right; width: 27mm; margin-left: 2mm } .qr svg { width: 27mm; height: 27mm; display: block }
.office { border-style: solid; border-width: 2px }
@media print { .screen { display: none } }
@media screen and (max-width: 190mm) { .sheet { width: auto; grid-template-columns: 1fr; grid-auto-rows: auto } }
"""
