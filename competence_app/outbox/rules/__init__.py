"""What may happen to an assessment and what its answers mean: decided without Django."""
