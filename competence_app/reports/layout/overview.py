"""The whole answer in one sight: a strip a domain, how many stand how, what is planned and due."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.overview import FOLDED_FROM
from competence_app.reports import wording
from competence_app.reports.layout import charts, pieces
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import DomainProfile, ProfileLine
from competence_app.reports.rules.traits import Trait, place_of
from competence_app.reports.wording import Pronouns
from competence_app.ui.pieces import render_piece

Traits = Mapping[str, tuple[Trait, ...]]  # of each statement, by its code


class DotColumn(NamedTuple):
    """A kind of mark: a voice, "target" or "before", its name, and what the key to the dots says."""

    code: str
    name: str
    label: str


class Strip(NamedTuple):
    """One domain: its rows of dots, and in words how many of its competences stand how."""

    title: str
    rows: tuple[pieces.PictureRow, ...]
    counts: str


class Strips(NamedTuple):
    """Every competence in one sight: plain values alone, so that the picture is made once and kept."""

    axis: Axis
    columns: tuple[DotColumn, ...]
    strips: tuple[Strip, ...]
    is_folded: bool
    page: str  # the address of all cards, empty where they are on this one
    counted: str  # which voice says where one stands; empty where there is but one

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The columns' codes and names."""
        return tuple((column.code, column.name) for column in self.columns)

    @property
    def pictured(self) -> Iterator[tuple[Strip, list[SafeString]]]:
        """Each domain with its rows drawn."""
        named = self.named
        for strip in self.strips:
            yield strip, [pieces.strip_html(row, self.axis, named, self.page) for row in strip.rows]

    @property
    def figures(self) -> list[SafeString]:
        """The same as the rows of a table."""
        named = self.named
        return [pieces.figures_html(row, self.axis, named) for strip in self.strips for row in strip.rows]

    @property
    def levels(self) -> list[SafeString]:
        """The levels' labels, the lowest first."""
        return [self.axis.html(str(value)) for value in self.axis.values]


@lru_cache(maxsize=4096)
def _drawn(strips: Strips) -> SafeString:
    return render_piece("reports/profile/strips.html", {"strips": strips})


class Count(NamedTuple):
    """How many competences something is true of, in words, and where they are."""

    words: str
    href: str


def strips_html(reading: Reading, whose: Pronouns, traits: Traits, *, page: str) -> SafeString:
    """Draw every competence in one sight, and say the same in a table."""
    axis = axis_of(reading.assessment.content)

    def row(line: ProfileLine) -> pieces.PictureRow:
        asked, counted = line.statement, line.counted
        off_scale = axis.html(counted.choice) if counted.level is None else SafeString()
        return pieces.PictureRow(
            asked.code, reading.briefs[asked.code], asked.language, charts.marks_of(line), off_scale
        )

    def strip(domain: DomainProfile) -> Strip:
        places = [place_of(traits[line.statement.code], is_agreed=reading.is_agreed) for line in domain.lines]
        return Strip(domain.domain.title, tuple(map(row, domain.lines)), _counted(places))

    strips = tuple(map(strip, reading.profile.domains))
    is_folded = len(reading.profile.lines) > FOLDED_FROM
    return _drawn(Strips(axis, tuple(_columns(reading, whose)), strips, is_folded, page, _what_counts(reading, whose)))


def _what_counts(reading: Reading, whose: Pronouns) -> str:
    if not reading.assessment.is_revealed:
        return ""
    return whose.words(wording.AGREED_COUNTS if reading.is_agreed else wording.OWN_COUNTS)


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
