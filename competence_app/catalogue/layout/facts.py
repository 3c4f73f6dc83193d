"""What a framework says in few words (its source, its targets, how long a rating holds), as documents show it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from competence_app.catalogue.layout import wording
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.scale import Targets
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.wording import EVERYBODY, EVERYBODY_ELSE, validity_in_words
from competence_app.ui.passages import Fact, Words, fact, words
from competence_app.ui.templatetags.ui import date_in_words

Roles = Mapping[str, str]  # the titles of job roles by their codes
NO_TITLES: Roles = MappingProxyType({})


def source_facts(content: Content) -> Iterator[Fact]:
    """Yield where the text comes from, and of when it is."""
    source = content.source
    said = (source.title, source.authors, source.publisher)
    if named := [words(text, content.language) for text in said if text]:
        yield fact(wording.FACTS["source"], *_parted(named))
    for name, written in (("published", source.published), ("review_by", source.review_by)):
        if written:
            yield fact(wording.FACTS[name], date_in_words(written))


def target_facts(targets: Targets, content: Content, roles: Roles) -> Iterator[Fact]:
    """Yield the level that is expected of each job role, everybody else last."""
    labels = {level.value: words(level.label, content.language) for level in content.scale.levels}
    for role, value in targets.roles.items():
        yield fact(roles.get(role, role), labels[value])
    if targets.default is not None:
        yield fact(EVERYBODY_ELSE if targets.roles else EVERYBODY, labels[targets.default])


def limit_facts(said: Competence | Domain, content: Content, roles: Roles) -> Iterator[Fact]:
    """Yield what is expected, and for how long a rating holds, where a competence or a domain says so itself."""
    targets = list(target_facts(said.targets, content, roles))
    if targets:
        pieces = chain.from_iterable(_expected(each, is_first=not place) for place, each in enumerate(targets))
        yield fact(wording.FACTS["target"], *pieces)
    if said.valid_for:
        yield fact(wording.FACTS["validity"], validity_in_words(said.valid_for))


def _expected(target: Fact, *, is_first: bool) -> tuple[Words, ...]:
    return words(f"{'' if is_first else wording.AND_THEN}{target.name}: "), *target.value


def _parted(named: Sequence[Words]) -> Iterator[Words]:
    for place, each in enumerate(named):
        yield from (words(wording.AND_THEN), each) if place else (each,)
