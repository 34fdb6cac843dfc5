"""Incident-response tabletop exercises from YAML to a score that names its evidence."""

__version__ = "0.1.0"
