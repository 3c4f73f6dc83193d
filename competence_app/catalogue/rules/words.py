"""When two texts say the same: published ones stay as given, so what compares them looks past their spaces."""

from typing import Any

from pydantic import BaseModel


def spaced(said: Any) -> Any:
    """Return a text with one plain space between words, or whatever holds texts as plain values with such texts."""
    if isinstance(said, str):
        return " ".join(said.split())
    if isinstance(said, BaseModel):
        return spaced(said.model_dump())
    if isinstance(said, dict):
        return {key: spaced(value) for key, value in said.items()}
    return tuple(map(spaced, said)) if isinstance(said, tuple) else said


def is_said_alike(one: Any, other: Any) -> bool:
    """Tell whether two texts, or what holds texts, differ in no more than in their spaces."""
    return bool(one == other or spaced(one) == spaced(other))
