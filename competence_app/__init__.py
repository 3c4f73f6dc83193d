"""The competence self-assessment project."""
