"""What framework editors do with versions."""
