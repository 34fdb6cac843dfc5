"""Status of an act in an English chunk: negations govern what follows, or what they say of the subject before."""

from __future__ import annotations

from simulator.scoring.predicate import COMMITMENT, Finding, Setting, Status, Table, blank, either

_NEUTRAL = either(
    r"\bnot (?:only|just|merely|later than|wait(?:ing)?|after|sheets|the card|one minute|a minute)\b",
    r"\bno (?:later than|matter|less|doubt|delay|exceptions?)\b",
    r"\bwithout (?:waiting|delay|fail|exception)\b",
    r"\b(?:do not|don't|won't|will not|not going to|can't|cannot) wait\b",
    r"\bwhether or not\b|\bor not\b|\bnever mind\b|\bas soon as\b",
    r"(?:\bnot|n't) (?:yet )?(?:know|known|clear|sure|complete)\b",
    r"\b(?:not (?:a )?|no )reportable\b|\bcannot be (?:ruled out|excluded)\b|\bcan't be ruled out\b",
    r"\b(?:before|than|ahead of) (?:any|every)(?:body|one)(?: else)?\b",
    r"\bnot (?:one|another|a single)(?: more)? (?:step|minute|second|word)\b[^.;]{0,30}\b(?:until|till|before)\b",
    r"\bought to and will\b|\bnot the (?:card|plastic)\b",
    r"\b(?:ask|check|see|find out|know|verify|establish|confirm|say|state|tell us|wonder|test)\w*\b[^,.;:]{0,40}\bif\b"
    r"(?! (?:need|necess|requir|ask|they ask|possib|appropr))",
    r"\bneither\b[^.;:]*\bcan wait\b|\bkeep(?:s|ing)? an eye out\b|\bdon't care\b",
    r"\b(?:not|never|n't) (?:stop|cease|hesitate)\b",
    r"\bno (?!use\b|point\b)\w+ing (?:\w+ )?(?:first|beforehand|before (?:that|then))\b",
    r"\b(?:treat|count|class|handl|regard|tak|log)\w*\b[^,.;:]{0,40}\bfor (?:now|the moment|the time being)\b",
    r"\b(?:can|could) see (?:whether|if|what|who)\b|\bif (?:any|only)\b|\bno[- ]one else\b|\bno questions?\b",
    r"\b(?:file|caught|missing|ready) or (?:no|not)(?: \w+)?\b|\bin no uncertain terms\b",
    r"(?<!someone )(?<!somebody )(?<!anyone )\b(?:must|ha(?:ve|s) to|needs? to|should|ought to)\b(?! we| i| they)",
)
"""Phrases that hold a negation or a doubt and change nothing; obligation forms among them."""

_QUESTION = Table.of(
    Status.QUESTION,
    {
        "question": (
            r"^\W*(?:(?:and|but|so|or)\s+)?(?:should|shall|do|does|did|can|could|is|are|may|might|would|will|has|have|must)\b",
            r"^\W*(?:(?:and|but|so|or)\s+)?(?:what|when|who|how|why|whether|where)\b",
        ),
        "tag_question": (r"(?:right|isn't it|shouldn't we|or what|ok)$",),
    },
)
_DENIED = Table.of(
    Status.DENIED,
    {
        "negation": (
            r"\b(?:not|never|nobody|no one|nothing|none|neither|cannot)\b|n't\b",
            r"\b(?:wont|dont|cant|didnt|doesnt|isnt|arent|wasnt|werent|havent|hasnt|wouldnt|shouldnt|couldnt)\b",
        ),
        "none_of": (r"\bno\b(?! ?\.| ?[0-9])",),
        "refused": (
            r"\b(?:refus|declin|reject|skip|cancel|withh[eo]ld)\w*|\bleave (?:it|that|him|her|them) alone\b",
            r"\bno (?:point|use|sense)\b",
            r"\bunnecessary\b|\bneedless\b|\bout of the question\b",
            r"\bpointless\b|\bwaste of\b|\bleave(?: \w+){0,3} alone\b",
            r"\bnot? worth\b|\bwhy bother\b|\bno (?:need|reason|plans?|intention|cause) \b",
            r"\boff the table\b|\bsteer clear\b",
            r"\b(?:keep|stay|sit|lie) (?:quiet|silent|tight|low|put|mum)\b|\bsays? nothing\b|\bignor(?:e|es|ed|ing)\b",
            r"\btoo (?:early|soon)\b|\bpremature\b|\bjump(?:ing)? the gun\b",
            r"\bout of our hands\b|\bfine as\b|\bsooner not\b",
            r"\bwould (?:\w+ly )?(?:be (?:cruel|unkind|unfair)|frighten|scare|alarm|upset|stir|attract)\b",
            r"\bin the family\b|\bblow over\b|\bby (?:itself|themselves)\b|\bsort (?:itself|themselves) out\b",
            r"\bwould only\b|\boverkill\b|\bover the top\b|\blet (?:it|that|them|him|her) be\b",
            r"\b(?:stays?|remains?) (?:just |exactly )?(?:as (?:it is|they are|is)|the same|unchanged|untouched)\b",
        ),
        "not_yet": (r"\byet to\b|\bforgot(?:ten)?\b|\bstill to (?:be|do|come)\b",),
    },
)
_DENIED_BEFORE = Table.of(
    Status.DENIED,
    {"instead": (r"\b(?:instead of|rather than|without|nor|minus)\b(?:\W+\w+){0,4}\W*$",)},
)
"""What stands right before the act and denies it alone."""

