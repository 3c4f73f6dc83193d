"""What comes next for a competence, as documents tell it: the next level, what helps, and what is planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from competence_app.assessments.queries.plans import Plan
from competence_app.catalogue.layout.helps import Help, help_of
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.documents import wording
from competence_app.reports.layout.plans import by_when
from competence_app.reports.rules.profile import ProfileLine
from competence_app.ui.passages import Passage, passage, plain_passage


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned action, as it was written, and by when."""

    text: str
    when: str


def ahead(line: ProfileLine, content: Content) -> Passage | None:
    """Return what the level to reach next looks like: for this competence, else for all of its kind."""
    if found := looks_ahead(line, content):
        return found
    level = line.next_level(content.scale)
    means = level.means.get(line.statement.kind) if level else ""
    label = level.label if level else ""
    return plain_passage(means, content.language, heading=wording.NEXT_LEVEL, label=label) if means else None


def looks_ahead(line: ProfileLine, content: Content) -> Passage | None:
    """Return what the level to reach next looks like for this competence, where the framework says so."""
    if not (level := line.next_level(content.scale)):
        return None
    looks_like = dict(line.statement.levels).get(level.value)
    heading, label = wording.NEXT_LEVEL, level.label
    return passage(looks_like, content.language, heading=heading, label=label) if looks_like else None


def helps(line: ProfileLine, content: Content) -> Iterator[Help]:
    """Yield what helps to get further with a competence, where something is missing."""
    for resource in line.helped_by(content.competence(line.statement.competence).resources):
        yield help_of(resource, content.language)


def planned(plans: Sequence[Plan]) -> tuple[Planned, ...]:
    """Return planned actions as documents show them."""
    return tuple(Planned(plan.text, by_when(plan)) for plan in plans)
