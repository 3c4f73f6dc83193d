"""What people send to get in, about themselves, and as administrators about others."""
