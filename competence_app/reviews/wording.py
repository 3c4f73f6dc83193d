"""What supervisors and practitioners read about a review where no template says it."""

from collections.abc import Sequence
from typing import NamedTuple

from competence_app.assessments.rules.comparison import Comparison
from competence_app.assessments.wording import NoticeWords

YOU = "You"

# Whose answer can be taken over, to whoever agrees it; ``WHOSE`` once the assessment was handed over.
THEIRS, MINE, WHOSE = "Theirs", "Mine", "{name}'s"


class ComparisonWords(NamedTuple):
    """What pages call a comparison, in a heading and counted: no side is in the right."""

    heading: str
    counted: str


COMPARISONS = {
    Comparison.SAME: ComparisonWords("Same", "the same"),
    Comparison.ONE_APART: ComparisonWords("One level apart", "one level apart"),
    Comparison.FURTHER_APART: ComparisonWords("Two or more levels apart", "two or more levels apart"),
    Comparison.NOT_OBSERVED: ComparisonWords("Not observed by the supervisor", "not observed"),
    Comparison.DIFFERENT: ComparisonWords("Answered differently", "answered differently"),
}


def wish(name: str, *, is_reader: bool, is_agreed: bool) -> str:
    """Begin to say what the practitioner of this ``name`` marked."""
    wants = "wanted" if is_agreed else "want" if is_reader else "wants"
    return f"{name} {wants} to discuss"


# What a supervisor is told of where somebody stands, and how a list is narrowed down: by the word in the address.
STATES = {
    "waiting": "Waiting for you",
    "to-agree": "To agree",
    "agreed": "Agreed",
    "returned": "Returned by you",
    "nothing": "Nothing sent to you",
}
DUE = {"overdue": "Overdue", "soon": "Due soon", "never": "Never agreed"}
HAVING = {"below": "Below target", "stale": "Stale ratings", "plans": "Open plans"}
# How a list of people is sorted: who needs their supervisor first, unless somebody asks otherwise.
ORDERS = {
    "need": "Longest overdue, then most below target",
    "name": "By name",
    "due": "Next due",
    "below": "Most below target",
    "stale": "Most stale ratings",
    "plans": "Most open plans",
    "together": "Longest not seen together",
}
# What the columns that sort are called.
COLUMNS = {
    "name": "Name",
    "due": "Next assessment",
    "below": "Below target",
    "stale": "Stale",
    "plans": "Open plans",
    "together": "Last agreed together",
}

# What is to do next with an assessment that waits.
TASKS = {
    "rate": "Rate",
    "go on": "Continue rating ({rated} of {total})",
    "reveal": "Reveal",
    "agree": "Agree",
}

# What a practitioner is told, by the supervisor's move.
NOTICES = {
    "reveal": NoticeWords(
        "{by} has rated your assessment",
        "{by} has rated the assessment that you sent them: read what you both said, and meet to agree where it "
        "differs.",
    ),
    "return": NoticeWords(
        "{by} returned your assessment",
        "{by} returned the assessment that you sent them: read why, change what you want to, and send it again.",
    ),
    "agree": NoticeWords(
        "{by} recorded what you agreed",
        "{by} recorded what you agreed about your assessment: read it, and add a closing comment if you want to.",
    ),
    "plan for": NoticeWords(
        "{by} wrote something into your plans",
        "{by}, who supervises you, wrote down what you planned together: it is among your plans, with their name, and "
        "you can change or remove it.",
    ),
}

# What may be told once it is done.
DONE = {
    "rate": "Your ratings are saved. {practitioner} cannot see them.",
    "reveal": "You and {practitioner} can now both see what the other said.",
    "return": "You returned the assessment to {practitioner}.",
    "put aside": "What you have agreed so far is saved.",
    "agree": "You and {practitioner} have agreed this assessment.",
    "plan for": "It is among the plans of {practitioner}, who can change or remove it. We told them.",
    "comment on": "Your closing comment is added.",
}
NOT_SAVED = "What you typed on this page is not saved."
COMMENT_NOT_SAVED = "What you typed is not saved."

# What somebody is told whom their supervisor reminds: nothing of a rating, nor of what is due.
REMINDER = NoticeWords(
    "{by} reminds you of your self-assessment",
    "{by}, who supervises you, asks you to go on with your self-assessment: your home page says where you stand.",
)
REMINDED = {0: "Nobody was reminded: all of them were within a week.", 1: "You reminded {name}."}
REMINDED_SEVERAL = "You reminded {count} people."


def reminder(by: object) -> tuple[str, str]:
    """Return the subject and the text of what is told."""
    return REMINDER.filled(by=by)


def reminded(told: Sequence[object]) -> str:
    """Return what a supervisor reads who has reminded these people."""
    return REMINDED.get(len(told), REMINDED_SEVERAL).format(name=next(iter(told), ""), count=len(told))


# What whoever administers people reads where they end a supervisor's supervisions.
ENDING = {
    "nobody": "Choose whose supervision ends",
    "gone": "Their supervision was ended meanwhile: choose again",
    "last day": "Until its midnight they can read what they were sent. Enter yesterday to end it at once.",
    "day": "Enter yesterday, today or a later day within a year: who could read what until now is on record",
    "successor": "A name, or an email address. They see nothing but what people send or hand over to them.",
    "themselves": "{person} cannot supervise themselves: untick them, or choose somebody else",
}


def ended(count: int, supervisor: object, last_day: str) -> str:
    """Say that so many supervisions by ``supervisor`` end with that day, perhaps one that is over."""
    what = "1 supervision" if count == 1 else f"{count} supervisions"
    return f"The last day of {what} by {supervisor} is {last_day}. Everybody is told."


def until(ended: str, successor: object) -> str:
    """Say with which day a supervision ends already, and who supervises then."""
    return f"Until {ended}, then {successor}" if successor else f"Until {ended}"


def also(others: Sequence[object]) -> str:
    """Say who else supervises somebody; nothing where nobody does."""
    return f"Also supervised by {', '.join(map(str, others))}" if others else ""
