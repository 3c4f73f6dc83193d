"""What is done to an installation as a whole."""
