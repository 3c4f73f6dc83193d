"""A morning's work of many people at once."""
