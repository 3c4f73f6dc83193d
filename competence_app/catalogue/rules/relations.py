"""What a competence has to do with others, of its framework and of others."""

from typing import Literal, Self

from pydantic import model_validator

from competence_app.catalogue.rules.fields import Node, OptionalCode, OptionalTitle, Url
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, MisfitError

RelationKind = Literal[
    "related-to", "same-as", "peer-of", "part-of", "comes-before", "replaced-by", "shown-by", "at-level"
]
"""Each in the words that stand before what it leads to."""


class Relation(Node):
    """One thing that a competence has to do with another: by its code in this framework, or by its title elsewhere."""

    kind: RelationKind = "related-to"
    code: OptionalCode = ""
    """Of something in this framework."""
    title: OptionalTitle = ""
    """Of something elsewhere."""
    url: Url = ""
    """Where that stands."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if bool(self.code) == bool(self.title) or (self.code and self.url):
            raise MisfitError([Misfit(("code",), MisfitCode.ONE_END)])
        return self

    @property
    def in_words(self) -> str:
        """What stands before the name of what it leads to."""
        return self.kind.replace("-", " ")
