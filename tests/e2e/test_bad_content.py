"""The shipped content, damaged as editors, copies and hands damage files: never an exception, the place named."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.cli.main import main
from simulator.content.bundles import own_problems
from simulator.content.checking import check
from simulator.content.documents import open_document
from simulator.content.problems import Problem
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent
PLAYED_FROM = (
    "scenarios/lost-file-posted-online",
    "manuals/municipal-incident-procedure",
    "manuals/common-lexicon",
    "roles/suigo-city",
)
SHIPPED = sorted(str(path.relative_to(ROOT)) for folder in PLAYED_FROM for path in (ROOT / folder).rglob("*.yaml"))
"""The flagship with everything that it is played from."""

SCENARIO = "scenarios/lost-file-posted-online/scenario.yaml"
ROLES = ROOT / "roles" / "suigo-city" / "organization.yaml"
DAMAGES = 30
"""Damaged copies of each file."""

JUNK = (
    *("", "x", "- ", "a: b", "  x: 1", "[", "]", "{a: ", "}", "'", '"', "|", ">", "\t", "：", "&a", "*a", "!t", "#"),
    *(
        "---",
        "...",
        "? a",
        ": b",
        "%",
        "@",
        "`",
        "- - -",
        "{who:mayor}",
        "\u3000title: あ",
        "<<: *x",
        "9" * 400,
        "null",
    ),
)
LOCAL = frozenset({"x", "- ", "a: b", "  x: 1", "]", "}", "!t", "#", ": b", "@", "`", "{who:mayor}", "9" * 400, "null"})
"""Junk that opens nothing which could close lines later."""

INVALID = frozenset({"yaml", "file", "kind", "key", "value", "lang"})
"""First parts of the codes that say: this is no valid document."""


class Said(NamedTuple):
    code: int
    out: str
    err: str


def tabletop(*words: str, lang: str = "en") -> Said:
    """What the program says, in this process; a bug that it caught itself is a failure here."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*words, "--lang", lang])
        except SystemExit as ended:
            code = int(ended.code or 0)
    said = Said(code, out.getvalue(), err.getvalue())
    assert code in {0, 1, 2}, said
    assert "Traceback" not in said.out + said.err
    return said


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything shipped. Tests put a file back after they have damaged it."""
    root = tmp_path_factory.mktemp("library")
    for folder in ("scenarios", "manuals", "roles"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def damaged(lines: list[str], rng: random.Random) -> tuple[list[str], int, str, bool]:
    """Damaged lines, the place (from 0), the way, and whether the damage can be noticed near its place only."""
    at = rng.randrange(len(lines))
    way = rng.choice(["delete", "double", "indent", "dedent", "junk", "swap", "cut", "middle", "end"])
    after = list(lines)
    junk = rng.choice(JUNK)
    if way == "delete":
        del after[at]
    elif way == "double":
        after.insert(at, lines[at])
    elif way == "indent":
        after[at] = " " * rng.randint(1, 6) + lines[at]
    elif way == "dedent":
        after[at] = lines[at].removeprefix(" ")
    elif way == "junk":
        after[at] = junk
    elif way == "swap":
        after[at : at + 2] = reversed(after[at : at + 2])
    elif way == "cut":
        after[at] = lines[at][: len(lines[at]) // 2]
    elif way == "middle":
        after[at] = f"{lines[at][:3]}{junk}{lines[at][3:]}"
    else:
        after = after[:at]
    local = way in {"delete", "double", "indent", "dedent"} or (way == "junk" and junk in LOCAL)
    return after, at, way, local


def begins(line: str) -> bool:
    """Whether a top-level key, or an entry of a list right below one, begins in ``line``."""
    return bool(re.match(r"[^\s#]|  - |  [\w-]+:|- ", line))


def construct(lines: list[str], at: int) -> range:
    """Numbers (from 1) of the lines around ``at`` (from 0) that belong together, with one more on each side.

    YAML notices some mistakes where the next thing begins.
    """
    first = next((n for n in range(min(at, len(lines) - 1), -1, -1) if begins(lines[n])), 0)
    last = next((n for n in range(at + 1, len(lines)) if begins(lines[n])), len(lines))
    return range(first, last + 3)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_damaged_line_of_a_shipped_file_is_named_and_nothing_is_raised(name: str, library: Path) -> None:
    path = library / name
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    base = path.with_name(re.sub(r"\.(en|ja)\.yaml$", ".yaml", path.name))
    known = {problem.order for problem in own_problems(open_document(base))}
    rng = random.Random(name)
    invalid = 0
    try:
        for _ in range(DAMAGES):
            after, at, way, local = damaged(lines, rng)
            path.write_text("\n".join(after) + "\n", encoding="utf-8")
            problems = [problem for problem in own_problems(open_document(base)) if problem.order not in known]
            assert all(problem.line_for(translator("content", lang)) for problem in problems for lang in ("ja", "en"))
            here = [p for p in problems if p.file == str(path) and p.severity == "error" and is_invalid(p)]
            invalid += bool(here)
            if here and local:
                # A key that is missing at the top is named where the document begins.
                places = {*construct(lines, at), *((1, 2, 3, 4, 5) if not lines[at].startswith(" ") else ())}
                assert {problem.line for problem in here} & places, (at + 1, way, lines[at], here)
    finally:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert invalid > DAMAGES // 6, "most damages should be noticed"


def is_invalid(problem: Problem) -> bool:
    return problem.code.split(".")[0] in INVALID


@pytest.mark.parametrize("name", SHIPPED)
def test_check_and_rehearse_end_with_the_codes_that_they_promise(name: str, library: Path) -> None:
    path = library / name
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    rng = random.Random(f"codes {name}")
    try:
        path.write_text("\n".join(lines[: rng.randrange(5, len(lines))]) + '\n  - "', encoding="utf-8")
        checked = tabletop("check", str(library), lang="ja")
        played = tabletop("rehearse", str(library / SCENARIO))
    finally:
        path.write_text(text, encoding="utf-8")
    assert checked.code == 1
    assert f"{path.name}:" in checked.out
    assert played.code == 2
    assert (played.out, bool(re.search(r"\.yaml:\d+:\d+: ", played.err))) == ("", True)


def in_encoding(name: str) -> Callable[[bytes], bytes]:
    return lambda raw: raw.decode().encode(name, "replace")


WHOLE: dict[str, tuple[Callable[[bytes], bytes], str | None]] = {
    "crlf": (lambda raw: raw.replace(b"\n", b"\r\n"), None),
    "cr": (lambda raw: raw.replace(b"\n", b"\r"), None),
    "byte-order-mark": (lambda raw: b"\xef\xbb\xbf" + raw, None),
    "shift-jis": (in_encoding("cp932"), "file.encoding"),
    "euc-jp": (in_encoding("euc_jp"), "file.encoding"),
    "iso-2022-jp": (in_encoding("iso2022_jp"), "file.control_character"),
    "utf-16": (in_encoding("utf-16"), "file.encoding"),
    "utf-16-no-mark": (in_encoding("utf-16-le"), "file.encoding"),
    "utf-32": (in_encoding("utf-32"), "file.encoding"),
    "cut-in-a-character": (lambda raw: raw[: raw.index("課".encode()) + 1], "file.encoding"),
    "nul": (lambda raw: raw.replace(b"\n", b"\x00\n", 1), "file.control_character"),
    "only-nul": (lambda _: b"\x00" * 4096, "file.control_character"),
    "tabs": (lambda raw: raw.replace(b"  ", b"\t"), "yaml.tab"),
    "empty": (lambda _: b"", "file.empty"),
    "only-a-comment": (lambda _: b"# nothing\n", "file.empty"),
    "a-word": (lambda _: b"hello\n", "kind.missing"),
    "a-list": (lambda _: b"- a\n- b\n", "kind.missing"),
    "twice": (lambda raw: raw + b"---\n" + raw, "yaml.documents"),
    "20-megabytes": (lambda raw: raw + b"# padding\n" * 2_000_000, "file.too_big"),
    "one-long-line": (lambda _: b"kind: " + b"x" * 4_000_000, "kind.unknown"),
    "10000-brackets": (lambda _: b"kind: scenario\nx: " + b"[" * 10_000, "yaml.depth"),
    "10000-braces-closed": (lambda _: b"x: " + b"{a: " * 10_000 + b"}" * 10_000, "yaml.depth"),
    "10000-dashes": (lambda _: b"- " * 10_000, "yaml.depth"),
    "alias-bomb": (
        lambda _: (
            b"a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
            + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 12))
        ),
        "yaml.too_many",
    ),
    "alias-of-itself": (lambda _: b"kind: &a [*a]\n", "yaml.alias"),
    "tag-that-runs-code": (lambda _: b'!!python/object/apply:os.mkdir ["owned"]\n', "yaml.tag"),
    "escape-in-quotes": (lambda _: b'kind: "\\e]0;owned\\a"\n', "file.control_character"),
    "no-utf-8-at-all": (lambda _: bytes(range(128, 256)) * 10, "file.encoding"),
}
"""Damage to a whole file, and the code of a problem it causes; None where the file is as good as before."""


@pytest.mark.parametrize("way", WHOLE)
def test_a_file_damaged_as_a_whole(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    harm, code = WHOLE[way]
    Path("organization.yaml").write_bytes(harm(ROLES.read_bytes()))
    problems = check(["organization.yaml"]).problems
    said = tabletop("check", "organization.yaml")

    if code is None:
        assert [p for p in problems if p.severity == "error"] == []
        assert said.code == 0
    else:
        assert code in {problem.code for problem in problems}
        assert said.code == 1
        assert len(said.out) < 10_000, "a message shows a value in short"
        assert tabletop("rehearse", "organization.yaml").code == 2
    assert [path.name for path in Path().iterdir()] == ["organization.yaml"]


def strange_things(folder: Path) -> Iterator[Path]:
    """Things that are called like YAML files and are none."""
    loop, hanging, inside = folder / "loop.yaml", folder / "hanging.yaml", folder / "folder.yaml"
    loop.symlink_to(loop)
    hanging.symlink_to(folder / "nowhere")
    inside.mkdir()
    (folder / "up").symlink_to(folder)
    yield from (loop, hanging, inside)
    device, pipe = folder / "device.yaml", folder / "pipe.yaml"
    device.symlink_to("/dev/zero")
    os.mkfifo(pipe)
    yield from (device, pipe)


def test_folders_links_loops_pipes_and_devices_called_like_files(tmp_path: Path) -> None:
    things = list(strange_things(tmp_path))
    shutil.copy(ROLES, tmp_path / "good.yaml")
    whole = tabletop("check", str(tmp_path))

    assert whole.code == 0, whole
    assert "Files: 1, errors: 0" in whole.out
    for thing in things:
        assert tabletop("check", str(thing)).code in {1, 2}, thing
        assert tabletop("rehearse", str(thing)).code == 2, thing
        assert tabletop("rehearse", "lost-file-posted-online", "--script", str(thing)).code == 2, thing


def test_an_overlay_without_its_document_and_one_of_another_document(library: Path, tmp_path: Path) -> None:
    overlay = library / "roles" / "suigo-city" / "organization.en.yaml"
    shutil.copy(overlay, tmp_path / "alone.en.yaml")
    shutil.copy(library / SCENARIO, tmp_path / "other.yaml")
    shutil.copy(overlay, tmp_path / "other.en.yaml")

    assert "overlay.no_document" in tabletop("check", str(tmp_path / "alone.en.yaml")).out
    assert "overlay.of" in tabletop("check", str(tmp_path / "other.yaml")).out
