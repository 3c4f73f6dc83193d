"""What happens to people's answers while the machine has a bad day."""
