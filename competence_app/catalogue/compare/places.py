"""Where competences stand in a framework, and which of them have moved."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content
from competence_app.catalogue.rules.words import is_said_alike


class PlacedCompetence(NamedTuple):
    """A competence and the domains that hold it, the outer one first."""

    competence: Competence
    domains: tuple[Domain, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What these domains are called."""
        return tuple(domain.title for domain in self.domains)


def places(framework: Content) -> dict[str, PlacedCompetence]:
    """Return every competence in its place, by its code, in the order of the text."""
    return {
        competence.code: PlacedCompetence(competence, holder.domains)
        for holder in framework.holders
        for competence in holder.domain.competences
    }


def moved_codes(before: Mapping[str, PlacedCompetence], after: Mapping[str, PlacedCompetence]) -> set[str]:
    """Return the codes of what is in another domain, and the fewest whose moves explain the new order in theirs."""
    holders = {place.domains[-1].code for place in after.values()}
    stayed: dict[str, list[str]] = defaultdict(list)
    for code in after:
        if code in before and _is_at_home(before[code], after[code], holders):
            stayed[after[code].domains[-1].code].append(code)
    ranks = {code: rank for rank, code in enumerate(before)}
    kept = {code for codes in stayed.values() for code in _longest_rising(codes, ranks)}
    return {code for code in after if code in before} - kept


def _is_at_home(was: PlacedCompetence, now: PlacedCompetence, holders: set[str]) -> bool:
    """Tell whether the domain is the same: by its code, or by its title where only the code is another."""
    old, new = was.domains[-1].code, now.domains[-1].code
    return old == new or (old not in holders and is_said_alike(was.titles, now.titles))


def _longest_rising(codes: Iterable[str], ranks: Mapping[str, int]) -> Iterator[str]:
    """Yield the most codes, from the last on, whose ranks rise from each to the next."""
    ends: list[str] = []  # of the rising rows found so far, by their length, the lowest end
    before: dict[str, str | None] = {}
    for code in codes:
        length = bisect(ends, ranks[code], key=ranks.__getitem__)
        before[code] = ends[length - 1] if length else None
        ends[length : length + 1] = [code]
    last: str | None = ends[-1]
    while last is not None:
        yield last
        last = before[last]
