"""What was doubtful in the document that a draft was made of, by where its words stand now."""

import re
from collections.abc import Iterable, Iterator

from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.words import as_seen

Told = tuple[str, str]  # where in the document, and what of it is doubtful, with its words in quotation marks

_QUOTED = re.compile("“([^”]+?)…?”")


def concerning(told: Iterable[Told], node: Competence | Domain) -> list[Told]:
    """Return what is told of words of the document that stand in a competence, or in a domain's title, now.

    What quotes a single word, which may stand anywhere, is told of the whole alone.
    """
    texts = [as_seen(text) for text in _texts(node)]
    quoted = (((place, message), _quotes(message)) for place, message in told)
    return [one for one, quotes in quoted if any(words in text for words in quotes for text in texts)]


def _texts(node: Competence | Domain) -> Iterator[str]:
    yield node.title
    if isinstance(node, Competence):
        yield node.text
        yield from (part.text for part in node.parts)


def _quotes(message: str) -> list[str]:
    found = (as_seen(words) for words in _QUOTED.findall(message))
    return [words for words in found if " " in words]
