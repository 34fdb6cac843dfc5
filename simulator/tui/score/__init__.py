"""The score card on screen: every step with the words, the clock and the calculation behind it."""
