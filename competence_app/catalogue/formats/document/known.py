"""What there is already, of which a document may be a new version."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import as_seen


class KnownFrameworks(NamedTuple):
    """The frameworks that there are; asked only where a document has been read."""

    base: Content | None = None
    """The version that whoever sends the document means to revise."""
    current: Callable[[], Iterable[Content]] = tuple
    """The current versions of all frameworks."""
    labels: Callable[[str], Collection[str]] = lambda _: ()
    """What versions of the framework with this code are called that are or were published."""

    def former_of(self, title: str, texts: Collection[str], code: str = "") -> Content | None:
        """Return what a document with this title, these statements and maybe a code is a new version of."""
        if self.base:
            return self.base
        current = list(self.current())
        named = (known for known in current if known.code == code)
        return next(named, None) or next((known for known in current if _is_like(known, title, texts)), None)


def seen(text: str) -> str:
    """Return a text as it is compared: by what people see of it, in small letters."""
    return str(as_seen(text)).casefold()


def _is_like(known: Content, title: str, texts: Collection[str]) -> bool:
    """Tell whether the title is the same, or half of the statements are."""
    former = {seen(competence.text) for competence in known.competences}
    same = sum(seen(text) in former for text in texts)
    return same * 2 >= len(texts) or (bool(same) and seen(known.title) == seen(title))
