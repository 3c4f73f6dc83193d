"""What an installation is told by its environment: every variable, what it may be, and what to write instead."""

from typing import Any

from competence_app.environment.kinds import given_by
from competence_app.environment.variables import VARIABLES


def given(name: str, **instead: Any) -> Any:
    """Return what a variable says, or its default; ``default=`` takes the place of that.

    Raises ImproperlyConfigured, which names the variable and says what to write.
    """
    return given_by(VARIABLES[name], **instead)
