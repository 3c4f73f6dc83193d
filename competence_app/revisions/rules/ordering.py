"""The order of the entries of a list that is being written: one changes places with its neighbour."""

from collections.abc import Mapping

STEPS = {"up": -1, "down": 1}  # what the button sends, and by how many places


def reordered(posted: Mapping[str, str], entry: str, by: int) -> dict[str, str]:
    """Return what was sent with an ``entry``, such as ``parts/1``, in the place of its neighbour, and that in its own.

    What is no entry, or has no neighbour there, stays where it is.
    """
    field, _, index = entry.rpartition("/")
    if not (field and index.isdecimal() and int(index) + by >= 0):
        return dict(posted.items())
    other = f"{field}/{int(index) + by}"
    return {_renamed(name, entry, other): value for name, value in posted.items()}


def _renamed(name: str, one: str, other: str) -> str:
    for here, there in ((one, other), (other, one)):
        if name == here or name.startswith(f"{here}/"):
            return there + name[len(here) :]
    return name
