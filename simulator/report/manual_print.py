"""A manual for authors: its contents, one step in full, what it needs around it; as text, Markdown and plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.model.manual import Polarity, Step
from simulator.model.manual_needs import Kind, Known, Need, Needs
from simulator.report.manual_words import ManualWords
from simulator.report.phrases import CRITICAL_MARK
from simulator.report.width import pad, width, wrap
from simulator.words import Translate, mark

_KINDS: dict[Kind, str] = {
    "role": mark("Roles"),
    "owner": mark("Roles, sections or inside parties"),
    "anybody": mark("Roles, sections or parties, inside or outside"),
}
_WIDEST_ID, _WIDEST_TITLE = 24, 36


def contents_text(words: ManualWords, columns: int) -> str:
    """Chapters, and steps with number, title, owners, limit, order and critical mark."""
    t, manual = words.t, words.manual
    out = [t("{title} ({id}, version {version})", title=words.text(manual.title), id=manual.id, version=manual.version)]
    if any(step.critical is not None for step in manual.steps.values()):
        out.append(t("{mark} a failure here is critical", mark=CRITICAL_MARK))
    for section in manual.sections:
        out += ["", f"{words.text(section.title)} [{section.id}]"]
        for step in section.steps:
            out += _wrapped(_head(words, step), 2, columns)
            for label, value in _facts(words, step):
                out += _wrapped(f"{label}: {value}", 8, columns)
    return "\n".join([*out, ""])


def step_text(words: ManualWords, step: Step, columns: int) -> str:
    """One step: clause, facts, sources, when it is done, mistakes, what the rubric looks for, examples."""
    out = [*_wrapped(_head(words, step), 0, columns), ""]
    for line in words.text(step.text).split("\n"):
        out += _wrapped(line, 2, columns)
    facts = [f"{label}: {value}" for label, value in _facts(words, step)]
    if facts:
        out += ["", *(line for fact in facts for line in _wrapped(fact, 2, columns))]
    for title, items in _lists(words, step):
        out += ["", title, *(line for item in items for line in _wrapped(f"- {item}", 2, columns, hang=2))]
    return "\n".join([*out, ""])


def needs_text(words: ManualWords, needs: Needs, known: Known | None) -> str:
    """Ids with titles and the steps that name them; of an organisation's ``known`` ids what is missing is marked."""
    t = words.t
    out = [t("What a scenario with the manual {id} needs", id=words.manual.id)]
    groups = [(t(title), [n for n in needs.people if n.kind == kind]) for kind, title in _KINDS.items()]
    rows = [
        (title, [(n.id, words.title(n.id), n.steps, _lack(t, n, known)) for n in people]) for title, people in groups
    ]
    moments = [(m.id, words.text(m.title), m.steps, "") for m in needs.moments]
    rows.append((t("Moments (below moments: of the scenario)"), moments))
    listed = [row for _, group in rows for row in group]
    first = min(_WIDEST_ID, max((width(row[0]) for row in listed), default=0))
    second = min(_WIDEST_TITLE, max((width(row[1]) for row in listed), default=0))
    for title, group in rows:
        if group:
            out += ["", title]
        for name, called, steps, lack in group:
            label = pad(name, first) if width(name) <= first else name
            out.append(f"  {label}  {pad(called, second)}  {lack}{' '.join(steps)}".rstrip())
    if known is not None:
        out += ["", *_ways_out(t, needs.steps_without(known))]
    return "\n".join([*out, ""])


def _lack(t: Translate, need: Need, known: Known | None) -> str:
    return t("MISSING: ") if known is not None and need.id not in known[need.kind] else ""


def _ways_out(t: Translate, steps: tuple[str, ...]) -> Iterator[str]:
    if not steps:
        yield t("The organisation has all of them.")
        return
    yield t("Steps that name somebody who is missing. Leave them out, replace them, or add the role or party:")
    yield f"  without: [{', '.join(steps)}]"


def as_markdown(words: ManualWords, needs: Needs) -> str:
    """The whole manual as a page of the documentation."""
    t, manual = words.t, words.manual
    out = [f"# {_plain(words.text(manual.title))}", "", f"`{manual.id}` {manual.version}", ""]
    out += [_plain(words.text(manual.note)), ""] if manual.note is not None else []
    needed = t("What a scenario with the manual {id} needs", id=f"`{manual.id}`")
    columns = " | ".join(("id", t("Title"), t("Must be"), t("Steps")))
    out += [f"## {needed}", "", f"| {columns} |", "|---|---|---|---|"]
    for need in needs.people:
        row = (f"`{need.id}`", words.title(need.id), t(_KINDS[need.kind]), " ".join(need.steps))
        out.append(f"| {' | '.join(map(_cell, row))} |")
    for moment in needs.moments:
        row = (f"`{moment.id}`", words.text(moment.title), t("Moment"), " ".join(moment.steps))
        out.append(f"| {' | '.join(map(_cell, row))} |")
    for section in manual.sections:
        out += ["", f"## {_plain(words.text(section.title))} {{ #{section.id} }}"]
        for step in section.steps:
            out += ["", f"### {_plain(_head(words, step))} {{ #{step.id} }}", "", _plain(words.text(step.text)), ""]
            out += [f"- {label}: {_plain(value)}" for label, value in _facts(words, step)]
            for title, items in _lists(words, step):
                out += ["", f"**{title}**", "", *(f"- {_plain(item)}" for item in items)]
    return "\n".join([*out, ""])


