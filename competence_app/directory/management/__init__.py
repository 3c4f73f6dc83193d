"""Commands about directories."""
