"""What editors are told of what they did, and of what became of a competence."""

from collections.abc import Mapping
from typing import NamedTuple

from competence_app.catalogue.compare.details import DetailKind
from competence_app.catalogue.compare.versions import ChangeKind
from competence_app.catalogue.rules.misfits import Path
from competence_app.revisions.rules.approving import ApprovalStanding


class ChangeWords(NamedTuple):
    """One kind of change: its heading, its name on a tag, and what it does to people."""

    heading: str
    tag: str
    effect: str
    rescaled: str = ""  # the same where levels are not what they were; empty where that makes no difference


# What follows then, whatever else became of the words.
RESCALED = "The levels are not what they were: people see their old answer with its old level, and answer anew."

# Where that is not so of everybody.
OLDER = (
    "That is so of answers to version {version}. Some people's latest answers are to an older one: the numbers below "
    "say what becomes of them."
)

TOLD = {
    ChangeKind.REUSED: ChangeWords(
        "Old codes with very different words",
        "Other words",
        "Answers follow the codes: people would meet their answer to the old words here. If it is another statement, "
        "change the text and give it a new code, which may stand for older ones.",
    ),
    ChangeKind.GONE: ChangeWords(
        "Gone", "Gone", "Nobody is asked these again. What people answered stays in their assessments."
    ),
    ChangeKind.NEW: ChangeWords(
        "New", "New", "Nobody has answered these. Link a statement to older ones if it takes their place."
    ),
    ChangeKind.REPLACES: ChangeWords(
        "In place of older ones", "In place of", "People see their old answers beside the new words, and answer anew."
    ),
    ChangeKind.RATE: ChangeWords(
        "Rated in another way", "Rating", "The whole was rated and now each part is, or the other way round."
    ),
    ChangeKind.REWORDED: ChangeWords(
        "Reworded",
        "Reworded",
        "People see old and new words, and confirm their answer or change it. Where the meaning is the same, mark the "
        "rewording as editorial: answers are then carried over.",
        f"People see old and new words. {RESCALED}",
    ),
    ChangeKind.PARTS: ChangeWords(
        "Other parts",
        "Parts",
        "People see old and new words, and confirm their answer or change it.",
        f"People see old and new words. {RESCALED}",
    ),
    ChangeKind.DESCRIPTORS: ChangeWords(
        "What levels look like",
        "Levels",
        "Whoever chose a level that looks otherwise now sees that, and confirms the answer or changes it. Where the "
        "meaning is the same, mark it as editorial: answers are then carried over.",
        f"People see what their level looks like now. {RESCALED}",
    ),
    ChangeKind.EDITORIAL: ChangeWords(
        "Edited, with the same meaning",
        "Editorial",
        "Answers are carried over, and people see what was edited.",
        f"People see what was edited. {RESCALED}",
    ),
    ChangeKind.MOVED: ChangeWords(
        "Moved",
        "Moved",
        "The words are the same, so answers are carried over.",
        f"The words are the same. {RESCALED}",
    ),
    ChangeKind.DETAILS: ChangeWords(
        "Other details",
        "Details",
        "The words that people answered are the same, so answers are carried over.",
        f"The words that people answered are the same. {RESCALED}",
    ),
}

# By what differs most; by None where only descriptions do.
SCALE_EFFECTS = {
    DetailKind.LEVEL: "Every former answer is shown with its old level's name, and given anew.",
    DetailKind.ANSWER: "Where one is gone or means something else, whoever gave it answers anew.",
    None: "This changes what people read, not what they answered.",
}

# What may be told once it is done.
DONE = {
    "upload": "Your draft is stored. Framework editors alone can see it.",
    "try out": "These answers would be saved now. This is a try-out: nothing was kept.",
    "publish": "Version {version} is published. New assessments start on it.",
    "discard": "The draft of version {version} is discarded.",
    "discarded already": "The draft is discarded.",
    "retire": "Version {version} is retired. It stays readable.",
    "announce retirement": "The retirement is announced. You can call it off until {day}.",
    "call off retirement": "The retirement is called off.",
}

