"""What somebody goes on from who rates one competence again between two assessments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries.answering import inheritance, last_of, questions_of
from competence_app.assessments.rules.questions import Question
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.domains import Statement
from competence_app.people.models import User


@dataclass(frozen=True)
class Afterwards:
    """A new assessment as it would begin now, not stored, and what is under way instead of it, if anything."""

    assessment: Assessment
    under_way: Assessment | None

    @property
    def last(self) -> Assessment | None:
        """The completed one that it goes on from."""
        return self.assessment.previous

    @cached_property
    def given(self) -> Mapping[str, Rating]:
        """What is carried, by code, not stored either."""
        former = inheritance(self.assessment)
        return {code: rating.carried_into(self.assessment) for code, rating in former.items()}

    def question(self, statement: Statement) -> Question:
        """Return the one that is asked about."""
        return questions_of(self.assessment, [statement])[0]

    def missing(self, asked: Statement) -> Sequence[Statement]:
        """Return what would have no full answer besides what is ``asked``."""
        others = (statement for statement in self.assessment.content.statements if statement != asked)
        scale = self.assessment.content.scale
        return [s for s in others if s.code not in self.given or not self.given[s.code].answer.is_full(scale)]


def afterwards(user: User, version: Version) -> Afterwards:
    """Return what ``user`` goes on from in the framework of its current ``version``."""
    under_way, last = last_of(user, version)
    of = {"practitioner": user, "framework_id": version.framework_id, "version": version}
    return Afterwards(Assessment(**of, previous=last), under_way)


def statement_of(assessment: Assessment, code: str) -> Statement | None:
    """Return what an assessment asks under this code, if anything."""
    return next((statement for statement in assessment.content.statements if statement.code == code), None)
