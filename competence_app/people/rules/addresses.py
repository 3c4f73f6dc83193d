"""How an e-mail address is kept, so that one account has one however it is typed."""

import idna

LONGEST = 253  # characters of a domain


def address_of(text: str) -> str:
    """Return ``text`` in lower case, its domain in the ASCII of IDNA; what is no address comes back as it is."""
    local, at, domain = text.strip().rpartition("@")
    return f"{_lowered(local)}{at}{_in_ascii(domain)}"


def _lowered(text: str) -> str:
    return text.lower() if text.isascii() else text  # lowered, the sign of kelvin would be a letter k


def _in_ascii(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    if len(domain) > LONGEST:
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain


def is_plain(address: str) -> bool:
    """Whether nothing in an address is outside ASCII, or moves the cursor."""
    return address.isascii() and address.isprintable()
