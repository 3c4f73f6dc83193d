"""What a framework may not say, in codes: each rule that something in it breaks, with its place and values."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

Path = tuple[str | int, ...]


class MisfitCode(StrEnum):
    """A rule; formats/wording.py has its words, with the values that they name."""

    NO_NUMBER = "no-number"
    NO_WHOLE_NUMBER = "no-whole-number"
    NO_VALIDITY = "no-validity"
    NO_ADDRESS = "no-address"
    NO_DATE = "no-date"
    NOT_RISING = "not-rising"
    CODE_LIKE_A_LEVEL = "code-like-a-level"
    CODE_OF_ANOTHER_ANSWER = "code-of-another-answer"
    LABEL_OF_ANOTHER_ANSWER = "label-of-another-answer"
    OFF_THE_SCALE = "off-the-scale"
    UPSIDE_DOWN = "upside-down"
    PART_WITHOUT_CODE = "part-without-code"
    NO_PARTS_TO_RATE = "no-parts-to-rate"
    REPLACES_ITSELF = "replaces-itself"
    REPLACES_TWICE = "replaces-twice"
    ONE_END = "one-end"
    BELOW_A_SUB_DOMAIN = "below-a-sub-domain"
    EMPTY_DOMAIN = "empty-domain"
    # Of a framework that is right in itself: what keeps it from following those that are there.
    PUBLISHED_AS_IT_IS = "published-as-it-is"
    PUBLISHED_OTHERWISE = "published-otherwise"
    DRAFT_ALREADY = "draft-already"
    NOT_IN_THE_FORMER = "not-in-the-former"
    NO_FORMER = "no-former"
    NOTHING_NEW = "nothing-new"


class Misfit(NamedTuple):
    """One rule that is broken, at a place below what was checked."""

    path: Path
    code: MisfitCode
    values: Mapping[str, object] = MappingProxyType({})


class MisfitError(ValueError):
    """Rules that a node breaks."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__(self.misfits)


def refuse_misfits(misfits: Iterable[Misfit]) -> None:
    """Raise ``MisfitError`` where there are misfits."""
    error = MisfitError(misfits)
    if error.misfits:
        raise error
