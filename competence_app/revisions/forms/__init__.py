"""What framework editors send, and how it is asked."""
