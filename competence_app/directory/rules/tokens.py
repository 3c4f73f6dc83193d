"""The tokens by which a directory is known."""

from secrets import token_urlsafe

PREFIX = "scim_"  # so that one that lies about is known for what it is
BYTES = 32


def new_token() -> str:
    """Return 256 bits that nobody guesses."""
    return PREFIX + token_urlsafe(BYTES)


def bearer(header: str) -> str:
    """Return the token in an ``Authorization`` header; empty where there is none."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
