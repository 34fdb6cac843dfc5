"""Refusals on a page: the sentence that says what to do, and the field that it is about."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.engine.commands import Refusal
from simulator.engine.views import AskView
from simulator.model.safe_text import visible_line
from simulator.tui.refusals import SENTENCES, sentence
from simulator.tui.wording import Wording
from simulator.words import Translate, mark

_ON_PAGES: Mapping[str, str] = {
    "response.no_option": mark("Nothing is chosen yet. Choose, then send."),
    "response.not_asked": mark("This asks for another kind of response. Open it again from the inbox."),
    "response.empty": mark("Nothing is written yet. Write in the field, then send."),
    "contact.nobody": mark("Nobody is chosen yet. Choose whom to contact, then send."),
    "code.unknown": mark(
        "This code opens nothing. Compare it with your card, character by character; if it is the same, ask the"
        " exercise office for a new one."
    ),
    "code.revoked": mark("This code is no longer valid. Ask the exercise office for a new one."),
    "code.too_many": mark("Too many wrong codes came from this machine. Wait a minute, then try again."),
    "code.empty": mark("Type the code that stands on your card."),
    "seat.occupied": mark("Somebody sits there already. Choose below whether to share the seat or take it over."),
    "seat.taken_over": mark("Somebody else has taken over this seat. Come in again with the code if it is yours."),
    "seat.left": mark("You have left the seat. Come in again with the code."),
    "door.too_many": mark("Too many people are connected at the moment. Try again in a minute."),
    "door.closing": mark("The exercise is being closed. What was sent is kept."),
    "door.error": mark("Something has gone wrong in the program. Load the page again; what was sent is kept."),
    "door.not_signed_in": mark("Come in with your code first."),
    "door.elsewhere": mark("This was sent from another site's page, so it was not accepted."),
    "door.form_token": mark("This page was too old to send from. Load it again and send once more."),
    "door.not_yours": mark("Your code does not open this page."),
    "door.not_there": mark("There is no such page."),
    "door.method": mark("This page cannot be reached in that way. Go back and load it again."),
    "door.media": mark("This could not be read. Load the page again and send once more."),
    "body.too_long": mark("Too much at once. Shorten the text and send again."),
    "body.too_slow": mark("The connection was too slow. Send again."),
    "body.malformed": mark("This could not be read. Load the page again and send once more."),
    "command.malformed": mark('This is missing or could not be read: "{field}". Correct it and send again.'),
    "time.unreadable": mark("A time is written like D2 08:40 or 15:30."),
}

_LABELS: Mapping[str, str] = {
    "title": mark("Title"),
    "body": mark("What they are told"),
    "text": mark("What is said"),
}
"""What a page calls the fields of a command that have to be written."""


def fault_words(words: Wording, t: Translate, refusal: Refusal | None, ask: AskView | None = None) -> str:
    """What is wrong and what to do about it; empty where nothing is."""
    if refusal is None:
        return ""
    message = _ON_PAGES.get(refusal.code)
    if message is not None:
        told = {name: visible_line(value) for name, value in refusal.params.items()}
        label = _LABELS.get(told.get("field", ""))
        if label is not None:
            told["field"] = t(label)
        return t(message, **told)
    if refusal.code not in SENTENCES:
        return t("This could not be done ({code}). Tell exercise control.", code=refusal.code)
    labels = {field.id: field.label for field in ask.fields} if ask is not None else {}
    return sentence(words, refusal, labels)


def faulty_field(refusal: Refusal | None) -> str:
    """Which field of a composer a refusal is about: ``text``, ``options``, ``to``, ``parts.NAME``, or none."""
    if refusal is None:
        return ""
    if refusal.code == "response.field_required":
        return f"parts.{refusal.params.get('field', '')}"
    if refusal.code.startswith("contact."):
        return "to"
    if refusal.code in {"response.no_option", "response.one_option", "response.option_unknown"}:
        return "options"
    return "text" if refusal.code in {"response.empty", "response.too_long"} else ""
