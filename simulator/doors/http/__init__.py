"""The HTTP door: one API for programs and pages, and the client that the terminal screens use over it."""
