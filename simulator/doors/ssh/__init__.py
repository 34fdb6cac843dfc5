"""Seats in a terminal elsewhere, by ssh. The only room that knows asyncssh, which is an optional extra."""
