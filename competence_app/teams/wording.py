"""What team counts say that no template holds."""

from competence_app.assessments.rules.answers import Voice
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams.rules.disclosure import Told

# Whose ratings are counted.
VOICES = {Voice.AGREED: "Agreed with their supervisors", Voice.SELF: "Rated by themselves"}
NO_LEVEL = "No level"
NO_OPPORTUNITY = "No opportunity"

# The two sides of a row.
NEEDING = "Below target, or no opportunity yet"
MEETING = "At target or above, or not applicable"
SIDES = (NEEDING, MEETING)
BELOW_ON = "Below target, or no opportunity yet: {day}"
FEW = f"Fewer than {SMALLEST}"
MANY = "More than {people}"
NOT_SHOWN = "Not shown"
TARGETS = ("Target: {0}", "Target: {0} to {1}")  # one, or several by job role
NO_TARGET = "No target"
# One side's number among all, in few letters; nothing to say of too few.
OF_ALL = "{number} of {people}"
SHORT = {Told.BOTH: "{number}", Told.FEW_NEEDING: "under {few}", Told.FEW_MEETING: "over {many}"}

# Several teams together.
ALL_TEAMS = "All teams now"
TEAMS_SUMMED = ("summed over {} team", "summed over {} teams")
TEAMS_FEW = (f"fewer than {SMALLEST} in {{}} other", f"fewer than {SMALLEST} in {{}} others")
TEAMS_MOST = (f"all but fewer than {SMALLEST} in {{}} other", f"all but fewer than {SMALLEST} in {{}} others")
UNSUMMED = {(True, False): "Few", (False, True): "Nearly all", (True, True): "Few, or nearly all"}  # few, most
QUARTER = "{first} to {last}"

BATCH = "{voice}, {day} (version {version})"
BY_NEED = "need"
ORDERS = {BY_NEED: "Greatest need first", "text": "As in the framework"}

SPANS = {1: "{0}", 2: "{0} or {1}"}


def span_in_words(width: int) -> str:
    """Return what so many neighbouring columns are called that are counted as one, by the first and the last."""
    return SPANS.get(width, "{0} to {1}")


def age_in_words(months: int) -> str:
    """Return how long ago something was, in whole months."""
    if not months:
        return "less than a month ago"
    return "a month ago" if months == 1 else f"{months} months ago"


def part_of_team(number: int, people: int) -> str:
    """Return of how many of so many people something is true, but for numbers that are too small to be told."""
    if number < SMALLEST:
        return FEW
    return MANY.format(people=people - SMALLEST) if people - number < SMALLEST else str(number)


def asked_order(asked: str | None) -> str:
    """Return the order of rows that was asked for, if there is such a one, as a key of ``ORDERS``."""
    return asked if asked in ORDERS else BY_NEED
