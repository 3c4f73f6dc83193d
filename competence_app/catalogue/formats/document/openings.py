"""The words that a statement of a framework opens with: “An ability to …”, “Knowledge of …”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from competence_app.catalogue.formats.document.paragraphs import Paragraph

_NOUNS = "ability|capacity|capability|competence|understanding|awareness|appreciation|willingness|knowledge"
_LINKS = r"(?:to|of|that|how|about|in)\b"
_ARTICLED = rf"an? (?:[\w-]+ ){{0,2}}(?:{_NOUNS}) {_LINKS}"  # “a working knowledge of” too
_BARE = rf"(?:{_NOUNS}|able|understands?|knows?) {_LINKS}"
_WITH_ARTICLE = re.compile(f"(?=A)(?i:{_ARTICLED})")
_WITHOUT = re.compile(f"(?=[A-Z])(?i:{_BARE})")
_EITHER = re.compile(f"(?=[A-Z])(?i:{_ARTICLED}|{_BARE})")
_SMALL = re.compile(f"(?i:{_ARTICLED})")
_KNOWLEDGE = re.compile(
    r"(?:an? )?(?:[\w-]+ ){0,2}?(?:(?:ability to draw on )?knowledge|understanding|awareness)\b", re.IGNORECASE
)
_INNER = re.compile(rf"(?<=[.;])\s+(?=An? (?:{_NOUNS}) (?:to|of)\b)")
FEWEST = 3  # statements that make a framework


def opens(text: str) -> bool:
    """Tell whether a line begins a statement, in a capital."""
    return bool(_EITHER.match(text))


def is_of_knowledge(text: str) -> bool:
    """Tell whether a statement or a heading is about what somebody knows, not does."""
    return bool(_KNOWLEDGE.match(text))


def parted(text: str) -> list[str]:
    """Return the statements that stand in one paragraph, one behind the other."""
    return _INNER.split(text)


@dataclass(frozen=True)
class Openings:
    """How the statements of one document open: “Ability to” does only where none says “An ability to”."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, paragraphs: Iterable[Paragraph]) -> "Openings":
        """Return how those of a document with these paragraphs do."""
        return cls(tuple(paragraph.text for paragraph in paragraphs if not paragraph.level))

    @cached_property
    def count(self) -> int:
        """How many statements there are."""
        return sum(map(self.open, self.texts))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        for pattern in (_WITH_ARTICLE, _EITHER):
            if sum(bool(pattern.match(text)) for text in self.texts) >= FEWEST:
                return pattern
        return _SMALL

    def open(self, text: str) -> bool:
        """Tell whether a paragraph with this text is a statement."""
        return bool(self._pattern.match(text))

    def may_open(self, text: str) -> bool:
        """Tell whether it may be one, or a heading: “Knowledge of …” where others say “An ability to …”."""
        return bool(_WITHOUT.match(text))
