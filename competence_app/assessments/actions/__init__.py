"""Changes of state, each a verb."""
