"""Which statements of a framework are nearly the same as one of another framework.

Two are compared by all their words, as people see them, in small letters. Of thousands, each is compared with those
alone that share one of its rarest pairs of words with it, and with no more than some hundred.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.misfits import Path
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import as_seen

NEARLY = 90  # of 100: twice the letters that two texts have in common, in order, by the letters of both
MOST_TOLD = 20  # to somebody, one by one
SHORTEST = 25  # characters, below which a letter more or less makes another statement
_RAREST = 3  # pairs of words by which others are found
_MOST = 50  # statements with such a pair that it is compared with
_WORDS = re.compile(r"\w+")


class Likeness(NamedTuple):
    """A statement that is nearly the same as one of another framework, or says it in the same words."""

    path: Path
    code: str
    other: int  # which of the frameworks that were compared, counted from 0
    other_code: str
    is_same: bool


class _Known(NamedTuple):
    other: int
    code: str


def likenesses(content: Content, others: Sequence[Content]) -> Iterator[Likeness]:
    """Yield the statements that are like one of the others, each with the one that it is most like."""
    known = {_whole(one): _Known(place, one.code) for place, other in enumerate(others) for one in other.competences}
    asked = {(*path, "text"): (competence.code, _whole(competence)) for path, competence in _placed(content)}
    finder = _Finder(list(known), [text for _, text in asked.values()])
    for path, (code, text) in asked.items():
        if found := finder.nearest(text):
            yield Likeness(path, code, *known[found], is_same=found == text)


def _placed(content: Content) -> Iterator[tuple[Path, Competence]]:
    for holder in content.holders:
        for number, competence in enumerate(holder.domain.competences):
            yield (*holder.path, "competences", number), competence


def _whole(competence: Competence) -> str:
    """Return all words of a statement."""
    said = " ".join([competence.text, *(part.text for part in competence.parts)])
    return str(as_seen(said)).casefold()


class _Finder:
    """Knows which texts have which pairs of words, of those pairs that somebody will ask for."""

    def __init__(self, texts: Sequence[str], asked: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        wanted = {pair for text in asked for pair in _pairs(text)}
        self._having: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            for pair in wanted.intersection(_pairs(text)):
                self._having[pair].append(text)

    def nearest(self, text: str) -> str:
        """Return the text that this one is nearly the same as, or nothing."""
        if text in self._texts:
            return text
        if len(text) < SHORTEST:
            return ""
        found = extractOne(text, self._candidates(text), scorer=ratio, score_cutoff=NEARLY)
        return found[0] if found else ""

    def _candidates(self, text: str) -> list[str]:
        """Return texts that share a rare pair of words with this one."""
        having = [self._having[pair] for pair in dict.fromkeys(_pairs(text)) if pair in self._having]
        rarest = sorted(having, key=len)[:_RAREST]
        return list(dict.fromkeys(chain.from_iterable(texts[:_MOST] for texts in rarest)))


def _pairs(text: str) -> Iterator[str]:
    """Yield each two words that stand beside each other."""
    return map(" ".join, pairwise(_WORDS.findall(text)))
