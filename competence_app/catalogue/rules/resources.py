"""What helps somebody to get further with a competence."""

from collections.abc import Iterator
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from competence_app.catalogue.rules.fields import Https, Node, OptionalLabel, OptionalWholeNumber, Title
from competence_app.catalogue.rules.misfits import Misfit, MisfitCode, MisfitError, Path


class Reach(Node):
    """The levels from the lowest to the highest; open at an end that is not named."""

    lowest: Annotated[OptionalWholeNumber, Field(alias="from")] = None
    highest: Annotated[OptionalWholeNumber, Field(alias="to")] = None

    @model_validator(mode="after")
    def _is_upright(self) -> Self:
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            values = {"lowest": self.lowest, "highest": self.highest}
            raise MisfitError([Misfit(("to",), MisfitCode.UPSIDE_DOWN, values)])
        return self

    def named(self, path: Path) -> Iterator[tuple[Path, int | None]]:
        """Yield the values of levels, each with its path below this one."""
        yield (*path, "from"), self.lowest
        yield (*path, "to"), self.highest

    def __contains__(self, level: int) -> bool:
        """Tell whether the level is one of them."""
        return (self.lowest is None or self.lowest <= level) and (self.highest is None or level <= self.highest)


class Resource(Node):
    """One thing to read, to watch or to take part in."""

    title: Title
    url: Https
    kind: OptionalLabel = ""
    """What it is: a course, a video, a guideline."""
    reach: Annotated[Reach, Field(alias="for")] = Reach()
    """Whom it helps: those who are at these levels."""

    @property
    def site(self) -> str:
        """The name of the site that it is on."""
        return urlsplit(self.url).hostname or ""
