"""What the YAML means: frozen models of scenario, manual, organisation and script. No input or output."""
