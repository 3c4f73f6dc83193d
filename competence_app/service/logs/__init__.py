"""What the log says, and what it never does: no names, addresses, answers, or paths, which may hold a secret."""
