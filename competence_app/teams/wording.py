"""What team counts say that no template holds."""

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.standing import Standing
from competence_app.people.rules.headcounts import SMALLEST
from competence_app.teams.rules.disclosure import DisclosedRow

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
SHORT = {
    DisclosedRow.BOTH: "{number}",
    DisclosedRow.FEW_NEEDING: "under {few}",
    DisclosedRow.FEW_MEETING: "over {many}",
}
# The same of people who are counted as they are today.
IN_BANDS = {
    DisclosedRow.BOTH: "{low} to {high} of {fewest} to {most}",
    DisclosedRow.FEW_NEEDING: f"fewer than {SMALLEST} of {{fewest}} to {{most}}",
    DisclosedRow.FEW_MEETING: f"all but fewer than {SMALLEST} of {{fewest}} to {{most}}",
    DisclosedRow.NOTHING: NOT_SHOWN,
}

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

NO_NUMBER = "\u2013"
# What stands in a cell of the matrix where there is no level, and for whoever hears it read.
SIGNS = {Standing.NEED: "no opp.", Standing.EXCLUDED: "n/a"}
ASKED_OTHERWISE = ("≠", "asked in other words")
NOT_KNOWN = (NO_NUMBER, "not known")
# What stands beside a level, and how it is read on.
TARGET_MARK = ("→{target}", "below the target")
OWN_MARK = ("own", "answer, not agreed")
OLD_MARK = ("old", "rating")
BELOW_COUNT = "{count} below target"
NOTHING_SHOWN = "Nothing shown to you"
OLDER_VERSION = "version {version}"
MATRIX_ORDERS = {"need": "Most below target first", "name": "Name"}
# How many columns a sheet of paper has room for, as they are asked for.
PAPER = {"": "One table", "20": "Parts for A4", "30": "Parts for A3"}
MATRIX, MATRIX_PART = "Matrix", "Matrix, part {number} of {all}"

MATRIX_FILE = {
    "name": "{code}-matrix",
    "title": "Matrix: {framework}",
    "sheet": "Matrix",
    "what": (
        "Where those whom I supervise stand with each competence, by what they have shown me: a row a person, a column "
        "a competence. It is what was agreed or, where nothing is, what they said themselves. A level is a place on a "
        "scale, to be counted and never averaged."
    ),
    "footer": "Private: people's ratings",
}
MATRIX_COLUMNS = {
    "name": ("Name", "Whom I supervise"),
    "role": ("Job role", "Today's"),
    "team": ("Team", "Today's"),
    "version": ("Version answered", "Where it is not today's: what was asked in other words counts for nothing here"),
    "below": ("Below target", "How many competences are below the target; empty where nothing was shown"),
}
ABOUT = {
    "what": "What this is",
    "by": "Taken along by",
    "framework": "Framework",
    "people": "Whom",
    "day": "Taken along on",
    "levels": "Levels",
    "signs": "Signs",
    "private": "Private",
}
EVERYBODY = "All whom I supervise"
# Each sign with how it is filled and what it means, for the key and for files.
KEY = (
    ("own", "", "Their own answer; no level is agreed"),
    ("old", "", "The rating is older than it holds, which is neither low nor wrong"),
    ("no opp.", "app-level level-need", "No opportunity yet: a need, no low rating"),
    ("n/a", "app-level level-excluded", "Not applicable to their role"),
    ("≠", "", "Answered in other words, or on another scale, than today's"),
    (NO_NUMBER, "", "Not shown to you, or not asked"),
)
TARGET_KEY = "→3: Below the target, which is 3"

# What people need of a competence, after how many of them; a level's label stands in {level}.
NEEDS = {
    "below": "below the target",
    "need": "without an opportunity yet",
    "stale": "with a rating older than it holds",
    "cover": "at {level} or above",
    "lead": "at {level}, who could lead others",
    "otherwise": "who answered it in other words than today's",
}
KNOWN = "Known of {known} of {people} people"

# The same for somebody to whom nothing was shown.
SHEET = {
    "kind": "Training needs",
    "version": "Version of the framework",
    "name": "{code}-training-needs",
    "title": "Training needs: {framework}",
    "whom": "All whom I supervise, without names",
    "what": (
        "How many people are below the target of their job role, or have had no opportunity yet, of how many whose "
        f"level is agreed, by fives. It has no names, and no number that stands for, or leaves, fewer than {SMALLEST}."
    ),
    "nature": "Counts without names, by fives",
    "footer": "Counts without names",
}
# The counts of all teams.
EVERYWHERE_FILE = {
    "kind": "All teams together",
    "name": "{code}-all-teams",
    "title": "All teams: {framework}",
    "sums": "All teams",
    "teams": "Team by team",
    "what": (
        "How many people are below the target of their job role, or have had no opportunity yet, of how many who were "
        "counted. It sums what each team's counts tell, which were closed once for all; a number below "
        f"{SMALLEST} is never told."
    ),
    "nature": "Counts without names",
    "footer": "Counts without names",
}
EVERYWHERE_COLUMNS = ("Code", "Competence", "Target")
SHEET_COLUMNS = {
    "code": ("Code", "The competence's code, the same in all versions"),
    "statement": ("Competence", "The whole statement"),
    "need": ("Below target, or no opportunity yet", "How many people, of how many whose level is agreed"),
    "help": ("What can help", "What the framework names, where five people or more have something to do"),
}

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
