"""What differs between two texts: to the word, and as a whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from math import fsum

from competence_app.catalogue.rules.words import as_seen


@dataclass(frozen=True, slots=True)
class WordRun:
    """A stretch of words; ``changed`` ones stand on this side only."""

    text: str
    changed: bool


def compare_words(old: str, new: str) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
    """Return the old and the new text as runs: joined, each side gives back its text to the letter.

    Words are the same that look the same, whatever spaces stand before them, but for the first of a line.
    """
    stretches = list(_stretches(*(re.findall(r"\s*\S+", text) for text in (old, new))))
    old_runs = tuple(WordRun(before, changed) for before, _, changed in stretches if before)
    new_runs = tuple(WordRun(after, changed) for _, after, changed in stretches if after)
    return old_runs, new_runs


class Fate(StrEnum):
    """What became of a stretch of words between two texts."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A stretch of words of either text."""

    text: str
    mark: Fate


def mark_lines(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[MarkedRun, ...], ...]:
    """Return the new lines with what is new marked, and what is gone where it stood, be it a whole line.

    A line that stands in both is the same, though one beside it may begin with its words.
    """
    before, after = ([" ".join(line.split()) for line in lines] for lines in (old, new))
    lines: list[tuple[MarkedRun, ...]] = []
    matcher = SequenceMatcher(None, _in_lines(before), _in_lines(after), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        is_same = tag == "equal"
        lines += [(MarkedRun(line, Fate.SAME),) for line in after[k:m]] if is_same else _mark(before[i:j], after[k:m])
    return tuple(line for line in lines if any(run.text for run in line))


def _mark(old: Sequence[str], new: Sequence[str]) -> list[tuple[MarkedRun, ...]]:
    """Return the new lines likewise, by their words alone."""
    lines: list[tuple[MarkedRun, ...]] = []
    for before, after, changed in _stretches(_words_and_breaks(old), _words_and_breaks(new)):
        told = {Fate.GONE: before, Fate.NEW: after} if changed else {Fate.SAME: after}
        for mark, text in told.items():
            going_on, *following = ((MarkedRun(part, mark),) if part else () for part in text.split("\n"))
            lines[-1:] = [(*line, *going_on) for line in lines[-1:]]
            lines += following
    return lines


def _words_and_breaks(lines: Iterable[str]) -> list[str]:
    """Return the words of all lines, and before each line what begins one."""
    return [word for line in lines for word in ("\n", *re.findall(r"\s*\S+", line))]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield what stands in either text, both given by words, and whether that differs."""
    matcher = SequenceMatcher(None, _in_lines(old), _in_lines(new), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield "".join(old[i:j]), "".join(new[k:m]), tag != "equal"


def _in_lines(words: Iterable[str]) -> list[str]:
    return [("\n" if "\n" in word else "") + as_seen(word) for word in words]


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
    return {word[:5] for word in re.findall(r"\w+", as_seen(text).casefold())}
