"""What ratings say: profiles and their pictures."""
