"""What is decided about getting in, without a database."""
