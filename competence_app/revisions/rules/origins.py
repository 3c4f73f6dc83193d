"""What was doubtful in the document that a draft was made of, by where its words stand now."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from competence_app.catalogue.formats.document.locating import LocatedDoubt
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.words import as_seen

_QUOTED = re.compile("“([^”]+?)…?”")


def doubts_kept(origin: Mapping[str, Sequence[Sequence[str]]]) -> list[LocatedDoubt]:
    """Return what is kept of a document; of one from before the codes were kept with it, without a code."""
    if kept := origin.get("doubts"):
        return [LocatedDoubt(*one) for one in kept]
    told = [*origin["guessed"], *origin["left_out"]]
    return [LocatedDoubt("", place, message, "") for place, message in told]


def concerning(doubts: Iterable[LocatedDoubt], node: Competence | Domain, codes: Collection[str]) -> list[LocatedDoubt]:
    """Return what is about a competence, or a domain's title; of all the draft's ``codes`` it has one.

    What had a code that is not there any more is about what has its words now. What quotes a single word, which may
    stand anywhere, is told of the whole alone.
    """
    texts = [as_seen(text) for text in _texts(node)]
    return [one for one in doubts if (one.code == node.code if one.code in codes else _is_quoted(one, texts))]


def _is_quoted(doubt: LocatedDoubt, texts: Iterable[str]) -> bool:
    found = (as_seen(words) for words in _QUOTED.findall(doubt.message))
    quotes = [words for words in found if " " in words]
    return any(words in text for words in quotes for text in texts)


def _texts(node: Competence | Domain) -> Iterator[str]:
    yield node.title
    if isinstance(node, Competence):
        yield node.text
        yield from (part.text for part in node.parts)
