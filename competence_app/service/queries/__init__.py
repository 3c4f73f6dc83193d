"""What an installation is like: whether it is well, and what its database holds."""
