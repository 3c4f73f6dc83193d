"""What ratings say, derived without Django."""
