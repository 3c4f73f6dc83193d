"""What differs between two texts: to the word, and as a whole."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import fsum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; ``changed`` ones stand on this side only."""

    text: str
    changed: bool


def compare_words(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the old and the new text as runs: joined, each side gives back its text to the letter.

    Words are the same whatever spaces stand before them, but for the first of a line.
    """
    before, after = (re.findall(r"\s*\S+", text) for text in (old, new))
    matcher = SequenceMatcher(None, _in_lines(before), _in_lines(after), autojunk=False)
    old_runs, new_runs = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        old_runs.append(Run("".join(before[i:j]), tag != "equal"))
        new_runs.append(Run("".join(after[k:m]), tag != "equal"))
    return tuple(run for run in old_runs if run.text), tuple(run for run in new_runs if run.text)


def _in_lines(words: Iterable[str]) -> list[str]:
    return [("\n" if "\n" in word else "") + word.strip() for word in words]


class Vocabulary:
    """The words of many texts. One that most of them use says little about any: “an ability to”, “patient”."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._uses = Counter(word for text in texts for word in _words(text))

    def share_kept(self, old: str, new: str) -> float:
        """Return from 0 to 1 how much the texts have in common, of what the one that says less says.

        So neither adding to a text nor cutting it makes it another. A word weighs one divided by the number of
        texts that use it, which needs no list of stop words for each language.
        """
        before, after = _words(old), _words(new)
        least = min(self._weight(before), self._weight(after))
        return self._weight(before & after) / least if least else 1.0

    def _weight(self, words: Iterable[str]) -> float:
        return fsum(1 / (self._uses[word] or 1) for word in words)


def _words(text: str) -> set[str]:
    """Return how the words begin: “validate” and “validating” are one."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold())}
