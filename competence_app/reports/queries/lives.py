"""What was said of each competence over all assessments on record, under whatever code it had."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from competence_app.assessments.queries import steps_between
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine


class Moment(NamedTuple):
    """One competence in one assessment: the lines that it comes from, several where it stands for several older ones.

    ``is_as_asked`` says whether it was asked then as it is asked in the assessment that is looked back from.
    """

    reading: Reading
    lines: tuple[ProfileLine, ...]
    is_as_asked: bool

    @property
    def is_carried(self) -> bool:
        """Whether nobody looked at it then: it says what an older assessment said."""
        return all(self.reading.is_carried(line) for line in self.lines)


def lives(rounds: Sequence[Reading]) -> Mapping[str, list[Moment]]:
    """Return by the codes of the last of ``rounds``, one at least, what became of each competence, the first first.

    An assessment that did not ask it, or nothing that it comes from, has no moment.
    """
    last = rounds[-1].assessment
    codes = [statement.code for statement in last.content.statements]
    return {code: list(filter(None, (_moment(reading, last.version_id, code) for reading in rounds))) for code in codes}


def _moment(reading: Reading, version_id: int, code: str) -> Moment | None:
    step = steps_between(reading.assessment.version_id, version_id)[code]
    lines = tuple(reading.lines[source.code] for source in step.sources)
    return Moment(reading, lines, step.rule.carries) if lines else None
