"""YAML in: positions, validation, overlays, lint, and the library that ships with the product."""
