"""Refusals of the doors to an exercise in plain sentences: codes, passes, seats, and what a request looks like."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.words import mark

_INTERNAL = mark("Exercise control could not read this. Update this program if it is older; nothing you typed is lost.")
_ANEW = mark("Open the page again, then send. What you typed is still in the field.")

DOOR_SENTENCES: Mapping[str, str] = {
    "code.unknown": mark(
        "No seat opens with this code. Compare it with your card: letters and digits in groups of four."
    ),
    "code.too_many": mark("Too many wrong codes from here. Wait a minute, then type it as it stands on your card."),
    "code.revoked": mark("This code is not valid any more. Ask exercise control for a new one."),
    "grant.unknown": mark("This code is withdrawn already. Look at the list again."),
    "grant.kept": mark("This code stays: somebody runs the exercise by it now."),
    "seat.occupied": mark("Somebody sits at this seat already. Share it with them, or take it over."),
    "seat.taken_over": mark("Somebody else has taken over this seat. Join again with your code to share it."),
    "seat.left": mark("You have left this seat. Join again with your code."),
    "door.not_signed_in": mark("You are not in the exercise. Join with the code on your card."),
    "door.not_yours": mark("This is not part of your seat. Go back to your own page."),
    "door.not_there": mark("There is nothing here. Go back to your own page."),
    "door.too_many": mark("That was too much at once. Wait a few seconds, then go on; nothing you typed is lost."),
    "door.unreachable": mark("Exercise control cannot be reached. Send again in a moment; nothing you typed is lost."),
    "door.closing": mark("Exercise control is being restarted. Send again in a moment; nothing you typed is lost."),
    "door.error": mark("An error inside the program; it has been recorded. Tell exercise control, then try again."),
    "door.elsewhere": mark("This came from another page than the exercise's own, and was not accepted."),
    "door.form_token": _ANEW,
    "door.method": _INTERNAL,
    "door.media": _INTERNAL,
    "body.malformed": _INTERNAL,
    "body.too_long": mark("This is too long to be sent. Shorten it."),
    "body.too_slow": mark("This took too long to arrive. Send it again."),
    "command.unknown": _INTERNAL,
    "command.malformed": mark("Something is missing here or does not fit ({field}). Look at it, then send again."),
    "command.not_allowed": mark("This is not for your part in the exercise."),
}
