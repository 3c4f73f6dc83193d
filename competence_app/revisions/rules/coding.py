"""A code for a new statement, as its author would count on."""

import re
from collections.abc import Collection
from itertools import count

_NUMBERED = re.compile(r"^(.*?)([0-9]+)$")
_LONGEST = 64


def next_code(like: str, used: Collection[str]) -> str:
    """Return the code that comes next after one such as K7, whose number is above all of the same letters: K8.

    What ends in no number gets one. Capitals make no difference: nobody would tell such codes apart.
    """
    found = _NUMBERED.match(like)
    stem = found[1] if found else f"{like[: _LONGEST - 5]}-"
    numbers = [int(match[2]) for code in used if (match := _NUMBERED.match(code)) and _is_alike(match[1], stem)]
    taken = {code.casefold() for code in used}
    return next(
        code for number in count(max(numbers, default=0) + 1) if (code := f"{stem}{number}").casefold() not in taken
    )


def _is_alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
