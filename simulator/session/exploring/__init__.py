"""Generated teams that walk every branch of a scenario, and what they reached. Nothing here is random."""
