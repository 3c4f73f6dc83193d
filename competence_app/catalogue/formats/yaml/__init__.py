"""Frameworks as YAML, the format that a version is kept in."""
