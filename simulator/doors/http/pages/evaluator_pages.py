"""The evaluator's desk in a browser: queue, a step, ratings, observations, agreement. The words are the terminal's."""

from __future__ import annotations

from collections.abc import Callable

from simulator.doors.http.pages import paths
from simulator.doors.http.pages.desk import clock_face
from simulator.doors.http.pages.evaluator_rows import Team, after, filters_of, kept, narrowed, rows_of, teams_of
from simulator.doors.http.pages.faults import fault_words
from simulator.doors.http.pages.render import DOMAIN, render
from simulator.doors.http.pages.script_words import SCRIPT_WORDS
from simulator.doors.http.pages_port import PageContext
from simulator.model.rating import About, Rating
from simulator.report.phrases import clock_words
from simulator.report.rating_words import rating_meaning, rating_words, why_words
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator import told
from simulator.tui.evaluator.items import Item, Standing, evaluator_name, items_of, waiting
from simulator.tui.evaluator.rated import Rated, rated_of
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.wording import Wording, day_of
from simulator.words import mark, translator

_HEADINGS = {
    "queue": mark("Queue"),
    "ratings": mark("Ratings"),
    "notes": mark("Observations"),
    "agreement": mark("Agreement"),
}
"""The pages that stand in the menu, in its order."""

_WITHIN = {"": "queue", "step": "queue", "rating": "ratings"}
"""Under which of them a page stands that is not one itself."""


def evaluator_page(desk: EvaluatorDesk, context: PageContext) -> str:
    """The page ``context.item`` of the desk. Raises KeyError where there is none, or no such step or rating."""
    pages: dict[str, Callable[[EvaluatorDesk, PageContext, EvaluatorWording], dict[str, object]]] = {
        "": _queue,
        "step": _step,
        "ratings": _ratings,
        "rating": _rating,
        "notes": _notes,
        "agreement": _agreement,
    }
    words = EvaluatorWording(context.lang)
    page = context.item
    template = page or "queue"
    return render(
        f"evaluator_{template}.html",
        context.lang,
        **_around(page, desk, context),
        **pages[page](desk, context, words),
    )


def _around(page: str, desk: EvaluatorDesk, context: PageContext) -> dict[str, object]:
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    here = _WITHIN.get(page, page)
    items = items_of(desk, context.now)
    teams = teams_of(desk, items, context.now)
    form = context.form
    return {
        "layout": "bare.html" if context.fragment else "base.html",
        "c": context,
        "v": desk.view,
        "base": paths.EVALUATOR,
        "here": here,
        "heading": t(_HEADINGS[here]),
        "tabs": [
            (name, t(label), paths.evaluator("" if name == "queue" else name)) for name, label in _HEADINGS.items()
        ],
        "waits": waiting(items),
        "me": evaluator_name(desk.view.me),
        "teams": teams,
        "several": len(teams) > 1,
        "faces": {team.id: _face(words, desk, team, context) for team in teams},
        "fault": fault_words(words, t, context.refusal),
        "script_words": {name: t(said) for name, said in SCRIPT_WORDS.items()},
        "day_of": day_of,
        "typed": lambda name, other="": form.get(name, (other,))[-1],
        "kept": kept(context.asked),
        "last": _last(desk, context),
    }


def _last(desk: EvaluatorDesk, context: PageContext) -> tuple[str, str]:
    """The step that was decided just now and where it stands; empty where none was."""
    team, _, step = context.asked.get("last", "").partition(" ")
    if not context.done or not any(one.id == step for one in desk.view.steps):
        return "", ""
    return step, paths.evaluator_step(team, step, kept(context.asked))


def _face(words: Wording, desk: EvaluatorDesk, team: Team, context: PageContext) -> object:
    return clock_face(words, desk.view.day_one, team.clock, context.now, context.now, team.limits)


