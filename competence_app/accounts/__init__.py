"""How a person gets in: signing in, one's own account, invitations and their administration."""