_DENIED_AFTER = Table.of(
    Status.DENIED,
    {
        "can_wait": (
            r"\b(?:can|will|must|may|should) wait\b|\bhold(?:ing)? off\b|\bput off\b|\bnot needed\b",
            r"\bwould (?:only|be a waste|just)\b",
            r"\bwaste of\b|\bunnecessary\b|\bpointless\b",
        ),
    },
)
_DEFERRED = Table.of(
    Status.DEFERRED,
    {
        "later": (
            (
                r"\b(?:later|(?:at )?some (?:day|time|other time|point))\b(?! than)"
                r"(?! (?:today|tonight|tomorrow|before|this (?:\w+)))"
            ),
            r"\beventually\b",
            r"\bin due course\b|\bsometime\b",
            r"\bnext (?:week|month) or so\b|\banother (?:day|time|discussion)\b",
            r"\bwhen (?:there is|we have|i have) time\b|\bspare time\b|\bget (?:round|around) to\b",
            r"\bone of these days\b|\bin good time\b|\bdown the (?:road|line)\b",
            r"\bwhen the time comes\b|\bfurther notice\b",
            r"\b(?:when|if) (?:we|i) (?:get|find) (?:a|the) (?:chance|moment|minute)\b|\bsleep on it\b|\bas and when\b",
            r"\bcross that bridge\b|\bwhen there(?:'s| is| are)\b|\bhas to keep\b|\bsoon enough\b",
        ),
        "when_calm": (r"\b(?:calm|calmer|calms|quieter|dust)\b",),
        "only_after": (
            r"\bonly (?:once|after|when|if)\b(?! (?:that|this|which)\b)",
            r"\bnot (?:before|until|till|unless)\b(?! (?:today|tonight|tomorrow|noon|[0-9]))",
            r"\b(?:will|to|can) follow (?:that|this|it|once|after|when)\b",
        ),
        "wait_and_see": (
            r"\bwait and see\b|\blet's see\b|\bwe(?:'ll| will| shall) see\b|\bwe see\s*$|\bkeep an eye\b",
            r"\bplay it by ear\b|\bhold (?:our |my )?fire\b|\bwait(?:ing)? (?:for|to hear|to see|on|until|till)\b",
            r"\bsee about\b|\bsee (?:how|what|if)\b",
        ),
        "until_more": (
            r"\b(?:until|till|once|when) we (?:know|have) (?:more|everything|exactly|the (?:full|complete|whole))",
            r"\b(?:complete|full|whole) picture\b",
        ),
        "ask_me": (
            r"\bask me\b|\bnot today\b|(?<!level [1-4] )(?<!reportable )\bfor (?:now|the moment|the time being)\s*$",
        ),
        "on_hold": (
            r"\bpending\b|\bin preparation\b|\b(?:being )?draft(?:ed|ing)\b|\bon the back burner\b",
            r"\bon ice\b",
            r"\b(?:sits?|sitting|lies|lying|is|are) (?:still )?(?:in|on) (?:my|our) (?:drafts?|desk|in-?tray|list)\b",
            r"\b(?:stays?|remains?|kept|keep it|sits?) (?:in|inside) (?:our|my|the) (?:own )?(?:drawer|tray|office)\b",
        ),
    },
)
_UNDECIDED = Table.of(
    Status.UNDECIDED,
    {
        "consider": (
            r"\bconsider\w*|\bthink(?:ing)? (?:about|of|it over)\b|\bdiscuss\w*|\bdebat\w+",
            r"\blook into whether\b|\bweigh\w*|\bworry about\b",
        ),
        "maybe": (
            r"\bpresumably\b|\bsupposedly\b|\bi imagine\b",
            r"\bmaybe\b|\bperhaps\b|\bpossibly\b|\bprobably\b|\bmight\b",
            r"\b(?:we|i|somebody|someone) could\b(?! be)|\bcould (?:ask|do|try|call)\b",
            r"\b(?:i|we) (?:suppose|assume|guess|hope|trust)\b|\bmay be (?:an|a good|worth)\b|\bmay have a look\b",
            r"\bprefer\b|\bit would be (?:good|nice|better)\b",
            r"(?:\bwould|'d) like to (?!know)|\bought to be\b|\bmade up (?:his|her|their|our) mind\b",
            r"\bwould be (?:nice|good|ideal|better)\b|\bwe could\b(?! not)|\bworth (?:a thought|considering)\b",
            r"\bwe hope\b|\bideally\b|\bin theory\b",
        ),
        "undecided": (
            r"\bundecided\b|\bto be decided\b|\btbd\b|\bopen\b(?=$)",
            r"\b(?:when|whether|how|if|who)\b[^,.;:]* (?:is|are) (?:a matter|not clear|unclear|another question)\b",
            r"\bno idea (?:if|whether|when|who|how)\b|\bnot been told (?:about|when|whether|if|how)\b",
            r"\bwhatever the\b|\bdepend\w*|\bunsure\b|\bup in the air\b",
            r"\bi doubt\b|\bargu(?:e|ing)\b|\bin two minds\b|\byour guess\b",
        ),
    },
)
_CONDITIONAL = Table.of(
    Status.CONDITIONAL,
    {
        "if_needed": (
            r"\b(?:if|where|when|as) (?:needed|necessary|required|appropriate|asked|they ask|it comes to|possible)\b",
            r"\bif need be\b|\b(?:if|should) any(?:one|body) asks?\b|\bif asked\b",
            r"\bunless\b|\bif and when\b",
        ),
        "if": (r"\bif (?:they|he|she|it|there|anyone|someone|the|this|that)\b|\bin case\b",),
    },
)
_LEADING = Table.of(
    Status.CONDITIONAL,
    {
        "if_needed": (r"\bif (?:need be|needed|necessary|required|asked|they ask)\b",),
        "if": (r"\b(?:if|when|once) (?:there|someone|anyone|somebody|anybody|things|it gets|it comes)\b",),
    },
)
"""A condition where it stands before the act."""
_QUOTED = Table.of(
    Status.QUOTED,
    {
        "said_by_others": (
            r"\b(?:says|said that|they say|someone (?:says|suggested|said))\b",
            r"\b(?:colleague|neighbour|somebody|clerk|guard|he|she|they) (?:said|claims?|thinks?)\b",
            r"\b(?:(?:i|we|i've|we've)(?: have)? (?:was|were|been) told to|according to|suggests that)\b",
            r"\b(?:manual|procedure|rules?|book|handbook|checklist|guideline)s? (?:says?|wants?|tells?|demands?)\b",
        )
    },
)
_OTHER = Table.of(
    Status.OTHER_ACTOR,
    {
        "somebody": (
            r"\b(?:somebody|someone|anybody|anyone) (?:should|could|will|can|else|must|ought)\b",
            r"\b(?:somebody|someone) (?:from|in|at|upstairs)\b[^,.;]{0,24}\b(?:should|could|can|must|ought)\b",
            r"\b(?:they|people|residents|any(?:one|body)|every(?:one|body)) (?:can|may) (?:read|see|look|find|check)\b",
            r"\blet (?:the |our )?\w+ (?:\w+ )?(?:handle|deal|decide|sort|worry)\b|\bmatter for\b|\baffair\b",
        ),
        "left_to_others": (
            r"(?<!way )(?<!line )(?<!goes )(?<!went )(?<!taken )(?<!it )\bup to (?:the|him|her|them|you)\b(?!.*\bgoes)",
            r"\b(?:not|n't) (?:my|our) (?:job|business|call|problem|concern)\b|\bthat's for\b",
            r"\bis for\b.*\bto (?:say|decide)\b|\b(?:can|may|will|must|should) decide\b",
            r"\bdecides\b|\bto decide\b|\bend(?:s)? up\b",
            r"\b(?:\w+s?'s?|his|her|their) (?:own )?(?:business|department|job|problem)\b",
            r"\bcan (?:\w+ )?(?:for )?(?:themselves|itself|himself|herself)\b|\bsee to (?:it|that) (?:them|him|her)sel",
            r"\bwould (?:hear|learn|find out|get to know)\b|\b(?:is|are) (?:an?|the) (?:\w+ )?thing\b",
            r"\bsomebody else's\b|\bleave (?:it|that|this) to\b",
        ),
    },
)
_WHOLE = (_DEFERRED, _UNDECIDED, _CONDITIONAL, _QUOTED, _OTHER)
DATED = either(
    r"\b[0-2]?[0-9]:[0-5][0-9]\b",
    r"\b(?:today|tonight|tomorrow|now|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|immediately)\b",
    r"\b(?:by|at) [0-9]+\b|\bwithin\b|\bday [0-9]+\b",
)
_DONE = either(
    r"\b(?:did|done|already|have|has|told|sent|reported|called|phoned|informed|wrote|rang|asked|gave|went|got|put)\b"
)
_VERB = either(r"\b(?!need)[a-z]{3,}ed\b|\b(?:told|sent|rang|wrote|gave)\b")
"""A deed before the colon: what follows is its content ("Answered the sender: don't …"), not said of a topic."""
_REACH = 24
"""Characters after the act in which a negation still belongs to it."""


