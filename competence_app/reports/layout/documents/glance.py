"""The answer at a glance: for each domain a strip of dots, one a competence, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.standing import Standing
from competence_app.reports.layout.documents import wording
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import DomainProfile, ProfileLine
from competence_app.reports.wording import NOT_ANSWERED
from competence_app.ui.passages import Words, words

UNANSWERED = ""  # the choice of what has no full answer
REACHED, BELOW, OTHER = "reached", "below", "other"  # how a dot looks
LOOKS = {Standing.AT: REACHED, Standing.ABOVE: REACHED, Standing.NO_TARGET: REACHED, Standing.BELOW: BELOW}


@dataclass(frozen=True, slots=True)
class GlanceColumn:
    """One answer of the scale in a strip: its label, and the looks of its dots."""

    label: Words
    dots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedStrip:
    """One domain: its answers along the scale, and the same in words, once more as an alternative to the picture."""

    title: Words
    columns: tuple[GlanceColumn, ...]
    told: tuple[Words, ...]
    alternative: str


def strips(reading: Reading) -> Iterator[PrintedStrip]:
    """Yield the strip of each domain; all of them have the same columns."""
    axis = axis_of(reading.assessment.content)
    kept = {str(value) for value in axis.values} | {_choice(line) for line in reading.profile.lines}
    choices = [choice for choice in (*dict(axis.labels), UNANSWERED) if choice in kept]
    for domain in reading.profile.domains:
        yield _strip(domain, axis, choices)


def _strip(domain: DomainProfile, axis: Axis, choices: list[str]) -> PrintedStrip:
    by_choice: dict[str, list[ProfileLine]] = {choice: [] for choice in choices}
    for line in domain.lines:
        by_choice[_choice(line)].append(line)
    title = words(domain.domain.title, axis.language)
    columns = tuple(GlanceColumn(_label(choice, axis), _dots(lines)) for choice, lines in by_choice.items())
    told = tuple(_told(columns, sum(line.standing is Standing.BELOW for line in domain.lines)))
    return PrintedStrip(title, columns, told, f"{title.text}: {''.join(each.text for each in told)}")


def _choice(line: ProfileLine) -> str:
    return UNANSWERED if line.standing is Standing.UNANSWERED else line.counted.choice


def _label(choice: str, axis: Axis) -> Words:
    return words(axis.words(choice) or NOT_ANSWERED, axis.language_in(choice))


def _dots(lines: list[ProfileLine]) -> tuple[str, ...]:
    """Return the looks of the lines' dots, those below the target first."""
    return tuple(sorted(LOOKS.get(line.standing, OTHER) for line in lines))


def _told(columns: tuple[GlanceColumn, ...], below: int) -> Iterator[Words]:
    full = [column for column in columns if column.dots]
    for place, column in enumerate(full):
        yield words(f"{', ' if place else ''}{len(column.dots)} ")
        yield column.label
    yield words(wording.below_in_words(below))
