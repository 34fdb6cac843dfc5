"""Exit codes of every command."""

FINE = 0
NO = 1
"""The answer is no: a check failed, a log is broken."""
WRONG_INPUT = 2
"""The input or the call is wrong."""
INTERNAL = 3
"""A bug; a crash file is written and named."""
INTERRUPTED = 130
"""Stopped by Ctrl-C."""
