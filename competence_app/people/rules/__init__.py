"""What is decided about people, without Django."""
