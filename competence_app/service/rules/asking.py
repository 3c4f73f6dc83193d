"""Who may ask an installation how it is: whoever is on the same machine, and was not let in by the proxy on it."""

from collections.abc import Mapping
from ipaddress import ip_address

_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_from_here(meta: Mapping[str, str]) -> bool:
    """Tell it by a request's ``META``; a socket of the file system has no address."""
    address = meta.get("REMOTE_ADDR", "")
    return not any(header in meta for header in _PASSED_ON) and (not address or ip_address(address).is_loopback)
