"""What the calls window, the inbox and the overview tell of a contact drill."""

from __future__ import annotations

from simulator.engine.call_views import CallsView, CallView, NumberView, ReceiptView
from simulator.engine.views import SeatView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, line, pad
from simulator.tui.wording import Wording, hour
from simulator.words import mark

RECEIPT, CALL, STAND_IN, NUMBER = "receipt:", "call:", "stand-in:", "number:"
"""Beginnings of the ids of rows: a call received, a call to make, to make to the stand-in, a number to correct."""

_STATUS = {
    "todo": (mark("to call"), "warn"),
    "ringing": (mark("ringing"), "mark"),
    "sent": (mark("no receipt"), "warn"),
    "reached": (mark("reached"), "good"),
    "repeated": (mark("repeated"), "good"),
    "no_answer": (mark("no answer"), "alert"),
    "declines": (mark("not in it"), "alert"),
    "wrong_number": (mark("wrong no."), "alert"),
    "cut_off": (mark("cut off"), "warn"),
}
_RECEIVED = {
    "ringing": (mark("RINGING"), "mark"),
    "answered": (mark("repeat it"), "warn"),
    "repeated": (mark("done"), "good"),
    "missed": (mark("missed"), "dim"),
    "cut_off": (mark("cut off"), "dim"),
}
_WIDTH = 10
"""Cells of a status."""


def call_rows(words: Wording, calls: CallsView, now: int) -> list[Row]:
    """The calls received, then those to make, each with what can be done about it; ``now`` in scenario seconds."""
    t = words.t
    rows = [Row("", (line(t("Received"), "head"),))]
    rows += [_received(words, one) for one in calls.received]
    if not calls.received:
        rows.append(Row("", (line(t("Nobody has called you yet."), "dim"),)))
    if calls.to_make:
        rows.append(Row("", (line(t("To call"), "head"),)))
    for call in calls.to_make:
        rows.append(_to_make(words, call, now))
        if call.status == "wrong_number":
            told = t("correct the number, then call again")
            rows.append(Row(NUMBER + call.id, (Line((Span(" " * _WIDTH + "> ", "dim"), Span(told, "warn")), most=1),)))
        if call.stand_in is not None:
            told = t("stand-in: {who}", who=visible_line(call.stand_in.title))
            number = Span("  " + visible_line(call.stand_in.number), "dim")
            lead = Span(" " * _WIDTH + "> ", "dim")
            rows.append(Row(STAND_IN + call.id, (Line((lead, Span(told, "warn"), number), most=1),)))
    return rows


def details(words: Wording, calls: CallsView, row: str) -> list[Line]:
    """What is known of the row under the cursor."""
    receipt, call = receipt_of(calls, row), call_of(calls, row)
    if receipt is not None:
        return _receipt_details(words, receipt)
    if call is None:
        return []
    t = words.t
    number = call.stand_in if row.startswith(STAND_IN) and call.stand_in is not None else call.who
    out = _number(words, number, calls.hours, corrected=call.corrected and number is call.who)
    if call.says and number is call.who:
        out.insert(1, line(visible(call.says.strip()), indent=2))
    if call.note:
        out.append(line(visible_line(call.note), "dim"))
    for one in call.tries:
        way = words.way(one.by)
        told = t("{time} {way} to {who}: {outcome}", time=hour(one.at), way=way, who=visible_line(one.whom),
                 outcome=t(_STATUS[one.outcome][0]))  # fmt: skip
        out.append(line(told, indent=2))
    return out


def call_of(calls: CallsView, row: str) -> CallView | None:
    """The call to make that ``row`` is about."""
    kind, _, name = row.partition(":")
    if f"{kind}:" not in {CALL, STAND_IN, NUMBER}:
        return None
    return next((call for call in calls.to_make if call.id == name), None)


def receipt_of(calls: CallsView, row: str) -> ReceiptView | None:
    """The call received that ``row`` is about."""
    if not row.startswith(RECEIPT):
        return None
    name = row.removeprefix(RECEIPT)
    return next((one for one in calls.received if one.id == name), None)


def urgent_row(calls: CallsView) -> str:
    """The row to begin with: a telephone that rings, what is to be repeated back, what failed, the next to call."""
    for status in ("ringing", "answered"):
        for receipt in calls.received:
            if receipt.status == status:
                return RECEIPT + receipt.id
    for status in ("wrong_number", "no_answer", "todo"):
        for call in calls.to_make:
            if call.status == status:
                if status == "wrong_number":
                    return NUMBER + call.id
                return (STAND_IN if call.stand_in is not None and status == "no_answer" else CALL) + call.id
    return ""


