"""What a directory and the app say to each other, without Django."""
