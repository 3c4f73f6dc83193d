"""Both voices of a revealed assessment."""

from dataclasses import dataclass

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import compared_in
from competence_app.people.models import User
from competence_app.reviews.sides import Group, groups

YOU = "You"


@dataclass(frozen=True, slots=True)
class Sides:
    """What was said side by side, for one of the two to read."""

    groups: list[Group]
    own: str  # what the page calls the practitioner
    other: str  # and whoever rated beside them
    to_discuss: tuple[str, ...]  # codes that the practitioner marked
    is_agreed: bool

    @property
    def wish(self) -> str:
        """How a page begins to say what the practitioner marked."""
        wants = "wanted" if self.is_agreed else "want" if self.own == YOU else "wants"
        return f"{self.own} {wants} to discuss"

    @property
    def same(self) -> Group | None:
        """What both said alike."""
        return next((group for group in self.groups if group.is_same), None)

    @property
    def differing(self) -> list[Group]:
        """What they did not."""
        return [group for group in self.groups if not group.is_same]

    @property
    def shows_same(self) -> bool:
        """Whether what both said alike is to be looked at: there is nothing else, or some of it is to be discussed."""
        alike = self.same.pairs if self.same else ()
        return not self.differing or any(pair.statement.code in self.to_discuss for pair in alike)

    @property
    def tallies(self) -> list[Group]:
        """The groups as they are counted at the top: what is the same first."""
        return sorted(self.groups, key=lambda group: not group.is_same)


def side_by_side(assessment: Assessment, *, reader: User) -> Sides:
    """Return what both said, in two queries; whether ``reader`` may see it is for the caller to know."""
    practitioner, other = assessment.practitioner, assessment.reviewed_by
    return Sides(
        groups=groups(compared_in(assessment)),
        own=YOU if reader == practitioner else str(practitioner),
        other=YOU if reader == other else str(other),
        is_agreed=assessment.agreed_at is not None,
        to_discuss=tuple(assessment.to_discuss.order_by("position").values_list("code", flat=True)),
    )
