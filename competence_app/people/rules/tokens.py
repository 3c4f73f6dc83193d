"""What is kept of a token that somebody may show: its owner has the token itself, or can make it anew."""

from hashlib import sha256


def digest_of(token: str) -> str:
    """Return a token's SHA-256, in hexadecimal, by which it is found."""
    return sha256(token.encode()).hexdigest()
