"""Pages that the site makes from the program itself: every key, every shipped manual, every code of ``check``.

A hook of mkdocs. It writes them beside the other pages before the site is built; git does not keep them, so they cannot
fall behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from simulator.content.code_help import code_help
from simulator.content.key_help import key_help
from simulator.content.library import listed, shipped_root
from simulator.content.loading import load_manual, load_organizations
from simulator.content.shapes import KINDS, Shape, fields, required
from simulator.content.shelf import Shelf
from simulator.model.base import LANGUAGES, Frozen
from simulator.model.manual import Manual
from simulator.model.manual_needs import needs_of
from simulator.model.organization import Organization
from simulator.report.manual_print import as_markdown
from simulator.report.manual_words import ManualWords, titles_from
from simulator.words import translator

_WORDS = {
    "ja": {
        "key": "鍵",
        "form": "書き方",
        "meaning": "意味",
        "needed": "必須",
        "file": "{kind}.yaml の鍵",
        "codes": "点検のコード",
        "code": "コード",
        "wrong": "誤り",
        "right": "正しい例",
        "lead": "`tabletop check` が行末に示すコードの意味と直し方です。"
        "`tabletop check --explain コード` でも同じ説明が出ます。",
        "keys_lead": "モデルから作った一覧です。「必須」の鍵は、なくてはなりません。",
    },
    "en": {
        "key": "Key",
        "form": "Written as",
        "meaning": "Meaning",
        "needed": "needed",
        "file": "Keys of {kind}.yaml",
        "codes": "Codes of check",
        "code": "Code",
        "wrong": "Wrong",
        "right": "Right",
        "lead": "What the code at the end of a line of `tabletop check` means, and what to do. "
        "`tabletop check --explain CODE` says the same.",
        "keys_lead": 'Made from the models. A key that is "needed" may not be left out.',
    },
}
_FORMS = {
    "ja": {
        "text": "文",
        "id": "id",
        "word": "語",
        "line": "一行の文字",
        "time": "`D1 13:05`",
        "span": "`20m` `2h` `3d`",
        "int": "整数",
        "flag": "`true`・`false`",
        "date": "`2026-04-01`",
        "list": "{item} の一覧",
        "single": "{item}、又はその一覧",
        "map": "id ごとの {item}",
    },
    "en": {
        "text": "text",
        "id": "id",
        "word": "wording",
        "line": "one line",
        "time": "`D1 13:05`",
        "span": "`20m` `2h` `3d`",
        "int": "whole number",
        "flag": "`true`, `false`",
        "date": "`2026-04-01`",
        "list": "list of {item}",
        "single": "{item}, or a list",
        "map": "{item} by id",
    },
}


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages where the site looks for its sources."""
    for lang in LANGUAGES:
        suffix = "" if lang == "en" else f".{lang}"
        for path, text in pages(lang).items():
            target = Path(config.docs_dir) / f"{path}{suffix}.md"
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def pages(lang: str) -> dict[str, str]:
    """Every generated page in ``lang`` by its path without ending."""
    made = {f"reference/{kind}": _reference(kind, lang) for kind in KINDS}
    manuals, organizations = _shipped()
    made |= {f"reference/manual-{one.id}": _manual(one, organizations, lang) for one in manuals}
    made["codes/index"] = _index(lang)
    return {**made, **{f"codes/{page_of(code)}": _code(code, lang) for code in code_help()}}


@cache
def _shipped() -> tuple[tuple[Manual, ...], tuple[Organization, ...]]:
    """The manuals and organisations that ship with the product."""
    roots = (shipped_root(),)
    shelf = Shelf(roots)
    manuals = (load_manual(entry.path, roots=roots, shelf=shelf).manual for entry in listed("manual", roots))
    return tuple(one for one in manuals if one is not None), load_organizations(roots=roots, shelf=shelf)


def _manual(manual: Manual, organizations: tuple[Organization, ...], lang: str) -> str:
    needs = needs_of(manual)
    titles = titles_from(organizations, [need.id for need in needs.people])
    return as_markdown(ManualWords(manual, translator("report", lang), lang, titles), needs)


def page_of(code: str) -> str:
    """The name of a code's page; a dot in it would be taken for the mark of a language."""
    return code.replace(".", "-")


def _reference(kind: str, lang: str) -> str:
    words = _WORDS[lang]
    out = [f"# {words['file'].format(kind=kind)}", "", words["keys_lead"], ""]
    for model in _models(KINDS[kind]):
        out += [f"## {model.__name__} {{ #{model.__name__.lower()} }}", "", key_help().model(model, lang), ""]
        out += [f"| {words['key']} | {words['form']} | {words['meaning']} |", "|---|---|---|"]
        for key, shape in fields(model).items():
            mark = f" ({words['needed']})" if key in required(model) else ""
            meaning = key_help().key(model, key, lang).replace("|", "\\|")
            out.append(f"| `{key}`{mark} | {_form(shape, lang)} | {meaning} |")
        out.append("")
    return "\n".join(out)


def _models(root: type[Frozen]) -> list[type[Frozen]]:
    """``root`` and every model below it, in the order of reading."""
    found: list[type[Frozen]] = []

    def visit(model: type[Frozen]) -> None:
        if model in found:
            return
        found.append(model)
        for shape in fields(model).values():
            inner: Shape | None = shape
            while inner is not None:
                if inner.model is not None:
                    visit(inner.model)
                inner = inner.item

    visit(root)
    return found


def _form(shape: Shape, lang: str) -> str:
    forms = _FORMS[lang]
    if shape.model is not None:
        return f"[{shape.model.__name__}](#{shape.model.__name__.lower()})"
    if shape.kind == "choice":
        return " ".join(f"`{value}`" for value in shape.values)
    if shape.item is None:
        return forms[shape.kind]
    form = "single" if shape.single else shape.kind
    return forms[form].format(item=_form(shape.item, lang))


def _index(lang: str) -> str:
    words = _WORDS[lang]
    rows = [f"| [`{code}`]({page_of(code)}.md) | {one.words[lang]} |" for code, one in code_help().items()]
    head = [f"# {words['codes']}", "", words["lead"], "", f"| {words['code']} | {words['meaning']} |", "|---|---|"]
    return "\n".join([*head, *rows, ""])


def _code(code: str, lang: str) -> str:
    one, words = code_help()[code], _WORDS[lang]
    return "\n".join([f"# `{code}`", "", one.words[lang], "", *_examples(one.bad, one.good, words)])


def _examples(bad: str, good: str, words: dict[str, str]) -> Iterator[str]:
    for title, example in ((words["wrong"], bad), (words["right"], good)):
        if example:
            yield from (f"**{title}**", "", "```yaml", example, "```", "")
