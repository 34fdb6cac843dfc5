"""Refusals in plain sentences: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.engine.commands import Refusal
from simulator.model.safe_text import visible_line
from simulator.tui.door_refusals import DOOR_SENTENCES
from simulator.tui.wording import Wording
from simulator.words import mark

_TEAM_OVER = mark("The exercise is over, so nothing can be sent any more.")
_INTERNAL = mark("This could not be sent ({code}). Tell exercise control; nothing you typed is lost.")

SENTENCES: Mapping[str, str] = {
    "replay.read_only": mark("This is how the screen was; nothing can be sent into the past. F12 goes back."),
    "team.finished": _TEAM_OVER,
    "team.not_started": mark("The exercise has not started yet. Wait for the start; your draft is kept."),
    "team.already_started": mark("The exercise is already running."),
    "role.not_held": mark('You do not hold this role. Choose one of yours under "As".'),
    "inject.not_received": mark("None of your roles received this. Open something from your inbox."),
    "response.too_long": mark("Too long: at most {limit} characters. Shorten it and send again."),
    "response.empty": mark("Nothing is written yet. Write in the field, then send."),
    "response.not_asked": mark("This asks for another kind of response. Open it again from the inbox."),
    "response.no_option": mark("Nothing is chosen yet. Choose with Space, then send."),
    "response.one_option": mark("Choose exactly one, then send."),
    "response.option_unknown": mark("That option is not offered here. Open the inject again and choose anew."),
    "response.field_required": mark('"{field}" must be filled in. Fill it in and send again.'),
    "response.nothing_asked": mark("There is nothing to take note of. Open an inject from the inbox."),
    "quiz.answered": mark("You have answered this question already. The right answer stands below it."),
    "contact.nobody": mark("Nobody is chosen yet. Choose whom to contact, then send."),
    "contact.unknown": mark("This contact is not in the network. Choose another one."),
    "call.unknown": mark("There is no such call in this drill."),
    "call.not_yours": mark("Somebody else makes this call, or the message has not reached you yet."),
    "call.way": mark("This call is not made in that way. Choose another one."),
    "call.reached": mark("The message has arrived there already."),
    "call.ringing": mark("It is still ringing. Wait for the answer, and call somebody else meanwhile."),
    "call.not_stand_in": mark("That is not their stand-in. The contact network names who is."),
    "call.stand_in_too_early": mark("Call them first; the stand-in is called when they are not reached."),
    "receipt.none": mark("Nobody is calling you with that."),
    "receipt.already": mark("You have repeated this message back already."),
    "number.not_wrong": mark("A number is corrected once a call has shown that it is wrong."),
    "number.empty": mark("Write the number with its figures."),
    "talk.unknown": mark("You are not part of this conversation."),
    "talk.over": mark("This conversation is over. Contact them again."),
    "talk.ringing": mark("Nobody has answered yet. Wait a moment, or hang up."),
    "talk.not_on_line": mark("You are not on this line. Answer the call first."),
    "talk.written": mark("This was written, not called: there is nothing to hang up."),
    "talk.nobody": mark("Nobody in this exercise plays them. Choose somebody else."),
    "talk.not_office": mark("Somebody at a seat speaks for them here."),
    "hint.none_left": mark("There is no further hint for this."),
    "pace.out_of_range": mark("The pace goes from x0.1 to x100. Choose one in between."),
    "jump.backwards": mark("The clock only goes forward. Choose a later time."),
    "phase.unknown": mark("There is no phase to go on to from here. Let the clock run, or jump ahead."),
    "inject.unknown": mark("There is no such inject. Choose one from the list."),
    "inject.already_delivered": mark("This was given already, so it cannot be held, skipped or given again."),
    "improvise.nobody": mark("Nobody plays that role here. Choose somebody who sits at a seat."),
    "improvise.limit": mark("The time to answer is between a minute and 30 days. Change it and send again."),
    "extend.out_of_range": mark("A phase is extended by at most {limit} minutes at a time."),
    "timetable.none": mark("This exercise has no timetable."),
    "row.unknown": mark("The timetable has no such row. Open it again."),
    "row.not_yours": mark("This is recorded by another section. Choose a row of your own."),
    "row.in_future": mark("This time has not come yet. Type the time at which it happened."),
    "row.before_start": mark("This time lies before the exercise began. Type a later one."),
    "system.unknown": mark("The timetable has no such system. Open it again."),
    "system.not_yours": mark("This system is checked by another section. Choose one of your own."),
    "step.unknown": mark("The manual has no such step. Choose one from the list."),
    "verdict.without_reason": mark("Write why: whoever reads the report has to understand the decision."),
    "verdict.moved": mark("A later reply has changed the automatic verdict meanwhile. Look again, then decide."),
    "verdict.not_yours": mark("You have decided nothing here that could be taken back."),
    "rating.unknown": mark("There is no such chapter or objective. Choose one from the list."),
    "rating.without_reason": mark("This departs from what the rule proposes. Write why."),
    "rating.not_yours": mark("You have rated nothing here that could be taken back."),
    "moment.ahead": mark("This time has not come yet. Type the time at which you saw it."),
    "question.unknown": mark("This exercise has no such question. Open the list again."),
    "question.not_yet": mark("These questions are asked in the last phase and after the end."),
    "answer.out_of_scale": mark("Answer with a figure from 1 to {top}."),
    "part.not_allowed": mark("That is not done from here."),
    "log.unwritable": mark("{message} Nothing you typed is lost."),
    "log.busy": mark("The record is busy. Send again in a moment; nothing is lost."),
    **DOOR_SENTENCES,
}


def sentence(words: Wording, refusal: Refusal, labels: Mapping[str, str] | None = None) -> str:
    """``refusal`` as a sentence; ``labels`` name the form fields by id."""
    message = SENTENCES.get(refusal.code)
    if message is None:
        return words.t(_INTERNAL, code=refusal.code)
    gaps = {name: visible_line(value) for name, value in refusal.params.items()}
    if "field" in gaps:
        gaps["field"] = visible_line((labels or {}).get(refusal.params["field"], gaps["field"]))
    return words.t(message, **gaps)
