"""Word, Excel, CSV and the committee's paper: read back, in both languages, with hostile words that stay words."""

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from support.evaluated import sample

from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_blocks import Document, Facts, Heading, Paragraph, Table, cell, head, plain
from simulator.report.aar_build import after_action_report
from simulator.report.aar_formats import FORMATS
from simulator.report.committee_paper import committee_paper
from simulator.report.csv_files import csv_bytes
from simulator.report.docx_document import docx_bytes
from simulator.report.sheets import Sheet, sheets
from simulator.report.xlsx_workbook import xlsx_bytes

HOSTILE = [
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "<script>alert(1)</script>",
    "]]>&amp;<w:p/>",
    "\x00\x07\x1b[31m",
    "\ud800x",
    "あ" * 40_000,
]


@cache
def aar(lang: str) -> Aar:
    return after_action_report(sample(), lang)


def quiet(_: str) -> None: ...


def test_every_team_and_step_can_be_read_back_from_the_workbook() -> None:
    report = aar("ja")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report)))
    assert book.sheetnames == [
        "要旨",
        "参加者",
        "状況付与の予定と実績",
        "対応記録",
        "判定",
        *book.sheetnames[5:],
    ]
    matrix = book.worksheets[5]
    rows = {row[0]: row for row in matrix.iter_rows(min_row=2, values_only=True)}
    for step in report.steps:
        results = [team.step(step.id) for team in report.teams]
        counted = any(result is not None and result.counts for result in results)
        assert (step.id in rows) == counted
    verdicts = book.worksheets[4]
    counted = sum(result.counts for team in report.teams for result in team.steps)
    assert verdicts.max_row == counted + 1
    assert all(sheet.freeze_panes for sheet in book.worksheets)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_workbook_becomes_a_formula(words: str) -> None:
    from simulator.report import xlsx_workbook

    book = openpyxl.Workbook()
    xlsx_workbook._add(book, Sheet("x", "[a]:*?/\\" + "x" * 40, ("h",), ((words,),), (10,)))
    out = io.BytesIO()
    book.save(out)
    found = openpyxl.load_workbook(out).worksheets[-1]["A2"]
    assert found.data_type == "s"
    assert len(str(found.value)) <= 32_767


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_csv_becomes_a_formula(words: str) -> None:
    data = csv_bytes(Sheet("x", "x", ("h",), ((words, 1, None),), (10,)))
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("\r\n") >= 2
    (_, row) = csv.reader(io.StringIO(text, newline=""))
    assert not re.match(r"[=+\-@\t\r\n＝＋＠]", row[0])


def test_a_lone_dash_stays_a_dash() -> None:
    data = csv_bytes(Sheet("x", "x", ("h",), (("－",), ("-",)), (10,)))
    assert data.decode("utf-8-sig").splitlines()[1:] == ["－", "-"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_csv_has_a_file_for_each_sheet(lang: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"](aar(lang), quiet, None))) as pack:
        assert pack.namelist() == [f"{sheet.key}.csv" for sheet in sheets(aar(lang))]
        rows = list(csv.reader(io.StringIO(pack.read("verdicts.csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + sum(result.counts for team in aar(lang).teams for result in team.steps)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_word_document_has_real_styles_and_repeats_its_table_heads(lang: str) -> None:
    word = docx.Document(io.BytesIO(FORMATS["docx"](aar(lang), quiet, None)))
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet"} <= styles
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == len(set(headings)) > 5
    assert all("tblHeader" in table.rows[0]._tr.xml for table in word.tables if len(table.columns) > 2)
    pictures = re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', word.element.xml)
    assert len(pictures) == len(word.inline_shapes) > 0
    assert word.sections[0].page_width.mm == pytest.approx(210, abs=0.5)
    assert "PAGE" in word.sections[0].footer._element.xml
    assert word.core_properties.author == ""


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_word(words: str) -> None:
    document = Document(
        "ja",
        words,
        words,
        words,
        words,
        "目次",
        (
            Heading(1, words, "a"),
            Paragraph(plain(words)),
            Facts(((words, plain(words)),)),
            Table(words, (words, "b"), ((head(words), cell(words)),), (50, 50)),
        ),
    )
    data = docx_bytes(document, lambda _: b"")
    text = "".join(docx.Document(io.BytesIO(data)).element.itertext())
    kept = "".join(c for c in words if c in "\t\n" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF))
    assert kept.strip() in text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_committees_paper_has_the_order_of_the_citys_papers(lang: str) -> None:
    paper = committee_paper(aar(lang))
    found = [chapter.text for chapter in paper.chapters]
    assert len(found) == 8
    if lang == "ja":
        assert [re.sub(r"^\d+　", "", text) for text in found] == [
            "目的",
            "日時",
            "場所",
            "参加者",
            "実施内容",
            "訓練結果",
            "その他",
            "総括",
        ]
        assert "令和6年" in paper.title


def test_responses_can_be_left_out_everywhere() -> None:
    opened = sample()
    said = next(
        text
        for response in opened.states["model"].responses
        for text in response.reply.parts.values()
        if len(text) > 40
    )
    short = after_action_report(opened, "ja", AarOptions(responses=False))
    for data in (xlsx_bytes(short), FORMATS["csv"](short, quiet, None)):
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            assert not any(said[:30] in pack.read(name).decode("utf-8", "replace") for name in pack.namelist())
    whole = after_action_report(opened, "ja")
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"](whole, quiet, None))) as pack:
        assert said[:30] in pack.read("responses.csv").decode()


def test_promises_and_plan_stand_in_the_workbook() -> None:
    report = replace(aar("en"), carried=(), plan=())
    assert sheets(report)[-1].rows == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("layout", ["report", "committee"])
def test_libreoffice_opens_and_prints_the_document(layout: str, tmp_path: Path) -> None:
    paper = committee_paper(aar("ja")) if layout == "committee" else None
    (tmp_path / "x.docx").write_bytes(FORMATS["docx"](aar("ja"), quiet, paper))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "x.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    data = (tmp_path / "x.pdf").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    assert (1 <= pages <= 4) if layout == "committee" else pages > 5
