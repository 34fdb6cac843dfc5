"""What the ways are called in which something reaches somebody, for every screen and report."""

from __future__ import annotations

from simulator.words import mark

CHANNELS = {
    "in_person": mark("in person"),
    "phone": mark("phone"),
    "email": mark("e-mail"),
    "internal_mail": mark("internal mail"),
    "chat": mark("chat"),
    "web_form": mark("web form"),
    "letter": mark("letter"),
    "fax": mark("fax"),
    "news": mark("news"),
    "sns": mark("social media"),
    "control": mark("exercise control"),
}
"""By the values of ``model.scenario.Channel``; translated by the catalogue that all rooms share."""
