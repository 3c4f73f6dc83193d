"""By what a request is told from all others: in the log, at the proxy, and by whoever saw an error page."""

import re
import secrets

_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)  # nginx's $request_id, a UUID, whatever balancers make
_OWN = 4  # bytes: short enough to be read out, and the log has the time beside it


def reference(given: str) -> str:
    """Return what the proxy calls a request where that is a plain word of 8 to 64 characters, else a new one of 8."""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(_OWN)
