"""Verdicts on replies, and totals over them: pure functions of content and log."""