# How a draft is written in the browser. A field without a name here is called as in files.
FIELDS = {
    "levels": "What levels look like",
    "valid_for": "Valid for",
    "off_scale": "Answers that are no level",
    "default": "everybody else",
    "roles": "",
    "for": "for levels",
    "review_by": "review by",
    "counts": "how it counts",
}
LISTS = {"levels": "Levels"}  # where it is another name than that of what is said for each
ENTRIES = {
    "parts": "Part",
    "examples": "Example",
    "resources": "Resource",
    "related": "Relation",
    "tags": "Tag",
    "replaces": "Code",
    "levels": "Level",
    "off_scale": "Answer",
}
SHOWN = frozenset({"code", "version", "title", "kind", "text", "rate", "parts", "introduction", "language"})
NO_LEVEL = "\u2013"  # no word: it stands among levels in whatever language
CHOICES = {
    "": "No",
    "editorial": "Yes, it is editorial",
    "whole": "The statement as a whole",
    "parts": "Each of its parts",
    "excluded": "It leaves the counts",
    "development-need": "As a development need",
    "none": "Not asked for",
}
TAKEN = "“{code}” is used already in this draft: write a code of its own"
EDITED = {
    "begun": "The draft is there. Framework editors alone can see it.",
    "saved": "Saved. Framework editors alone can see the draft.",
    "moved": "Moved.",
    "removed": "{code} is gone from the draft.",
    "gone": "This is not in this draft any more: somebody removed it, or gave it another code.",
    "split": "{code} is two statements now. Both begin with what was said of it: read each.",
    "merged": "One statement stands for both now.",
    "ended": "This draft has been published or discarded since you opened it. Nothing was changed.",
}
MEANWHILE = (
    "Nothing is saved yet: this was changed after you opened it, and {name} wrote the draft last, on {when}. Your "
    "words stand in the boxes, what it says now beside them. Save again to put yours in its place"
)
FRAMEWORK_THERE = "There is a framework “{code}” already: revise one of its versions, or choose another code"
SOMEBODY = "somebody"
NOW = "It says now: “{value}”"
NOW_EMPTY = "It says nothing now"


def field_in_words(name: str) -> str:
    """Return what a field of a framework is called."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def choice_in_words(choice: str) -> str:
    """Return what a choice that files write in a word is called."""
    return CHOICES.get(choice, choice.replace("-", " ").capitalize())


def box_in_words(path: Path, called: Mapping[str, str]) -> list[str]:
    """Return what a box is called by its path below its node, to be joined; levels and roles as ``called``."""
    words: list[str] = []
    for place, step in enumerate(path):
        if isinstance(step, int):
            field = str(path[place - 1])
            words[-1] = f"{ENTRIES.get(field, field_in_words(field))} {step + 1}"
        else:
            words.append(called[step] if place and step in called else _below(step, place))
    return [word for word in words if word]


def _below(field: str, depth: int) -> str:
    name = field_in_words(field)
    return name[:1].lower() + name[1:] if depth else name


def elsewhere(code: str, message: str) -> str:
    """Return what is wrong somewhere else in the draft, with the code of what it is about."""
    return f"{code}: {message}" if code else message


# Announcing that a version will be retired.
RETIRING = {
    "announced": (
        "A framework that you work on will be retired",
        (
            "Version {version} of a framework is retired on {retires_on}, and new assessments start on it until "
            "{last_start}. What is under way can be finished, also afterwards. Why stands with the framework:"
        ),
    ),
    "called off": (
        "A framework stays in use",
        "Version {version} of a framework is not retired after all. New assessments start on it as before:",
    ),
}
NOT_BEFORE = "The last day to start must be today or later"
TOO_FAR = "The day of retirement must be within 5 years"
NOT_LATER = "The day of retirement must be after the last day to start"

# Signing a draft off.
NOTICES = {
    "named": (
        "{name} asks you to look through a draft",
        "{name} asks you to look through the draft of version {version} of a framework, and to approve it:",
    ),
    "commented": ("{name} commented on a draft of yours", "{name} commented on the draft of version {version}:"),
    "answered": (
        "{name} answered a comment of yours",
        "{name} answered what you said of the draft of version {version}:",
    ),
    "approved": ("{name} approved a draft of yours", "{name} approved the draft of version {version} as it stands:"),
}
NO_ACCOUNT = "Nobody has an account here with this email address: check the spelling"
SIGNED = {
    "named": "{name} is asked, and told so.",
    "removed": "{name} is not asked any more.",
    "approved": "You approved the draft as it stands. If it is changed, it needs approval anew.",
    "said": "What you said is there.",
    "settled": "This is settled.",
    "changed": "The draft was changed after you opened it. Nothing was approved: read it again.",
}


def lacking(standing: ApprovalStanding) -> str:
    """Return why a draft that too few have approved is not published."""
    people = "person" if standing.needed == 1 else "people"
    return (
        f"Nothing was published: {standing.needed} {people} must approve the draft as it stands, other than whoever "
        f"wrote it last, and {standing.given} did."
    )
