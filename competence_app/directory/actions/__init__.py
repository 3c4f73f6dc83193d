"""What a directory does, one verb a function."""
