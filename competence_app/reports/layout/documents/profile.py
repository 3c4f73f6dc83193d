"""A profile as a document: the answer at a glance, then what needs somebody, then the rest in short."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from competence_app.assessments.queries.plans import Plan
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.layout.asked import WholeStatement, asked
from competence_app.catalogue.layout.helps import Help
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.documents.ahead import Planned, ahead, helps, planned
from competence_app.reports.layout.documents.glance import PrintedStrip, strips
from competence_app.reports.layout.documents.values import Cover, PrintedAnswer, Telling, cover_of, telling_of
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.reports.rules.profile import ProfileLine
from competence_app.ui.passages import Passage, Words, words

# What needs somebody, and what is well: the groups of each in the order of the document.
NEEDY = {"below-target": (Standing.BELOW,), "no-opportunity": (Standing.NEED,), "unanswered": (Standing.UNANSWERED,)}
REST = {
    "on-target": (Standing.AT, Standing.ABOVE),
    "rated": (Standing.NO_TARGET,),
    "not-applicable": (Standing.EXCLUDED,),
}
STALE = "stale"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One competence; of what is well, its answer that counts alone, and what was written with any."""

    asked: WholeStatement
    target: Words | None
    counted: Words
    said: tuple[PrintedAnswer, ...]
    age: str
    ahead: Passage | None
    helps: tuple[Help, ...]
    plans: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class PrintedStanding:
    """The competences that stand alike."""

    heading: str
    about: str
    cards: tuple[PrintedCard, ...]


@dataclass(frozen=True, slots=True)
class PlannedElsewhere:
    """What is planned about a competence that has no card: it is well, or asked in another version."""

    code: str
    name: Words
    plans: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class ProfileDocument:
    """A profile, whole."""

    cover: Cover
    strips: tuple[PrintedStrip, ...]
    needy: tuple[PrintedStanding, ...]
    nothing: str  # what is said where nothing needs anybody
    rest: tuple[PrintedStanding, ...]
    plans: tuple[PlannedElsewhere, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What the cards of one document are made of."""

    reading: Reading
    telling: Telling
    plans: Mapping[str, Sequence[Plan]]
    stale: Mapping[str, int]

    def group(self, key: str, lines: Sequence[ProfileLine]) -> Iterator[PrintedStanding]:
        """Yield the group, unless nobody is in it."""
        if lines:
            heading, about = wording.PROFILE_GROUPS[key]
            yield PrintedStanding(heading, about, tuple(map(self._card, lines)))

    def _card(self, line: ProfileLine) -> PrintedCard:
        code, content = line.statement.code, self.reading.assessment.content
        months = self.stale.get(code)
        return PrintedCard(
            asked=asked(line.statement),
            target=self.telling.target(line),
            counted=self.telling.label(line.counted),
            said=tuple(self.telling.said(line, self.reading.rated.get(code))),
            age=wording.OLDER_THAN.format(months=months) if months else "",
            ahead=ahead(line, content),
            helps=tuple(helps(line, content)),
            plans=planned(self.plans.get(code, ())),
        )


def profile_document(
    reading: Reading,
    plans: Mapping[str, Sequence[Plan]],
    enclosed: Collection[Enclosure],
    *,
    on: date,
    is_own: bool,
) -> ProfileDocument:
    """Return a reading as it stands ``on`` a day, with the ``plans`` that go in, by the competences' codes."""
    source = _Source(reading, telling_of(reading, enclosed, is_own=is_own), plans, _stale(reading, is_own=is_own))
    needy = tuple(_needy(source))
    carded = {card.asked.code for group in needy for card in group.cards}
    return ProfileDocument(
        cover=cover_of(
            reading, "profile", wording.AS_OF.format(day=day(on)), on, wording.left_out(enclosed, tuple(Enclosure))
        ),
        strips=tuple(strips(reading)),
        needy=needy,
        nothing="" if needy else wording.NOTHING_NEEDED,
        rest=tuple(_rest(source, carded)),
        plans=tuple(_elsewhere(plans, carded)),
    )


def _needy(source: _Source) -> Iterator[PrintedStanding]:
    profile = source.reading.profile
    for key, standing in NEEDY.items():
        yield from source.group(key, profile.standing(*standing))
    well = profile.standing(*(standing for group in REST.values() for standing in group))
    yield from source.group(STALE, [line for line in well if line.statement.code in source.stale])


def _rest(source: _Source, carded: Collection[str]) -> Iterator[PrintedStanding]:
    for key, standing in REST.items():
        well = source.reading.profile.standing(*standing)
        yield from source.group(key, [line for line in well if line.statement.code not in carded])


def _stale(reading: Reading, *, is_own: bool) -> Mapping[str, int]:
    """Return what holds no longer, by code for how many months it held; of what was carried, for its owner alone."""
    told = {code: rated.at for code, rated in reading.rated.items() if is_own or not rated.carried_version}
    return reading.assessment.stale(told)


def _elsewhere(plans: Mapping[str, Sequence[Plan]], carded: Collection[str]) -> Iterator[PlannedElsewhere]:
    for code, about in plans.items():
        if code not in carded:
            yield PlannedElsewhere(code, words(about[0].statement, about[0].language), planned(about))
