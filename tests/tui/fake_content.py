"""A small exercise in two languages with one inject for each kind of response, made for looking at screens."""

from datetime import date
from typing import Any

from simulator.model.content import Content

DAY_ONE = date(2024, 2, 29)


def two(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


def inject(name: str, at: str, title: dict[str, str], body: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "at": at,
        "from": "control",
        "to": ["desk"],
        "channel": "phone",
        "title": title,
        "body": body,
        **more,
    }


INJECTS = [
    inject(
        "I01",
        "D1 13:05",
        two("名簿のファイルが見当たらない", "The list of names is missing"),
        two(
            "窓口の担当から内線です。「机の上に置いていた紙のファイルが見当たりません。午前中は確かにありました。」",
            'A clerk rings: "The paper file I had on my desk is gone. It was there this morning."',
        ),
        channel="phone",
        **{"from": "clerk"},
        hints=[two("まず誰に伝えますか。", "Whom do you tell first?"), two("手順A01を見る。", "Look at step A01.")],
        attachments=[
            {
                "name": two("内線メモ", "Telephone note"),
                "text": two("13:05 着信。\n担当より。", "13:05 call.\nThe clerk."),
            }
        ],
        ask={"kind": "text", "limit": "30m", "prompt": two("最初に何をしますか。", "What do you do first?")},
    ),
    inject(
        "I02",
        "D1 13:10",
        two("庁舎管理からの照会", "Question from building services"),
        two("防犯カメラの映像は7日で消えます。", "Camera pictures are erased after 7 days."),
        channel="internal_mail",
        ask={
            "kind": "choice",
            "many": True,
            "prompt": two("どの対応をとりますか。", "What do you do?"),
            "options": [
                {"id": "keep", "label": two("映像の保存を文書で依頼する", "Ask in writing to keep the pictures")},
                {"id": "wait", "label": two("様子を見る", "Wait and see")},
            ],
        },
    ),
    inject(
        "I03",
        "D1 13:15",
        two("第一報の作成", "First report"),
        two("第一報の様式に記入してください。", "Fill in the first report."),
        channel="email",
        ask={
            "kind": "form",
            "limit": "1h",
            "prompt": two("第一報を書いてください。", "Write the first report."),
            "fields": [
                {"id": "what", "label": two("事案の概要", "What happened"), "kind": "lines", "required": True},
                {"id": "when", "label": two("覚知時刻", "Noticed at"), "kind": "time", "required": True},
                {
                    "id": "number",
                    "label": two("対象人数", "Persons"),
                    "kind": "number",
                    "help": two("不明なら空欄", "leave empty if unknown"),
                },
            ],
        },
    ),
    inject(
        "I04",
        "D1 13:20",
        two("知らせる相手", "Who must know"),
        two("まだ誰にも知らせていません。", "Nobody has been told yet."),
        channel="chat",
        ask={"kind": "contact", "prompt": two("必要な相手に連絡してください。", "Contact whoever must know.")},
    ),
    inject(
        "I05",
        "D1 13:25",
        two("公表するか", "Publish or not"),
        two("市長が今夜の公表を求めています。", "The mayor wants to publish tonight."),
        channel="in_person",
        **{"from": "mayor"},
        ask={
            "kind": "decision",
            "prompt": two("今夜公表しますか。", "Do you publish tonight?"),
            "options": [
                {"id": "yes", "label": two("今夜公表する", "Publish tonight")},
                {"id": "no", "label": two("明朝まで待つ", "Wait until the morning")},
            ],
        },
    ),
    inject(
        "I06",
        "D1 13:30",
        two("訓練事務局からの連絡", "From the exercise office"),
        two("会議室は第2会議室です。", "The meeting is in room 2."),
        channel="control",
        to=["desk", "head"],
        ask={"kind": "acknowledge", "prompt": two("読んだことを知らせてください。", "Say that you have read it.")},
    ),
    inject(
        "I07",
        "D1 13:35",
        two("参考情報", "For information"),
        two("報道はまだありません。", "The press has nothing yet."),
        channel="news",
    ),
]

SCENARIO = {
    "kind": "scenario",
    "id": "look",
    "lang": "ja",
    "title": two("紛失した名簿", "The lost list"),
    "version": "1",
    "summary": two("紙の名簿が見当たらなくなる訓練です。", "A paper list goes missing."),
    "briefing": two(
        "あなたは水郷市の職員です。\n起きたことに、ふだんの仕事と同じように対応してください。",
        "You work for Suigo City.\nDeal with what happens as you would on any working day.",
    ),
    "organization": "office",
    "manual": "procedure",
    "day_one": "2024-02-29",
    "moments": {"T0": {"inject": "I01"}},
    "start": "discovery",
    "phases": [
        {
            "id": "discovery",
            "title": two("発覚", "Discovery"),
            "brief": two("2月29日の昼過ぎです。いつもどおりの職場です。", "It is just after noon, an ordinary day."),
            "start": "D1 13:05",
            "minutes": 24,
            "pace": 10,
            "exits": [{"to": "ended", "when": {"time": "D3 09:00"}}],
        },
        {"id": "ended", "title": two("終了", "End"), "end": True},
    ],
    "injects": INJECTS,
}

MANUAL = {
    "kind": "manual",
    "id": "procedure",
    "lang": "ja",
    "title": two("事故等対応手順書", "Incident procedure"),
    "version": "2.1",
    "moments": [{"id": "T0", "title": two("紛失に気付いた時", "the loss was noticed")}],
    "sections": [
        {
            "id": "a",
            "title": two("初動", "First response"),
            "steps": [
                {
                    "id": "A01",
                    "title": two("所属長への報告", "Report to the head"),
                    "text": two(
                        "気付いた者は、直ちに所属長に報告する。", "Whoever notices reports to the head at once."
                    ),
                    "roles": ["desk"],
                    "deadline": {"within": "10m", "from": "T0"},
                    "sources": [two("市規程第5条", "City rule 5")],
                    "done_when": [two("所属長が聞いたこと", "the head has heard it")],
                    "critical": two("すべてが遅れる", "everything is delayed"),
                },
                {
                    "id": "A02",
                    "title": two("速報", "Preliminary report"),
                    "text": two("個人情報保護委員会に速報する。", "Report to the commission."),
                    "roles": ["head"],
                    "deadline": {"legal_days": 5, "from": "T0"},
                    "after": ["A01"],
                },
            ],
        },
        {
            "id": "n",
            "title": two("してはならないこと", "Must not"),
            "steps": [
                {
                    "id": "N01",
                    "title": two("証拠を消すこと", "Erasing evidence"),
                    "text": two("保全する前に消してはならない。", "Nothing is erased before it has been secured."),
                    "polarity": "refrain",
                }
            ],
        },
    ],
}

ORGANIZATION = {
    "kind": "organization",
    "id": "office",
    "lang": "ja",
    "title": two("水郷市", "Suigo City"),
    "sections": [
        {
            "id": "children",
            "title": two("こども家庭課", "Child and family section"),
            "roles": [
                {
                    "id": "desk",
                    "title": two("担当", "Clerk"),
                    "duty": two("窓口と記録を受け持ちます。", "Desk and records."),
                },
                {
                    "id": "head",
                    "title": two("課長", "Head"),
                    "duty": two("課の判断をします。", "Decides for the section."),
                },
            ],
        },
        {
            "id": "digital",
            "title": two("デジタル推進グループ", "Digital group"),
            "roles": [
                {"id": "lead", "title": two("リーダー", "Lead"), "duty": two("システムの調査。", "Looks into systems.")}
            ],
        },
    ],
    "parties": [
        {"id": "clerk", "title": two("窓口の職員", "A clerk at the window"), "inside": True},
        {"id": "mayor", "title": two("市長", "Mayor"), "inside": True},
        {"id": "police", "title": two("警察署", "Police station")},
    ],
    "contacts": [
        {"who": "head", "day": two("内線 2101", "ext. 2101"), "night": two("緊急連絡網による", "by the call tree")},
        {"who": "police", "day": two("代表番号", "main number"), "note": two("当直に伝える", "tell the duty officer")},
    ],
}


def look_content(**scenario: Any) -> Content:
    """The content; keyword arguments replace keys of the scenario."""
    return Content.model_validate(
        {"scenario": {**SCENARIO, **scenario}, "manual": MANUAL, "organization": ORGANIZATION}
    )
