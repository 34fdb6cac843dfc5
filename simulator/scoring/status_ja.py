"""Status of an act in a Japanese clause: what follows the act up to the end of the clause governs it."""

from __future__ import annotations

import re

from simulator.scoring.neutral_ja import DUTY, NEUTRAL
from simulator.scoring.predicate import COMMITMENT, Finding, Setting, Status, Table, blank, either

_DONE = either(r"[しっいき]た|ました|済み?|済んで|してある|しております|してあります|完了")

DATED = either(
    r"(?<![0-9])[0-2]?[0-9](?::[0-5][0-9]|時)",
    r"[0-9一二三四五]+(?:分|時間|日|週間)(?:以内|後|おき|まで|ごと)",
    r"[0-9]+月|[0-9]+/[0-9]+|[0-9]+日|d[0-9]+\b|k\+[0-9]",
    r"本日|今日|明日|明朝|今夜|今夕|今晩|翌日|翌朝|当日|前日|今週|今から|すぐ|直ち|至急|夕方|午前|午後|正午",
    r"朝一|朝礼",
    r"[月火水木金土日]曜|(?:会見|公表)の?前|毎[日朝週月夕晩]|時間内|その場",
)
"""A time that turns a plan into a commitment."""

_KA = r"か(?:ね|な|しら)?(?:\s*|\?)$"
_QUESTION = Table.of(
    Status.QUESTION,
    {
        "question": (
            r"(?:です|ます|ました|でした|ません|でしょう|だろう|べき|よい|いい|良い|する|した|出す|言う|要る|いる)"
            + _KA,
            r"(?:ある|ない|なの|の|こと|て|報告|相談|必要|できる|えば|たら|すれば)" + _KA,
        ),
        "what_to_do": (
            r"(?:どう|いかが|どこまで|いつ|誰が|だれが)(?:し(?:ま|よ)|する|いたし|扱|なり|なっ)[ぁ-ん]*か?\??$",
            r"どうする|どうします|どうしましょう|どうすれば",
        ),
        "tag_question": (r"(?:っけ|よね|かな|かね|でしょ|だっけ)$",),
    },
)
_DENIED = Table.of(
    Status.DENIED,
    {
        "not_needed": (
            r"不要|無用|不必要|[要い]ら(?:ない|ん|ぬ)|[要い]りません",
            r"必要(?:は|が|も|まで)?(?:な[いかく]|ありません|ない)|必要性(?:は|が)?(?:な|低|乏)",
            r"(?:なくて|ないで|んで)も?(?:よい|いい|良い|構|かまわ|大丈夫|足り)|に(?:は)?及ば",
            r"までも(?:な|あ)|ほど(?:の)?(?:話|こと)?(?:で|じゃ)|意味(?:は|が)な",
        ),
        "refused": (
            r"のに?で?何もし(?:な|ま)|(?:は|も)しないことに|のが筋|却下",
            r"(?<!誰に)お?断(?:る|り(?!な)|っ)|拒[否むみ]|見送|見合わせ|差し控え",
            r"(?<!お)控え(?:る|ます|たい|させ|よう)|やめ(?:る|た|て|ます|よう|とく|させ)",
            r"止め(?:る|ておく|ます|とく)|取り?やめ|中止|省[くき]|省略",
            r"割愛|放置|ノータッチ|(?:には|まで)(?:は)?(?:いた|至)らな",
            r"しないでおく|触れない|伏せ(?:る|て)|できかね|いたしかね",
            r"筋合い|義理(?:は|も)|相手にし(?:な|ま)|黙って(?:お|い)",
            r"時期尚早|まだ早い|早すぎ|(?:には|に)反対(?:です|だ|し|$)|酷(?:だ|です|では|かと)",
            r"かわいそう|気の毒|(?<!も)十分(?:です|だ|$|でしょう|かと)",
            r"取り合(?:わ|い(?:ませ))|(?<!こと)(?:を|は|も)?無視|スルー(?:で|し)",
            r"現状(?:維持|のまま)|そのままに(?:し|す)|そのままで(?:よ|い|構)",
            r"放って(?:お[くきけこ]|る)|ほうってお|ほっと[くき]|手を(?:触れ|出さ|引)",
            r"避け(?:たい|ます|る$)|(?:手|口)[はが]出[せさ](?:な|ま)",
        ),
        "forbidden": (
            r"禁止|禁じ|厳禁|[るくすつぬむぶぐう]な(?=[!。・」、\s]|$|と|よ)",
            r"(?:ては|ちゃ)(?:なら|いけ|だめ|ダメ)",
        ),
        "not_yet": (
            r"まだ(?:です|だ|である|で|と|$|、)|まだ[^。]{0,20}(?:ない|ません|未|これから)",
            r"手(?:を|が)付(?:け|い)|手付かず|忘れ|失念|できて(?:い)?な",
            r"未(?:実施|提出|送信|報告|着手|対応|了|済|連絡|確認|作成|設置|開設|通知|公表)",
        ),
        "negation": (
            r"(?:[かさたなまらわがばえいけせてねべめれげきしじりみびち])な(?:い(?!よう|か(?!ら)|で(?:いただ|頂|くだ|下さ|ほし|欲し|もら)|こと[をの])|かっ|く(?!な)|し)",
            r"ません|せず|ずじまい",
            r"[かさたなまらわがば]ず(?:に|、|$|\s)|[かさたなまらわがば]ぬ(?:$|。)|まい$",
            r"(?<!だけで)[がはもにでの]な(?:い|く(?!な)|し(?!く)|かっ)|無い|[な無]し(?:で|$|\s|と)|皆無|ゼロ(?:です|$)",
            r"特に(?:は)?$|[ばら]よかった",
        ),
        "not_covered": (r"対象外|非該当|余裕があ|関係(?:の)?ない|当たらず",),
    },
)
_WOULD_ONLY = Table.of(
    Status.DENIED,
    {
        "would_only": (
            r"(?:たら|だら|ても|でも|れば|ては)[、,]?[^。]{0,30}(?:だけ(?:です|だ|$)|ようなもの|かえって|逆効果|逆に|無駄|余計)",
            r"[るうくすつむぐぶ]と[、,]?(?:かえって|逆に|余計に?)?[^。、]{0,4}(?:危な|危険|まず[いく]|逆効果|騒ぎ|混乱)",
        )
    },
)
"""An act that is only supposed, for the harm it would do; it may go on into the clauses that follow."""
_DENIED_NEAR = Table.of(
    Status.DENIED, {"asks_not_to": (r"(?<=[かさたなまらわがばえけせてねべめれげし])ない(?:よう|で|こと)",)}
)
_DOUBT = Table.of(
    Status.UNDECIDED,
    {
        "maybe": (r"かもしれ(?:ない|ません)|(?:の)?では(?:ない(?:か|でしょうか|だろうか)|$)|べきか",),
        "undecided": (
            r"どうする(?:か|のか)|べきかどうか",
            r"決め(?:て(?:い)?)?(?:な|ません)|決ま(?:って(?:い)?)?(?:な|ません)|はっきりし(?:な|ません)",
            r"何とも言え|判断(?:が)?つか",
        ),
    },
)
"""Doubts that hold a negation; they come before it."""
_WHETHER = Table.of(
    Status.UNDECIDED,
    {
        "whether": (
            r"(?:る|た|す|う|く|む|つ|ぶ|ぐ|い|する|した)?(?:の)?か(?:どうか|否か)?(?:は|が|を|、|も)",
            r"[^、。はがをにで]{0,8}か(?:どうか|否か)",
            r"(?:する|る|う|く|む|つ|ぶ)(?:の)?なら(?:ば)?(?=[いど何誰、])",
            r"[^、。はがを]{0,6}の(?:要否|可否|是非)(?:に?は|を|について)",
        )
    },
)
"""An embedded question right after the act (「提出するかどうかは」)."""
_BEFORE = Table.of(
    Status.MENTIONED, {"before_it": (r"(?:の|する|をする|し|した|る|む|す)?(?:直|以)?前(?:に|の(?!提出)|から|、)",)}
)
"""The act is what something else comes before."""
_NEAR = 10
"""Characters after the act in which a request not to do it belongs to it."""
_DEFERRED = Table.of(
    Status.DEFERRED,
    {
        "later": (
            r"(?:次|別|また)の?機会|次回以降|機会があれば|(?<!明)後日|追って|また今度|今度(?:に|で)(?:する|し[たま])|いずれ|そのうち",
            r"追々|おいおい|(?<!の)(?:あと|後)で(?!も|す)|のちほど|後ほど|(?:後|あと)回し",
            r"今後[のには]|将来|走りながら",
            r"今は(?!.*(?:出|する|しま))|(?:来週|来月|来年度)(?:以降|あたり|にでも)|明日以降|先の話|ゆくゆく",
        ),
        "when_calm": (
            r"落ち着[いき]|(?:時期|折|機会|頃合い?)を見|(?:適切|適当)な(?:時期|タイミング)",
            r"[然しか]{1,2}るべき(?:時期|タイミング|とき|時)",
            r"余裕[がの](?:でき|ある)|手が空|ほとぼり|時間ができ|(?:ひと|一)(?:区切り|段落)(?:し|つ)",
            r"(?:目途|めど|目処)が(?:立|つい)(?:たら|てから|って)",
            r"(?:全容|解明|収束|一段落|落着)(?:した|の)?(?:後|あと|次第)|てからにな|熱が?(?:冷め|さめ)",
        ),
        "only_after": (
            r"(?<!決裁を得)(?<!了承を得)(?<!承認を得)(?<!決裁を受け)てから(?:で|です|だ)?$",
            r"てからに(?:する|しま|しよ|しと|してお)",
            r"(?:てから|た(?:あと|後))で(?:も)?(?:よ[いか]|い[いき]|良い|十分|構|かまわ|遅く|間に合)",
            r"(?:[分わ]かって|そろって|揃って|固まって|決まって)から(?:まとめて|一括|正式)",
            r"(?:まで|までは)(?:お)?待(?:ち|って)(?:いただ|頂|もら|くだ)",
            r"[はもの]その(?:とき|時)(?:です|だ|の話|に?$)|も、?その(?:あと|後)で?$",
        ),
        "wait_and_see": (r"様子[をは]?[見み]|静観|注視|見守(?:る(?:$|こと)|りたい|っていく|ります|ってい)|推移を",),
        "when_needed": (r"必要になった|そろった(?:ら|あと)|(?:全部|すべて|全て)(?:終|済)",),
        "on_hold": (
            r"保留|先送り|棚上げ|ペンディング|先延ばし|寝かせ|塩漬け",
            r"(?:回答|返事|返答|判断|指示|連絡|意見|了解|許可|弁護士|決裁|先方|鑑定|上司|上)の?を?待(?:ち|つ|って)",
            r"(?:回答|返事|返答|判断|指示|結論|方針|意見)(?:が|を)(?:[出来]|もら[いっ]|聞い|いただい|固ま[っる])(?:て|る|た)?(?:から|まで)",
        ),
        "from_now": (
            r"[はをも]?これから(?:です|だ|$|の話|人選|考|決|調|で)|準備(?:中|して(?:い)?ま|段階)|起案中",
            r"作成中|下書き",
        ),
    },
)
_PLANNED = Table.of(
    Status.DEFERRED,
    {"plan_without_time": (r"予定(?:です|だ|である|で|$|\s|。)|つもり|見込み(?:です|$)|方針(?:です|$)|考えです",)},
)
_UNDECIDED = Table.of(
    Status.UNDECIDED,
    {
        "consider": (
            r"検討|思案|(?<!と)調整(?:中|しま|する|した|$|して)|方向で|[をはも]?考え(?:て(?:い|お)|中)",
            r"[をはも]考え|また考え|考え(?:ます|る|よう|たい|とく)$",
            r"議論|協議(?:中|する|しま)|諮る|持ち帰|から(?:判断|決め|考え)|(?:の?うえ|上)で(?:判断|決め|考え)",
        ),
        "maybe": (
            r"かも(?:$|しれ|知れ|。|、)|(?:ほう|方)が(?:よ|い|良|親切|無難|早)[^。]{0,8}(?:$|か|の|と|です|ので)",
            r"のでは(?:$|な|\?)|ではない(?:か|でしょ)|(?:だろう|でしょう)(?:$|から|し$|ので|と)",
            r"(?:必要だ|くれる|でいい|いい|大丈夫だ)と思|必要と思|べきか",
            r"たぶん|多分|おそらく|無理|[うお]かと(?:思|考)",
            r"[えけせてねべめれげ]ば(?:よ[くい]|いい|十分|足り|事足|間に合|済[むみ])",
        ),
        "wish": (
            r"(?<!お願いし)(?<!いただき)たい(?:と(?:思|存|考)|です$|$|ところ|が$|けど|のだが|ものの)",
            r"(?:もら|いただ)え(?:れば|たら)|努め|心掛け",
            r"図[るりっ](?:て)?(?:こと|まい)|まいりた|所存|連携を",
        ),
        "undecided": (
            r"未定|決め(?:て(?:い)?)?な|決ま(?:って(?:い)?)?な|意見が[分割]|はっきりしな",
            r"[分わ]から(?:ない|ん|ません)$|何とも言え|悩|迷|疑問|不明(?:です|だ|$|と|との)|どうしたもの|しかね(?:る|ます|て)",
            r"難し(?:い|く)(?:です|と思|かと|かも|$)|気がし(?:ます|て|$)|気もし(?:ます|て|$)",
        ),
    },
)
_CONDITIONAL = Table.of(
    Status.CONDITIONAL,
    {
        "if_needed": (
            r"必要(?:に応じ|なら|であれば|があれば|になれば|となれば|がある場合|な場合|に迫)|場合によ",
            r"要すれば|可能(?:なら|であれば|な範囲)|できれば",
            r"状況(?:に応じ|次第|を見|によ|をみ)|反[響応]を見|成り行き|内容次第|事情によ",
        ),
        "if_asked": (
            r"(?:求|聞|問|言|尋ね|訊|頼|訴え)[めかわね]?ら?れ(?:たら|れば|た(?:場合|とき|ら))",
            r"照会が(?:あ|ござ|来)|(?:言って|訊いて|聞いて)[き来]た(?:ら|とき)|(?:言|おっしゃ)(?:え|れ)ば",
            r"(?:要望|問い?合わ?せ|連絡|苦情|要請|指示|求め|依頼|催促|許可|命令|声)が(?:あ(?:れば|った(?:ら|場合))|[出来]たら|出れば|来れば|下りれば|下りたら)",
            r"来たら答|何かあれば|(?:大きく|ひどく|深刻に|大ごとに)なった(?:ら|場合)",
        ),
        "if": (
            r"(?:^|[、。\s「])もし(?![てなま])|万一|万が一|仮に(?!.*も)|(?:多|少な|ひど|悪|大き)けれ?ば",
            r"(?:増え|広がっ|騒ぎになっ)た(?:ら|場合)",
        ),
    },
)
_HEARSAY = Table.of(
    Status.HEARSAY,
    {
        "hearsay": (
            r"と(?:の|いう)こと(?:です|だ|$|で)|[ただるい]そう(?:です|だ|$)|らしい|[たの]ようです|という話",
            r"と聞いて[いお]|て(?:い)?る?はず",
        )
    },
)
_QUOTED = Table.of(
    Status.QUOTED,
    {
        "said_by_others": (
            r"と(?:の|いう)(?:声|意見|指摘|案|理解|発言|質問|問い?合わせ|要望|申し?出)|と言われ|と聞かれ",
            r"よう(?:に)?(?:言|指示)われ",
            r"と(?:指示|指摘|要求|要請)さ(?:れ|た)|を求められ",
            r"と(?:は|も)?(?:ある|あります|書いてあ|書かれて)[^。]{0,4}(?:が|けど|けれど|ものの)",
        ),
    },
)
_OTHER = Table.of(
    Status.OTHER_ACTOR,
    {
        "somebody": (r"[誰だ]れ?か(?!ら)|各自",),
        "left_to_others": (
            r"に(?:決め|判断し|考え|区分し|やっ|詰め)て(?:もら|いただ|頂)|で決めていただ|お?任せ",
            r"委ね|しだい(?:です|だ|$)|(?<!でき)次第(?:です|だ|$)|判断を仰|腹(?:ひと|一)つ|胸三寸",
            r"てくれ(?:る(?:$|と|の|は|で|そう)|ます|るだ)",
            r"(?:から|が)(?:伝わ|伝え|話し|言っ|届)[^。]{0,5}(?:はず|でしょ|だろう|と思)",
            r"(?:[聞訊]いて|決めて|詰めて)(?:ください|下さい|ほしい|欲しい)(?:です)?$",
            r"の(?:仕事|役目|役割|話でしょ|担当(?:です|だ|$|なので)|所管|範疇)|担当外|別の班|自然に|ひとりでに",
            r"(?:先方|あちら|向こう|国|上)[のがに](?:判断|決|聞|任|やる)",
        ),
    },
)
_WHOLE = (_DEFERRED, _UNDECIDED, _CONDITIONAL, _QUOTED, _OTHER)
_LED = (_DEFERRED, _CONDITIONAL)
_NOT_WHEN_DATED = frozenset({"later", "from-now"})
_GOES_ON = re.compile(r"てから$")
_ALL_OF_IT = re.compile(r"に[しなす]|[でだの]")
"""What makes "after that" the predicate (「決まってからにする」)."""
_CLOSED_QUESTION = re.compile(r"[^、,]*(?:です|ます|でしょう|ません|でした|ました)か(?:[、,]|$)")


