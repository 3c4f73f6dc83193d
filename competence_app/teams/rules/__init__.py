"""What may be shown of many people, decided without Django."""
