"""What differs between two texts, to the word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; ``changed`` ones stand on this side only."""

    text: str
    changed: bool


def compare_words(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the old and the new text as runs: joined, each side gives back its text to the letter."""
    before, after = (re.findall(r"\s*\S+", text) for text in (old, new))
    old_runs, new_runs = [], []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old_runs.append(Run("".join(before[i:j]), tag != "equal"))
        new_runs.append(Run("".join(after[k:m]), tag != "equal"))
    return tuple(run for run in old_runs if run.text), tuple(run for run in new_runs if run.text)
