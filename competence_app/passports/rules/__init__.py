"""What a passport says, how it is signed, and what makes one good: without Django, a database or a network."""