def _queue(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    items = items_of(desk, context.now)
    filters = filters_of(context)
    shown = narrowed(items, filters)
    first = next((one for one in shown if one.standing is Standing.WAITING), None)
    sections = {one.text.section for one in items}
    return {
        "rows": rows_of(words, shown, context),
        "all": len(items),
        "first": paths.evaluator_step(first.team.id, first.text.id, kept(context.asked)) if first else "",
        "filters": filters,
        "standings": [(one.value, words.t(label)) for one, label in told.STANDINGS.items()],
        "sections": [one for one in desk.view.rated if one.about is About.SECTION and one.id in sections],
    }


def _step(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    items = items_of(desk, context.now)
    wanted = (context.asked.get("team", ""), context.asked.get("step", ""))
    item = next((one for one in items if (one.team.id, one.text.id) == wanted), None)
    if item is None:
        raise KeyError(wanted)
    must_not = item.text.must_not
    shown = narrowed(items, filters_of(context))
    back, own = paths.evaluator_step(*wanted, kept(context.asked)), item.own(desk.view.me)
    follows = after(shown, item)
    last = {"last": " ".join(wanted)}
    listed = shown if item in shown else (*shown, item)
    return {
        "rows": rows_of(words, listed, context, here=item.id),
        "i": item,
        "own": own,
        "open": item.standing is Standing.OPEN,
        "waits_here": item.standing is Standing.WAITING,
        "proposed": told.verdict_label(words, item.line.automatic, must_not=must_not),
        "why": told.why_proposed(words, item),
        "waits_words": told.waits_words(words, item),
        "decisions": [(one, told.decision_words(words, one, must_not=must_not)) for one in item.line.decisions],
        "opinion": told.opinion_words(words, item),
        "facts": _facts(words, item),
        "choices": told.verdict_choices(words, must_not=must_not),
        "nothing": told.found_nothing(item),
        "replies": [
            (one, told.source_words(words, one), told.parts_marked(one, item), told.option_counts(one, item))
            for one in item.replies
        ],
        "brackets": told.brackets(words),
        "moment": clock_words(item.now if item.moment is None else item.moment),
        "back": back,
        "then": (
            paths.evaluator_step(follows.team.id, follows.text.id, kept(context.asked) | last)
            if follows
            else paths.evaluator("", kept(context.asked) | last)
        ),
        "previous": _link(after(shown, item, back=True, waiting=False), context),
        "next": _link(after(shown, item, waiting=False), context),
        "agreed": own is not None and own.confirmed and not own.lapsed,
    }


def _link(item: Item | None, context: PageContext) -> str:
    return paths.evaluator_step(item.team.id, item.text.id, kept(context.asked)) if item else ""


def _facts(words: EvaluatorWording, item: Item) -> list[tuple[str, str, bool]]:
    """Labels with their values, and whether a value is a fault."""
    t = translator(DOMAIN, words.lang)
    found = [
        (t("Timing"), told.time_words(words, item), bool(item.score.late_by)),
        (t("In charge"), told.charge_words(words, item), item.score.actor == "other"),
        (t("Missing"), told.missing_words(words, item), False),
        (t("Points"), told.worth_words(words, item), False),
        (t("Critical"), item.text.critical, False),
    ]
    return [one for one in found if one[1]]


def _ratings(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    found = rated_of(desk, context.now)
    return {
        "groups": [
            (team, about, [one for one in found if one.team.id == team.id and one.text.about is about])
            for team in desk.view.teams
            for about in About
            if any(one.team.id == team.id and one.text.about is about for one in found)
        ],
        "rated_count": sum(one.stands is not None for one in found),
        "rated_all": len(found),
        "href": _rating_href,
        "meanings": [(one.value, rating_meaning(words.report, one)) for one in Rating],
        "section": About.SECTION,
    }


def _rating_href(one: Rated) -> str:
    return paths.evaluator("rating", {"team": one.team.id, "about": one.text.about.value, "id": one.text.id})


def _rating(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    asked = context.asked
    wanted = (asked.get("team", ""), asked.get("about", ""), asked.get("id", ""))
    found = rated_of(desk, context.now)
    one = next((one for one in found if (one.team.id, one.text.about.value, one.text.id) == wanted), None)
    if one is None:
        raise KeyError(wanted)
    later = found[found.index(one) + 1 :]
    proposed = one.proposal.rating
    begin = one.stands.rating if one.stands else proposed
    return {
        "one": one,
        "back": _rating_href(one),
        "then": _rating_href(later[0]) if later else paths.evaluator("ratings"),
        "proposed": proposed,
        "proposed_words": rating_words(words.report, proposed) if proposed else "",
        "begin": begin.value if begin else "",
        "reasons": why_words(words.report, one.proposal.why),
        "waiting_steps": words.names(one.waiting),
        "open_steps": words.names(one.still_open),
        "held": [
            (held, told.who_decided(words, held.actor), rating_words(words.report, held.rating)) for held in one.held
        ],
        "own": any(held.actor == desk.view.me for held in one.held),
        "steps": [
            (
                score,
                told.verdict_label(words, score.verdict, must_not=score.must_not),
                paths.evaluator_step(one.team.id, score.step, {"show": "all"}),
            )
            for score in one.scores
            if score.exercised or score.must_not
        ],
        "choices": [(rating.value, rating_words(words.report, rating)) for rating in Rating],
    }


def _notes(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    found = sorted(((note.at, team.id, note.seq), team, note) for team in desk.view.teams for note in team.notes)
    clocks = [(team, clock_words(team.clock.at(context.now))) for team in desk.view.teams]
    return {
        "notes": [(team, note, told.who_noted(words, note)) for _, team, note in reversed(found)],
        "clocks": clocks,
        "back": paths.evaluator("notes"),
    }


def _agreement(desk: EvaluatorDesk, context: PageContext, words: EvaluatorWording) -> dict[str, object]:
    del context
    must_nots = {one.id: one.must_not for one in desk.view.steps}
    titles = {one.id: one.title for one in desk.view.steps}
    team_titles = {team.id: team.title for team in desk.view.teams}
    pairs = []
    for pair in desk.agreement.pairs:
        differences = [
            (
                one,
                team_titles.get(one.team, one.team),
                titles.get(one.step, ""),
                told.verdict_label(words, one.one, must_not=must_nots.get(one.step, False)),
                told.verdict_label(words, one.other, must_not=must_nots.get(one.step, False)),
                paths.evaluator_step(one.team, one.step, {"show": "all"}),
            )
            for one in pair.differences
        ]
        pairs.append((pair, told.rater(words, pair.one), told.rater(words, pair.other), differences))
    return {
        "pairs": pairs,
        "figure": told.figure,
        "kappa": desk.agreement.kappa,
        "people": told.compared(desk.agreement),
    }