def status(here: Setting) -> Finding:
    """The status of the act at ``here``."""
    shell = blank(_NEUTRAL, here.shell)
    bare = shell.strip(" ,;:-")
    if "?" in here.mark and (here.last or not _DONE.search(bare)):
        return Finding(Status.QUESTION, "question-mark")
    asked = _QUESTION.find(bare) if "?" in here.mark else None
    if asked:
        return asked
    denied = (
        _DENIED.find(shell[: here.act_end + _REACH])
        or _DENIED_BEFORE.find(shell[: here.act])
        or _DENIED_AFTER.find(shell, here.act)
    )
    if denied:
        return denied
    found = _of_topic(here, shell)
    if found:
        return found
    dated = bool(DATED.search(shell))
    for table in _WHOLE:
        found = table.find(shell)
        if found and not (dated and found.rule == "if"):
            return found
    return (_led(blank(_NEUTRAL, here.lead)) if here.lead and not dated else None) or COMMITMENT


def _led(lead: str) -> Finding | None:
    """What the clause that leads up to the act makes of it ("If there is a complaint, we …")."""
    return _LEADING.find(lead) or _DEFERRED.find(lead)


def _of_topic(here: Setting, shell: str) -> Finding | None:
    """What the sentence goes on to say of a short topic ("Councillors: not today")."""
    if not here.rest or not shell.rstrip().endswith((":", " -")) or len(shell.split()) > 4 or _VERB.search(shell):
        return None
    beyond = blank(_NEUTRAL, here.rest)
    found = _DENIED.find(beyond[:40]) or _DENIED_AFTER.find(beyond)
    return found or next((found for table in _WHOLE if (found := table.find(beyond))), None)
