"""What team counts say that no template holds."""

from collections.abc import Sequence

from competence_app.assessments.rules.answers import Voice

# Whose ratings are counted.
VOICES = {Voice.AGREED: "Agreed with their supervisors", Voice.SELF: "Rated by themselves"}
NO_LEVEL = "No level"


def span_in_words(labels: Sequence[str]) -> str:
    """Return what neighbouring columns are called that are counted as one."""
    match labels:
        case [only]:
            return only
        case [first, last]:
            return f"{first} or {last}"
    return f"{labels[0]} to {labels[-1]}"
