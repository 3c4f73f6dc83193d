"""What allauth asks of us."""
