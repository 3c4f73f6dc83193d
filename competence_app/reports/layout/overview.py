"""The whole answer in one sight: a strip a domain, how many stand how, what is planned and due."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.overview import FOLDED_FROM
from competence_app.reports import wording
from competence_app.reports.layout import charts, pieces
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import DomainProfile, ProfileLine
from competence_app.reports.rules.traits import Trait, place_of
from competence_app.reports.wording import Pronouns

Traits = Mapping[str, tuple[Trait, ...]]  # of each statement, by its code


class DotColumn(NamedTuple):
    """A kind of mark: a voice, "target" or "before", its name, and what the key to the dots says."""

    code: str
    name: str
    label: str


class Strip(NamedTuple):
    """One domain: its rows of dots, and in words how many of its competences stand how."""

    title: str
    rows: Sequence[SafeString]
    counts: str


class Count(NamedTuple):
    """How many competences something is true of, in words, and where they are."""

    words: str
    href: str


def overview(reading: Reading, whose: Pronouns, traits: Traits, *, page: str) -> dict[str, Any]:
    """Return the pictures and their table; ``page`` is the address of all cards, empty where they are on this one."""
    axis, columns = charts.axis_of(reading.assessment.content), _columns(reading, whose)
    named = tuple((column.code, column.name) for column in columns)

    def row(line: ProfileLine) -> pieces.Row:
        asked, counted = line.statement, line.counted
        off_scale = axis.html(counted.choice) if counted.level is None else SafeString()
        return pieces.Row(asked.code, reading.briefs[asked.code], asked.language, charts.marks_of(line), off_scale)

    def strip(domain: DomainProfile) -> Strip:
        rows = [pieces.strip_html(row(line), axis, named, page) for line in domain.lines]
        places = [place_of(traits[line.statement.code], is_agreed=reading.is_agreed) for line in domain.lines]
        return Strip(domain.domain.title, rows, _counted(places))

    return {
        "columns": columns,
        "strips": [strip(domain) for domain in reading.profile.domains],
        "figures": [pieces.figures_html(row(line), axis, named) for line in reading.profile.lines],
        "is_folded": len(reading.profile.lines) > FOLDED_FROM,
    }


def _counted(places: Iterable[Trait]) -> str:
    """Say how many there are at each place of a profile."""
    counts = Counter(places)
    return ", ".join(_count(trait, counts[trait]) for trait in Trait if counts[trait])


def _count(trait: Trait, number: int) -> str:
    return wording.COUNTED.format(count=number, what=wording.FILTERS[trait].lower())


def counts(traits: Traits, groups: Mapping[Trait, int], stale: str) -> Iterator[Count]:
    """Yield of how many each trait is true, what needs a person first; ``stale`` says it of what is stale.

    It leads to the page's group of just these, if there is one (``groups`` has how many cards each shows), else to the
    page that shows them alone.
    """
    true = Counter(trait for each in traits.values() for trait in each)
    for trait in Trait:
        if number := true[trait]:
            href = f"#{trait}" if groups.get(trait) == number else f"?show={trait}#competences"
            yield Count(stale if trait is Trait.STALE else _count(trait, number), href)


def _columns(reading: Reading, whose: Pronouns) -> list[DotColumn]:
    """Return what there is something of, what the practitioner said first."""
    there = {
        Voice.SELF: True,
        Voice.SUPERVISOR: reading.assessment.is_revealed,
        Voice.AGREED: reading.is_agreed,
        "target": bool(reading.target_labels),
        "before": reading.previous is not None,
    }
    return [_column(code, reading, whose) for code, is_there in there.items() if is_there]


def _column(code: str, reading: Reading, whose: Pronouns) -> DotColumn:
    label = whose.words(wording.MARKS[code], rater=reading.assessment.reviewed_by)
    return DotColumn(code, whose.words(wording.COLUMNS[code]), label)
