"""Both voices of a revealed assessment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import pairs_of
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.comparison import AnswerPair, Comparison
from competence_app.people.models import User
from competence_app.reviews import wording


@dataclass(frozen=True, slots=True)
class ComparisonSign:
    """How pages show a comparison: by a sign in a shape of its own."""

    sign: str
    shape: str


LOOKS = {
    Comparison.FURTHER_APART: ComparisonSign("2+", "further"),
    Comparison.ONE_APART: ComparisonSign("1", "one"),
    Comparison.DIFFERENT: ComparisonSign("≠", "different"),
    Comparison.NOT_OBSERVED: ComparisonSign("?", "unobserved"),
    Comparison.SAME: ComparisonSign("=", "same"),
}


@dataclass(frozen=True, slots=True)
class PairGroup:
    """All statements of one assessment with one comparison, in the order of the text."""

    comparison: Comparison
    pairs: tuple[AnswerPair, ...]

    @property
    def look(self) -> ComparisonSign:
        """How pages show it."""
        return LOOKS[self.comparison]

    @property
    def words(self) -> wording.ComparisonWords:
        """What they call it."""
        return wording.COMPARISONS[self.comparison]

    @property
    def is_same(self) -> bool:
        """Whether both said the same."""
        return self.comparison is Comparison.SAME


def pair_groups(pairs: Iterable[AnswerPair]) -> list[PairGroup]:
    """Return the groups that hold anything, in the order of ``LOOKS``."""
    found: dict[Comparison, list[AnswerPair]] = {comparison: [] for comparison in LOOKS}
    for pair in pairs:
        found[pair.comparison].append(pair)
    return [PairGroup(comparison, tuple(members)) for comparison, members in found.items() if members]


@dataclass(frozen=True)
class Sides:
    """What was said side by side, for one of the two to read."""

    pairs: Sequence[AnswerPair]  # in the order of the text
    is_own: bool  # to the practitioner
    own: str  # what the page calls the practitioner
    other: str  # and whoever rated beside them
    to_discuss: tuple[str, ...]  # codes that the practitioner marked
    is_agreed: bool
    agreed: Mapping[str, Rating]  # by code, so far

    @cached_property
    def groups(self) -> list[PairGroup]:
        """All of them, by how far they are apart."""
        return pair_groups(self.pairs)

    @property
    def wish(self) -> str:
        """How a page begins to say what the practitioner marked."""
        return wording.wish(self.own, is_reader=self.is_own, is_agreed=self.is_agreed)

    @property
    def same(self) -> PairGroup | None:
        """What both said alike."""
        return next((group for group in self.groups if group.is_same), None)

    @property
    def differing(self) -> list[PairGroup]:
        """What they did not."""
        return [group for group in self.groups if not group.is_same]

    @property
    def shows_same(self) -> bool:
        """Whether what both said alike is to be looked at: there is nothing else, or some of it is to be discussed."""
        alike = self.same.pairs if self.same else ()
        return not self.differing or any(pair.statement.code in self.to_discuss for pair in alike)

    @property
    def tallies(self) -> list[PairGroup]:
        """The groups as they are counted at the top: what is the same first."""
        return sorted(self.groups, key=lambda group: not group.is_same)


def side_by_side(assessment: Assessment, *, reader: User) -> Sides:
    """Return what both said, in two queries; whether ``reader`` may see it is for the caller to know."""
    practitioner, other = assessment.practitioner, assessment.reviewed_by
    is_own, ratings = reader == practitioner, list(assessment.ratings.with_code())
    return Sides(
        pairs=pairs_of(assessment, ratings),
        agreed={rating.code: rating for rating in ratings if rating.voice == Voice.AGREED},
        is_own=is_own,
        own=wording.YOU if is_own else str(practitioner),
        other=wording.YOU if reader == other else str(other),
        is_agreed=assessment.agreed_at is not None,
        to_discuss=tuple(assessment.to_discuss.order_by("position").values_list("code", flat=True)),
    )
