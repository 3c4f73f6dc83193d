"""How one person rates others, compared with how these rate themselves: counted, for that person's own eyes."""

from typing import NamedTuple

FROM = 10  # assessments: fewer are too few to speak of a pattern


class Pattern(NamedTuple):
    """What somebody said who rated others, in all that they agreed; of competences that both rated on the scale."""

    assessments: int
    same: int
    higher: int  # than the practitioner
    lower: int

    @property
    def is_told(self) -> bool:
        """Whether there is enough to speak of."""
        return self.assessments >= FROM

    @property
    def compared(self) -> int:
        """How many competences both rated on the scale."""
        return self.same + self.higher + self.lower
