"""Changes of state by supervisors, each a verb."""
