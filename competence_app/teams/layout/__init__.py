"""What team counts show."""
