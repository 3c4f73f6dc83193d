"""What team counts say that no template holds."""

from competence_app.assessments.rules.answers import Voice

# Whose ratings are counted.
VOICES = {Voice.AGREED: "Agreed with their supervisors", Voice.SELF: "Rated by themselves"}
NO_LEVEL = "No level"


SPANS = {1: "{0}", 2: "{0} or {1}"}


def span_in_words(width: int) -> str:
    """Return what so many neighbouring columns are called that are counted as one, by the first and the last."""
    return SPANS.get(width, "{0} to {1}")