def follow_up(calls: CallsView, row: str) -> str:
    """The row to go to from that of a call which was not reached: the stand-in, or the number; else nothing."""
    call = call_of(calls, row)
    if call is None or not row.startswith(CALL):
        return ""
    if call.status == "wrong_number":
        return NUMBER + call.id
    return STAND_IN + call.id if call.status == "no_answer" and call.stand_in is not None else ""


def waiting(calls: CallsView | None) -> int:
    """How many calls wait for this seat: to be answered, repeated back, made, or made anew."""
    if calls is None:
        return 0
    received = sum(one.status in {"ringing", "answered"} for one in calls.received)
    return received + sum(call.status in {"todo", "no_answer", "wrong_number"} for call in calls.to_make)


def call_news(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    """What has become of this seat's calls since ``old``: one that came in first; empty when nothing has."""
    if new.calls is None:
        return ()
    t = words.t
    before = old.calls
    known = {(one.id, one.role) for one in before.received} if before else set()
    came = [one for one in new.calls.received if (one.id, one.role) not in known and one.status == "ringing"]
    if came:
        told = t("{time} {who} is calling.", time=hour(came[-1].at), who=visible_line(came[-1].caller))
        answer = Span("  " + t("Ctrl+L answers"), "dim")
        return (Span(" " + t("CALL") + " ", "mark"), Span(f" {told}", "strong"), answer)
    stood = {call.id: call.status for call in before.to_make} if before else {}
    changed = [call for call in new.calls.to_make if stood.get(call.id, "todo") == "ringing" != call.status]
    if not changed:
        return ()
    call = changed[-1]
    word, style = _STATUS[call.status]
    told = t("{who}: {outcome}", who=visible_line(call.tries[-1].whom), outcome=t(word))
    more = t("Ctrl+L shows what to do") if style == "alert" else t("Ctrl+L shows the calls")
    return (Span(f" {told} ", style), Span("  " + more, "dim"))


def _received(words: Wording, one: ReceiptView) -> Row:
    word, style = _RECEIVED[one.status]
    t = words.t
    caller = t("from {who}", who=visible_line(one.caller)) if one.caller else t("the message starts with you")
    spans = (
        Span(pad(words.t(word), _WIDTH), style),
        Span(f" {hour(one.at)} ", "dim"),
        Span(caller, "strong"),
        Span(f"  → {visible_line(one.role_title)}", "dim"),
    )
    return Row(RECEIPT + one.id, (Line(spans, most=1),))


def _to_make(words: Wording, call: CallView, now: int) -> Row:
    word, style = _STATUS[call.status]
    due: tuple[Span, ...] = ()
    if call.due is not None and not call.tries:
        late = now > call.due
        at = hour(call.due)
        told = words.t("late since {time}", time=at) if late else words.t("by {time}", time=at)
        due = (Span(f"  {told}", "alert" if late else "dim"),)
    spans = (
        Span(pad(words.t(word), _WIDTH), style),
        Span(f" {visible_line(call.who.title)}", "strong" if call.status == "todo" else ""),
        *due,
        Span(f"  {visible_line(call.who.number)}", "dim"),
    )
    return Row(CALL + call.id, (Line(spans, most=1),))


def _number(words: Wording, number: NumberView, hours: str, *, corrected: bool) -> list[Line]:
    t = words.t
    label, other = (t("Night"), t("Day")) if hours == "night" else (t("Day"), t("Night"))
    note = Span("  " + t("(corrected)"), "good") if corrected else Span("")
    listed = visible_line(number.number) or t("No number is listed.")
    out = [
        line(visible_line(number.title), "strong"),
        Line((Span(f"{label} ", "dim"), Span(listed, "strong"), note)),
    ]
    if number.other:
        out.append(line(f"{other} {visible_line(number.other)}", "dim"))
    if number.note:
        out.append(line(visible_line(number.note), "dim"))
    return out


def _receipt_details(words: Wording, one: ReceiptView) -> list[Line]:
    t = words.t
    if one.status == "ringing":
        return [line(t("Your telephone rings. Enter answers it."), "strong")]
    if one.status == "missed":
        return [line(t("You did not answer in time; the caller has given up."), "dim")]
    if one.status == "cut_off":
        return [line(t("The exercise ended before you answered."), "dim")]
    if one.status == "answered":
        return [line(t("Repeat the message back: what has happened, when and where, what is to be done."), "strong")]
    done = hour(one.done) if one.done is not None else ""
    return [line(t("Repeated back at {time}:", time=done), "dim"), line(visible(one.words), indent=2)]
