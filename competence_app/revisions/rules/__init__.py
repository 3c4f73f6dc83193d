"""What editors are shown of a text that is wrong, decided without Django."""
