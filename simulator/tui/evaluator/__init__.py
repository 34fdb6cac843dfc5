"""The evaluator's desk on a terminal."""
