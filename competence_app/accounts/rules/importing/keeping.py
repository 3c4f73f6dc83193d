"""Thousands of things held small: some hundreds together, compressed, and no more of them open at a time."""

import json
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Generic, Self, TypeVar

AT_ONCE = 500
Thing = TypeVar("Thing")


class Kept(ABC, Generic[Thing]):
    """Things in their order, which may be looked through again and again."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        """Keep the things, as they come."""
        rest = map(self.pack, things)
        some = iter(lambda: list(islice(rest, AT_ONCE)), [])
        self.bundles: Sequence[bytes] = [zlib.compress(json.dumps(packed).encode()) for packed in some]

    @classmethod
    def of(cls, bundles: Sequence[bytes]) -> Self:
        """Return what these bundles of others like it hold."""
        kept = cls()
        kept.bundles = bundles
        return kept

    def some(self) -> Iterator[list[Thing]]:
        """Yield the things, some hundreds at once."""
        for bundle in self.bundles:
            yield [self.unpack(packed) for packed in json.loads(zlib.decompress(bundle))]

    def __iter__(self) -> Iterator[Thing]:
        """Yield the things one by one."""
        return chain.from_iterable(self.some())

    @staticmethod
    @abstractmethod
    def pack(thing: Thing) -> list[Any]:
        """Return a thing as JSON can hold it."""

    @staticmethod
    @abstractmethod
    def unpack(packed: list[Any]) -> Thing:
        """Return the thing that was packed so."""
