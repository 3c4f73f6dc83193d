"""What differs between two versions, to the word."""
