"""Word, workbook and CSV of the shipped logs as they were approved, in both languages: their words, cell by cell.

``TABLETOP_UPDATE_GOLDEN=1 pytest tests/report/test_office_golden.py`` writes them anew; read the difference.
"""

import csv
import io
import os
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph
from support.evaluated import sample

from simulator.report.aar import Aar, AarOptions
from simulator.report.aar_build import after_action_report
from simulator.report.aar_formats import FORMATS
from simulator.report.committee_paper import committee_paper

GOLDEN = Path(__file__).parent / "golden"
FLAGSHIP, POWER = "sample-lost-file-posted-online", "sample-ict-bcp-2023-10-07"


@cache
def report(name: str, lang: str) -> Aar:
    return after_action_report(sample(name), lang, AarOptions(responses=False))


def quiet(_: str) -> None: ...


def approved(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("TABLETOP_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "run with TABLETOP_UPDATE_GOLDEN=1 and read the difference"


def words_of(data: bytes) -> str:
    """Every paragraph with its style, every row of every table, in the order of the document."""
    return "\n".join(_lines(docx.Document(io.BytesIO(data)))) + "\n"


def _lines(word: Word) -> Iterator[str]:
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            yield f"[{block.style.name if block.style else ''}] {block.text}".rstrip()
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [FLAGSHIP, POWER])
def test_the_committees_paper_in_word(name: str, lang: str) -> None:
    aar = report(name, lang)
    approved(f"committee-{name}.{lang}.docx.txt", words_of(FORMATS["docx"](aar, quiet, committee_paper(aar))))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_report_in_word(lang: str) -> None:
    approved(f"report-{POWER}.{lang}.docx.txt", words_of(FORMATS["docx"](report(POWER, lang), quiet, None)))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("sheet", ["verdicts", "matrix", "msel", "participants"])
def test_sheets_as_csv(sheet: str, lang: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"](report(FLAGSHIP, lang), quiet, None))) as pack:
        text = pack.read(f"{sheet}.csv").decode("utf-8-sig").replace("\r\n", "\n")
    approved(f"{sheet}-{FLAGSHIP}.{lang}.csv", text)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_workbook_says_the_same_as_the_csv(lang: str) -> None:
    aar = report(FLAGSHIP, lang)
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](aar, quiet, None)))
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"](aar, quiet, None))) as pack:
        for page, name in zip(book.worksheets, pack.namelist(), strict=True):
            rows = list(csv.reader(io.StringIO(pack.read(name).decode("utf-8-sig"), newline="")))
            assert page.max_row == len(rows)
            for number, row in enumerate(rows, 1):
                cells = [page.cell(row=number, column=column).value for column in range(1, len(row) + 1)]
                for cell, text in zip(cells, row, strict=True):
                    if isinstance(cell, str):
                        assert text.removeprefix("'") == cell.removeprefix("'")
