"""Which competences of a profile somebody asked to see alone."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from competence_app.catalogue.rules.schema import Content
from competence_app.reports.rules.traits import Trait


class ProfileFilter(NamedTuple):
    """What the competences to show have in common; empty where it does not matter."""

    show: str = ""  # a trait
    domain: str = ""  # its code

    @classmethod
    def of(cls, sent: Mapping[str, str], content: Content) -> Self:
        """Return what was asked for by an address; what makes no sense falls away."""
        show, domain = sent.get("show", ""), sent.get("domain", "")
        known = {each.code for each in content.domains}
        return cls(show if show in {*Trait} else "", domain if domain in known else "")

    def fits(self, traits: Sequence[Trait], domain: str) -> bool:
        """Tell whether a competence with these traits, in that top domain, is to be shown."""
        return (not self.show or self.show in traits) and (not self.domain or self.domain == domain)


EVERYTHING = ProfileFilter()
