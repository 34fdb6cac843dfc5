"""Where a sentence is cut into clauses, in Japanese and in English, and how each hangs on to the next.

``shell`` is a sentence with brackets and quotations blanked. A cut is a place in it and a link: ``open`` (the clause
goes on: ～て、～し) or ``closed``; the end of the sentence is no cut.
"""

from __future__ import annotations

import re

_ACT_NOUN = (
    "相談|報告|連絡|説明|送信|送付|提出|依頼|要請|申請|保存|保全|確認|記録|記入|記載|通報|通知|公表|掲載|開設|開通|周知|配布|回収|集約|"
    "決裁|判断|判定|招集|設置|実施|手配|共有|調査|点検|聴取|撮影|取得|削除|監視|巡回|持参|返信|発送|郵送|投函|変更|受付|案内|更新|改定|"
    "改正|見直し|特定|突合|確定|訂正|続報|速報|一報|電話|完了|徹底|禁止|不要|済|済み|なし|無し|未定|可|会見|退避|指示|印|届出|引継ぎ|出席|伝達|手渡し|掲示|照会|開封|施錠|復旧"
)
_FINITE = r"(?:た|だ|る|う|く|す|つ|ぬ|む|ぶ|ぐ|ます|です|せん|ない|よう|たい|らしい)"
_PREDICATE = re.compile(
    rf"(?:[^でにとはを](?:て|って|んで|いで)|[一-龥ぁ-ん]し|[かさたなまらわがばえけせてねべめれげ]ず(?:に)?|り|み|え|け|せ|め|れ|べ|げ|ば|たら|"
    rf"なら|{_FINITE}(?:が|ので|から|けど|けれど|ものの|ため|と|し|うえ|上|後)?|のため|ため|つつ|ながら|ので|ものの|た上で|たうえで|てから|"
    rf"中|予定|(?:{_ACT_NOUN})(?:済み?|中|し)?)$"
)
_NOT_PREDICATE = re.compile(
    r"(?:写し|[とこ]れ|それ|どれ|ため|とおり|通り|限り|つまり|やはり|まず|必ず|とりあえず|なお|もう|よう|こう|そう|どう|ほう|いう|という|"
    r"たいへん|しかし|ただし|もし|引き続き|残り|周り|辺り|代わり|終わり)$"
)
_TOPIC = re.compile(r"[^でにとへらりてはど]は\s*(?!$)[^、]{2,}$")
"""A topic with something said of it (本部長は副市長)."""
_OPEN_END = re.compile(
    r"(?:[^でにとはを](?:て|って|んで|いで)|[一-龥ぁ-ん]し|ず(?:に)?|り|み|え|け|せ|め|れ|べ|げ|つつ|ながら|たうえで|た上で|"
    rf"(?:{_ACT_NOUN}))$"
)
_INNER = re.compile(
    r"(?:せずに?|[らかたわまなさがば]ずに|た(?:上|うえ)で|てから|でから|した後に?|ながら|ので(?!は|す|した|しょ|あ)|けれども?|ものの|"
    r"(?:ました|です|ます|ません|でした|[てで]ある|[てで]いる)(?:が|けど|から)|(?<=[いきしちりっん])(?:たら|だら))(?=[^、。])"
)

_CLOSING = frozenset({"ましたから", "ですから", "ますから", "ませんから", "でしたから"})


def cut_japanese(shell: str) -> list[tuple[int, str]]:
    """Where clauses end (after the comma or the linking form) and how they hang on to the next."""
    cuts: list[tuple[int, str]] = []
    begin = 0
    for found in re.finditer(r"[、,]\s*|→", shell):
        chunk = shell[begin : found.start()].rstrip()
        following = shell[found.end() :]
        if found[0] == "→":
            cuts.append((found.end(), "open"))
            begin = found.end()
        elif re.match(r"[0-9]{1,2}[:時][0-9 〜~-]", following):
            cuts.append((found.end(), "closed"))
            begin = found.end()
        elif chunk and _PREDICATE.search(chunk) and not _NOT_PREDICATE.search(chunk):
            cuts.append((found.end(), "open" if _OPEN_END.search(chunk) else "closed"))
            begin = found.end()
        elif _TOPIC.search(chunk) and not re.search(r"[でにとがをへも]$", chunk):
            cuts.append((found.end(), "closed"))
            begin = found.end()
    for found in _INNER.finditer(shell):
        link = "open" if found[0].endswith(("で", "ず", "に", "ら")) and found[0] not in _CLOSING else "closed"
        if all(cut != found.end() for cut, _ in cuts):
            cuts.append((found.end(), link))
    return sorted(cuts)


_ENGLISH_CUT = re.compile(
    r",\s+(?:and|but|then|so|or|yet)\b\s*(?:then\b)?|,\s+|;\s*|\s+[-\u2013\u2014]+\s+|\u2014|\s+but\s+|"
    r"\s+and then\s+|\s+then\s+|:\s+(?=\S)|\s+while\s+"
)


def cut_english(shell: str) -> list[tuple[int, str]]:
    """Where English chunks end; all are open, since their objects may stand anywhere in the sentence."""
    return [(found.end(), "open") for found in _ENGLISH_CUT.finditer(shell)]