def contents_data(words: ManualWords) -> dict[str, Any]:
    """The contents as plain data."""
    manual = words.manual
    return {
        "id": manual.id,
        "title": words.text(manual.title),
        "version": manual.version,
        "moments": [{"id": moment.id, "title": words.text(moment.title)} for moment in manual.moments],
        "sections": [
            {
                "id": section.id,
                "title": words.text(section.title),
                "steps": [_step_data(words, step) for step in section.steps],
            }
            for section in manual.sections
        ],
    }


def step_data(words: ManualWords, step: Step) -> dict[str, Any]:
    """One step in full as plain data."""
    return {
        **_step_data(words, step),
        "text": words.text(step.text),
        "critical_because": words.text(step.critical) or None,
        "sources": [words.text(one) for one in step.sources],
        "done_when": [words.text(one) for one in step.done_when],
        "mistakes": [words.text(one) for one in step.mistakes],
        "looks_for": words.looks_for(step.rubric),
        "examples": step.rubric.examples.model_dump(mode="json"),
    }


def needs_data(words: ManualWords, needs: Needs, known: Known | None) -> dict[str, Any]:
    """What the manual needs as plain data; ``missing`` and ``without`` where an organisation is compared."""
    data: dict[str, Any] = {
        "id": words.manual.id,
        "people": [
            {"id": n.id, "title": words.title(n.id) or None, "must_be": n.kind, "steps": list(n.steps)}
            for n in needs.people
        ],
        "moments": [{"id": m.id, "title": words.text(m.title), "steps": list(m.steps)} for m in needs.moments],
    }
    if known is not None:
        data["missing"] = [need.id for need in needs.people if need.id not in known[need.kind]]
        data["without"] = list(needs.steps_without(known))
    return data


def _step_data(words: ManualWords, step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": words.text(step.title),
        "polarity": step.polarity.value,
        "roles": [{"id": name, "title": words.title(name) or None} for name in step.roles],
        "deadline": None if step.deadline is None else step.deadline.model_dump(mode="json", by_alias=True),
        "limit": words.limit(step.deadline) or None,
        "after": list(step.after),
        "weight": step.weight,
        "critical": step.critical is not None,
    }


def _head(words: ManualWords, step: Step) -> str:
    """Number, critical mark and title."""
    critical = f" {CRITICAL_MARK}" if step.critical is not None else ""
    title = words.text(step.title)
    if step.polarity is Polarity.REFRAIN:
        title = words.t("Must not: {title}", title=title)
    return f"{step.id}{critical} {title}"


def _facts(words: ManualWords, step: Step) -> Iterator[tuple[str, str]]:
    t = words.t
    facts = ((t("Who"), words.people(step.roles)), (t("By when"), words.limit(step.deadline)))
    yield from ((label, value) for label, value in (*facts, (t("After"), t(", ").join(step.after))) if value)


def _lists(words: ManualWords, step: Step) -> Iterator[tuple[str, list[str]]]:
    t, examples = words.t, step.rubric.examples
    lists = (
        (t("Critical because"), [words.text(step.critical)] if step.critical is not None else []),
        (t("Sources"), [words.text(one) for one in step.sources]),
        (t("Done when"), [words.text(one) for one in step.done_when]),
        (t("Common mistakes"), [words.text(one) for one in step.mistakes]),
        (t("What the rubric looks for"), words.looks_for(step.rubric)),
        (t("Replies that are met"), _in_language(examples.met, words.lang)),
        (t("Replies that are partly met"), _in_language(examples.partial, words.lang)),
        (t("Replies that are not met"), _in_language(examples.not_met, words.lang)),
    )
    yield from ((title, items) for title, items in lists if items)


def _in_language(examples: tuple[str, ...], lang: str) -> list[str]:
    """Those written in ``lang`` (rubrics hold both), all of them where there is none."""
    return [one for one in examples if one.isascii() == (lang == "en")] or list(examples)


def _wrapped(text: str, indent: int, columns: int, *, hang: int = 0) -> list[str]:
    lines = wrap(" ".join(text.split()), columns - indent - hang)
    return [" " * (indent + (hang if n else 0)) + line for n, line in enumerate(lines)]


def _plain(text: str) -> str:
    """Words for Markdown, where nothing in them is markup."""
    for sign in ("\\", "*", "_", "<", "[", "|"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