def status(here: Setting) -> Finding:
    """The status of the act at ``here``."""
    shell = _plain(here.shell)
    asked = _asked(here, shell)
    if asked:
        return asked
    doubt = _DOUBT.find(shell, here.act)
    if doubt:
        return doubt
    denied = (
        _WOULD_ONLY.find(here.shell + here.beyond, here.act)
        or _DENIED.find(shell, here.act)
        or _DENIED_NEAR.find(shell[: here.act_end + _NEAR], here.act)
    )
    if denied:
        return denied
    aside = _WHETHER.match(here.shell, here.act_end) or _BEFORE.match(here.shell, here.act_end)
    if aside:
        return aside
    dated = bool(DATED.search(shell))
    leads_on = (
        here.beyond
        and not _ALL_OF_IT.match(here.beyond)
        and not _UNDECIDED.find(here.beyond)
        and not _QUESTION.find(_plain(here.beyond))
    )
    whole = _GOES_ON.sub("□□□", shell) if leads_on else shell
    for table in _WHOLE:
        found = table.find(whole) or _led(table, here.lead)
        if found and not (dated and found.rule in _NOT_WHEN_DATED):
            return found
    if not dated:
        planned = _PLANNED.find(shell, here.act)
        if planned:
            return planned
    return _HEARSAY.find(shell) or COMMITMENT


def _led(table: Table, lead: str) -> Finding | None:
    """What ``table`` finds in the condition or the time that the act comes after."""
    found = table.find(lead) if lead and table in _LED else None
    return found if found and found.rule != "only-after" else None


def _plain(text: str) -> str:
    return blank(NEUTRAL, blank(DUTY, text)).rstrip(" 　、,。")


def _asked(here: Setting, shell: str) -> Finding | None:
    """A question in the clause itself, or at the end of a sentence that the clause goes on into.

    A question wrapped round a finished deed ("もう出しましたが、よかったですか") asks about something else.
    """
    ends = here.last or not here.rest
    text = shell if ends else _plain(here.rest)
    if "?" in here.mark and not _DONE.search(text, here.act if ends else 0):
        return Finding(Status.QUESTION, "question-mark")
    asked = _QUESTION.find(text) if here.last or here.rest else None
    if asked:
        return asked
    return Finding(Status.QUESTION, "question") if _CLOSED_QUESTION.match(shell, here.act) else None
