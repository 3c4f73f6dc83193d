"""The few words that tell statements apart which begin alike: "An ability to …"."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

BRIEF = 36  # characters: one line on a phone
ALIKE = 3  # words: fewer at the beginning are no weight


@lru_cache(maxsize=512)
def telling_words(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return of each text the words with which it goes on where no other begins like it, "…" for what is left out.

    What is brief as it is stays whole.
    """
    words = [tuple(text.split()) for text in texts]
    ordered = sorted(set(words))
    alike = dict.fromkeys(ordered, 0)
    for one, following in pairwise(ordered):  # those that begin most alike stand beside each other
        shared = _shared(one, following)
        alike[one], alike[following] = max(alike[one], shared), max(alike[following], shared)
    return tuple(_brief(each, alike[each]) for each in words)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many words both begin, and go on with one more at least; 0 where those are few."""
    begins = takewhile(lambda pair: pair[0] == pair[1], zip(one[:-1], other[:-1], strict=False))
    count = sum(1 for _ in begins)
    return count if count >= ALIKE else 0


def _brief(words: Sequence[str], alike: int) -> str:
    if len(whole := " ".join(words)) <= BRIEF:
        return whole
    rests = ("…" + " ".join(words[start:]) for start in range(1, alike + 1))
    rest = next((rest for rest in rests if len(rest) <= BRIEF), "")  # with as much of what is alike as has room
    return rest or _cut("…" + " ".join(words[alike:]) if alike else whole)


def _cut(text: str) -> str:
    return text if len(text) <= BRIEF else text[: BRIEF + 1].rsplit(" ", 1)[0][:BRIEF].rstrip(",;:") + "…"
