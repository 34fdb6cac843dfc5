"""The guides to rubrics keep their word: the example in them is added to the shipped manual, checked and judged."""

import re
import shutil
from pathlib import Path

import pytest

from simulator.content.checking import check
from simulator.content.loading import load_manual
from simulator.model.rubric import ContactEvidence, Essential, Examples, Rubric, Saying
from simulator.model.verdict import Verdict
from simulator.scoring.judge import Judge
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent
GUIDES = [ROOT / "docs" / "rubrics.md", ROOT / "docs" / "rubrics.ja.md"]
MANUAL = "municipal-incident-procedure"
BEFORE = "      - id: A06\n"
LEXICONS = "lexicons: [common-lexicon]"

guides = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)


def block(guide: Path, name: str) -> str:
    """The one code block of the guide that is called ``name``."""
    found = re.findall(rf"(?ms)^```yaml {name}\n(.*?)^```$", guide.read_text(encoding="utf-8"))
    assert len(found) == 1, name
    return str(found[0])


def library(folder: Path) -> Path:
    """A copy of the shipped manuals; the manual's file."""
    shutil.copytree(ROOT / "manuals", folder / "manuals")
    return folder / "manuals" / MANUAL / "manual.yaml"


def follow(guide: Path, manual: Path, step: str) -> None:
    """Do what the guide says with the shipped manual."""
    (manual.parent / "lexicon.yaml").write_text(block(guide, "lexicon"), encoding="utf-8")
    text = manual.read_text(encoding="utf-8")
    assert text.count(LEXICONS) == text.count(BEFORE) == 1
    indented = "".join(f"      {line}".rstrip() + "\n" for line in step.splitlines())
    text = text.replace(LEXICONS, block(guide, "manual").strip()).replace(BEFORE, f"{indented}\n{BEFORE}")
    manual.write_text(text, encoding="utf-8")


def problems(folder: Path) -> set[str]:
    """What ``check`` says of the library in ``folder``, without line numbers."""
    t = translator("content", "en")
    report = check([str(folder / "manuals")], roots=[folder])
    return {re.sub(r":\d+:\d+:", ":", problem.line_for(t)) for problem in report.problems}


@guides
def test_the_example_passes_check_beside_the_shipped_steps(guide: Path, tmp_path: Path) -> None:
    manual = library(tmp_path)
    before = problems(tmp_path)

    follow(guide, manual, block(guide, "step"))

    assert problems(tmp_path) == before


@guides
def test_check_complains_when_an_example_is_spoilt(guide: Path, tmp_path: Path) -> None:
    manual = library(tmp_path)
    before = problems(tmp_path)
    step = block(guide, "step")
    spoilt = step.replace("- The work phone has been locked.", "- The weather is fine.")
    assert spoilt != step

    follow(guide, manual, spoilt)

    (found,) = problems(tmp_path) - before
    assert "A33" in found
    assert "The weather is fine." in found


@guides
@pytest.mark.parametrize(
    ("text", "verdict", "missing"),
    [
        ("公用携帯は直ちに利用停止にして、止まったことを確かめた。", Verdict.MET, ()),
        ("公用携帯を利用停止にした。", Verdict.PARTIAL, ("at-once", "checked")),
        ("公用携帯をロックしますか。", Verdict.NOT_MET, ("at-once", "checked")),
        ("公用携帯のロックは見送る。", Verdict.NOT_MET, ("at-once", "checked")),
        ("The duty phone was locked.", Verdict.PARTIAL, ("at-once", "checked")),
        ("The duty phone was locked immediately, and IT confirmed it.", Verdict.MET, ()),
        ("Shall we lock the duty phone?", Verdict.NOT_MET, ("at-once", "checked")),
    ],
)
def test_the_example_judges_words_that_are_not_in_it(
    guide: Path, tmp_path: Path, text: str, verdict: Verdict, missing: tuple[str, ...]
) -> None:
    manual = library(tmp_path)
    follow(guide, manual, block(guide, "step"))
    loaded = load_manual(manual, roots=[tmp_path])
    assert loaded.manual is not None, loaded.problems

    found = Judge(loaded.manual, loaded.lexicons).judge_text("A33", text)

    assert (found.verdict, found.missing) == (verdict, missing)


@guides
def test_the_guide_quotes_replies_that_are_judged_here(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")

    assert "公用携帯は直ちに利用停止にして、止まったことを確かめた。" in text
    for quoted in re.findall(r"「(公用携帯[^」]+)」|“?\"((?:The duty|Shall we)[^\"]+)\"", text):
        assert any(one in Path(__file__).read_text(encoding="utf-8") for one in quoted if one)


@guides
@pytest.mark.parametrize("model", [Rubric, Saying, Essential, ContactEvidence, Examples])
def test_every_key_is_explained(guide: Path, model: type) -> None:
    text = guide.read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z_]+)(?:`|:)", text)) | set(re.findall(r"\{(to):", text))

    assert set(model.model_fields) - explained == set()


@guides
def test_concepts_that_are_named_exist(guide: Path) -> None:
    loaded = load_manual(MANUAL)
    known = {concept.id for lexicon in loaded.lexicons for concept in lexicon.concepts}
    own = set(re.findall(r"- id: ([a-z-]+)\n    words", block(guide, "lexicon")))

    assert own == {"work-device", "lock", "our-desk"}
    assert set(re.findall(r"`@([a-z-]+)`", guide.read_text(encoding="utf-8"))) <= known | own
