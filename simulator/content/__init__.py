"""Content: YAML files -> checked, typed scripts. Start reading at ``library``."""
