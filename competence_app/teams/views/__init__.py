"""Pages for those who lead a team."""
