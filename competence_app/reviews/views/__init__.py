"""Pages for supervisors."""
