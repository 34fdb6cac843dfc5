"""Results of audits as they stand in papers that were saved as text."""

from simulator.exchange.audit_changes import changes
from simulator.exchange.audit_matrix import read_matrices
from simulator.model.follow_up import Mark

PAPER = """令和5年度 情報セキュリティ内部監査結果一覧

I 人的セキュリティに関して

監査内容\tこども家庭\t税務\t総務
1 イン트ラネットにおけるメール送信\t○\t△\t-
2 公務用USBメモリの取扱い\t×\t－\t—

3

Ⅲ 特定個人情報の適切な取扱いに関して

監査内容\tこども家庭\t税務\t総務
6 情報漏えい事案に対する体制（手順書により対応できるか。）\t○\t○\t－
備考\t利用事務\t利用事務\tなし

○：適正 △：監査指導により改善 ×：改善を要する －：該当なし
"""


def test_tables_areas_marks_and_remarks() -> None:
    found = read_matrices(PAPER)

    assert found.problems == ()
    first, second = found.matrices
    assert (first.area, first.sections) == ("人的セキュリティ", ("こども家庭", "税務", "総務"))
    assert [[cell.mark for cell in row.cells] for row in first.rows] == [
        [Mark.GOOD, Mark.IMPROVED, Mark.NOT_APPLICABLE],
        [Mark.BAD, Mark.NOT_APPLICABLE, Mark.NOT_APPLICABLE],
    ]
    assert second.area == "特定個人情報の適切な取扱い"
    assert second.remarks == ("利用事務", "利用事務", "なし")


def test_what_a_scanner_read_as_hangul_is_put_right() -> None:
    assert "イントラネット" in read_matrices(PAPER).matrices[0].rows[0].item


def test_what_is_no_mark_and_what_is_missing_have_their_place() -> None:
    found = read_matrices("監査内容\tA課\tB課\n1 項目\t○\t良\n2 項目\t○\n3 項目\t○\t△\t×\n")

    assert [(p.line, p.code) for p in found.problems] == [(2, "mark"), (4, "cells")]
    (matrix,) = found.matrices
    assert [cell.mark for cell in matrix.rows[0].cells] == [Mark.GOOD, None]


def test_other_tables_are_left_alone() -> None:
    assert read_matrices("監査項目\t適正に実施している課等\t改善内容等\n1 項目\tA課、B課\tなし\n").matrices == ()


def test_what_has_changed_since_the_last_audit() -> None:
    row = next(line for line in PAPER.splitlines() if line.startswith("1 "))
    later = PAPER.replace(row, "1　イントラネットにおけるメール送信（to、cc）\t○\t○\t△")

    found = changes(read_matrices(PAPER), read_matrices(later))

    assert [(one.section, one.before, one.after) for one in found] == [
        ("税務", Mark.IMPROVED, Mark.GOOD),
        ("総務", Mark.NOT_APPLICABLE, Mark.IMPROVED),
    ]
