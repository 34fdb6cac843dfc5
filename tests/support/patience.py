"""How long a test waits for something that must come: long enough for a busy machine, since waiting checks nothing."""

PATIENCE = 30.0
"""Real seconds."""
