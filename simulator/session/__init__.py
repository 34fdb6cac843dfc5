"""Where a command meets the clock and the log: runner, scheduler, scripted players, the port that screens know."""
