"""Whose answers are shown, and how to speak of them to their reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The words for the practitioner."""

    they: str  # at the start of a sentence
    have: str
    their: str
    theirs: str  # at the start of a sentence
    all: str  # what a list of the assessments is called
    carried: str  # what is said of a rating that was carried from an earlier assessment

    @property
    def said(self) -> str:
        """What a column of their answers is called."""
        return f"{self.they} said"

    def words(self, text: str) -> str:
        """Return a text about them with ``{they}``, ``{have}``, ``{their}`` and ``{theirs}`` put in."""
        return text.format(they=self.they, have=self.have, their=self.their, theirs=self.theirs)


OWN = Pronouns(
    they="You",
    have="have",
    their="your",
    theirs="Your",
    all="All your assessments",
    carried="{rated} Carried from your assessment{finished}, version {version}.",
)


def of_staff(name: str) -> Pronouns:
    """Return whose it is to a supervisor; ``name`` is the practitioner's first name.

    Of a carried rating it tells no date: that would be the date of an assessment which the supervisor may never have
    been shown.
    """
    return Pronouns(
        they=name,
        have="has",
        their="their",
        theirs=f"{name}'s",
        all="Assessments shown to you",
        carried="Carried from version {version}.",
    )
