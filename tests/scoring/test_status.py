"""What becomes of the act that a clause names: one table for each rule, in both languages."""

import pytest

from simulator.scoring.status import Status, status_at
from simulator.scoring.text import read


def status(text: str, act: str) -> Status:
    """The status of the first place where ``act`` stands in ``text``."""
    document = read(text)
    start = document.text.index(act)
    clause = document.clause_at(start)
    assert clause is not None
    return status_at(document, clause, start, start + len(act)).status


COMMITTED = [
    ("課長に報告した。", "報告"),
    ("課長に報告済み。", "報告"),
    ("今すぐ警察に相談してください。", "相談"),
    ("至急、警察に相談します。", "相談"),
    ("個情委へ速報。", "速報"),
    ("デジタル担当に保存を指示する", "保存"),
    ("明日10時に報告する予定です。", "報告"),
    ("必ず報告しなければならない。", "報告"),
    ("直ちに報告すること。", "報告"),
    ("報告せざるを得ない。", "報告"),
    ("報告する必要があります。", "報告"),
    ("原因究明を待たずに速報する。", "速報"),
    ("人数が確定しなくても報告する。", "報告"),
    ("とりあえず課長に電話した。", "電話"),
    ("漏れなく全員に通知する。", "通知"),
    ("落とし物が届いていないか守衛に確認した。", "確認"),
    ("もう報告しましたが、よかったでしょうか？", "報告"),
    ("「共有しないでください」と返信した。", "返信"),
    ("控えを取って送信した。", "送信"),
    ("I report it now.", "report"),
    ("We told the head straight away.", "told"),
    ("We would report it today.", "report"),
    ("File the report without waiting for the cause.", "file"),
    ("We do not wait and report at once.", "report"),
    ("Whether or not it is complete, we report it.", "report"),
    ("The release goes out without the link.", "release"),
    ("We have to report this.", "report"),
    ("確報は期限内の明後日に出します。", "確報"),
    ("問答を配ってから発表を迎えます。", "配"),
    ("Told the head, no searching first.", "told"),
    ("We treat it as a report for now.", "report"),
    ("We report it at some point this evening.", "report"),
    ("Other sections were told to report.", "report"),
    ("Once the page is saved, we call the operator.", "saved"),
    ("Once the page is saved, we call the operator.", "call"),
]
DENIED = [
    ("手紙を出すと危ないので電話した。", "出す"),
    ("The boss doesnt need a report.", "report"),
    ("課長に報告しない。", "報告"),
    ("まだ報告していません。", "報告"),
    ("個情委への報告は不要と判断。", "報告"),
    ("報告するまでもない。", "報告"),
    ("公表は見合わせる。", "公表"),
    ("リンクの転送禁止。", "転送"),
    ("リンクを転送するな。", "転送"),
    ("通知は、匿名の方からなので、行わない。", "通知"),
    ("広めないようお願いした。", "広め"),
    ("様式は未提出です。", "様式"),
    ("We do not report it.", "report"),
    ("There is no need to report.", "report"),
    ("Police can wait.", "police"),
    ("Nobody has told the mayor.", "told"),
    ("Councillors: not today.", "councillors"),
    ("Reporting it would only cause a panic.", "reporting"),
]
DEFERRED = [
    ("公表の話はまた今度で。", "公表"),
    ("公表は原因が決まってからにします。", "公表"),
    ("The report will follow that.", "report"),
    ("When the dust settles, we report it.", "report"),
    ("後日報告する。", "報告"),
    ("報告は落ち着いてからにする。", "報告"),
    ("しばらく様子を見て報告する。", "報告"),
    ("課長にも報告予定。", "報告"),
    ("削除依頼は弁護士の回答待ちです。", "削除依頼"),
    ("文面はこれからです。", "文面"),
    ("臨時の番号は反応を見てから。", "番号"),
    ("We report it later.", "report"),
    ("We will report it when things are calmer.", "report"),
    ("Reporting? Let's wait and see about the report.", "report."),
    ("The report is pending.", "report"),
]
UNDECIDED = [
    ("報告を検討する。", "報告"),
    ("報告したほうがよいと思う。", "報告"),
    ("報告するかもしれない。", "報告"),
    ("報告するかどうかは決めていない。", "報告"),
    ("適切に報告してまいりたいと存じます。", "報告"),
    ("報告の時期は未定。", "報告"),
    ("報告の要否を判断する。", "報告"),
    ("Maybe we report it.", "report"),
    ("We might report it.", "report"),
    ("We consider a report.", "report"),
    ("The report is undecided.", "report"),
    ("We'd like to report it.", "report"),
]
CONDITIONAL = [
    ("If there is a complaint, we report it.", "report"),
    ("必要に応じて報告する。", "報告"),
    ("県には聞かれたら報告する。", "報告"),
    ("状況に応じて公表する。", "公表"),
    ("We report it if needed.", "report"),
    ("We tell the council if they ask.", "tell"),
]
QUESTIONS = [
    ("県にも報告するんでしょうか、教えてください。", "報告"),
    ("報告したほうがよいのではないか。", "報告"),
    ("報告すべきか？", "報告"),
    ("警察に相談しますか。", "相談"),
    ("公表はどうしますか。", "公表"),
    ("県には言いましたっけ？", "言い"),
    ("Should we report it?", "report"),
    ("Who reports it?", "reports"),
]
QUOTED = [
    ("報告すべきだという声があった。", "報告"),
    ("削除するよう言われた。", "削除"),
    ("According to the section, we should report.", "according"),
]
OTHER_ACTORS = [
    ("誰かが画面を保存したはずです。", "保存"),
    ("公表は秘書広聴課に任せる。", "公表"),
    ("通報への対応は警察の仕事です。", "対応"),
    ("掲示の監視は業者がやってくれる。", "監視"),
    ("Someone should save the page.", "save"),
    ("Publication is up to the mayor.", "publication"),
]
HEARSAY = [("課長には話したそうです。", "話した"), ("規則は改めるとのこと。", "改める")]
MENTIONED = [("削除依頼の前に画面を保存した。", "削除依頼")]


@pytest.mark.parametrize(
    ("expected", "text", "act"),
    [
        (expected, text, act)
        for expected, table in (
            (Status.COMMITTED, COMMITTED),
            (Status.DENIED, DENIED),
            (Status.DEFERRED, DEFERRED),
            (Status.UNDECIDED, UNDECIDED),
            (Status.CONDITIONAL, CONDITIONAL),
            (Status.QUESTION, QUESTIONS),
            (Status.QUOTED, QUOTED),
            (Status.OTHER_ACTOR, OTHER_ACTORS),
            (Status.HEARSAY, HEARSAY),
            (Status.MENTIONED, MENTIONED),
        )
        for text, act in table
    ],
)
def test_status(expected: Status, text: str, act: str) -> None:
    assert status(text, act) is expected


def test_a_denial_governs_its_own_clause_alone() -> None:
    text = "県には連絡しないが、警察には相談した。"

    assert status(text, "連絡") is Status.DENIED
    assert status(text, "相談") is Status.COMMITTED


def test_a_quotation_denies_inside_and_commits_outside() -> None:
    text = "「転送しないでください」と全員に周知した。"

    assert status(text, "転送") is Status.DENIED
    assert status(text, "周知") is Status.COMMITTED


def test_a_question_reaches_back_over_a_clause_that_goes_on() -> None:
    assert status("課長に話して、警察に相談しますか？", "話して") is Status.QUESTION
