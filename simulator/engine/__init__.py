"""The exercise as a pure function: commands are decided into events, events are folded into state, state into views."""
