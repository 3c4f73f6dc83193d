"""What editors are told of what they did, and of what became of a competence."""

from typing import NamedTuple

from competence_app.catalogue.compare.details import DetailKind
from competence_app.catalogue.compare.versions import ChangeKind


class Words(NamedTuple):
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
    ChangeKind.REUSED: Words(
        "Old codes with very different words",
        "Other words",
        "Answers follow the codes: people would meet their answer to the old words here. If it is another statement, "
        "change the text and give it a new code, which may stand for older ones.",
    ),
    ChangeKind.GONE: Words(
        "Gone", "Gone", "Nobody is asked these again. What people answered stays in their assessments."
    ),
    ChangeKind.NEW: Words(
        "New", "New", "Nobody has answered these. Link a statement to older ones if it takes their place."
    ),
    ChangeKind.REPLACES: Words(
        "In place of older ones", "In place of", "People see their old answers beside the new words, and answer anew."
    ),
    ChangeKind.RATE: Words(
        "Rated in another way", "Rating", "The whole was rated and now each part is, or the other way round."
    ),
    ChangeKind.REWORDED: Words(
        "Reworded",
        "Reworded",
        "People see old and new words, and confirm their answer or change it. Where the meaning is the same, mark the "
        "rewording as editorial: answers are then carried over.",
        f"People see old and new words. {RESCALED}",
    ),
    ChangeKind.PARTS: Words(
        "Other parts",
        "Parts",
        "People see old and new words, and confirm their answer or change it.",
        f"People see old and new words. {RESCALED}",
    ),
    ChangeKind.DESCRIPTORS: Words(
        "What levels look like",
        "Levels",
        "Whoever chose a level that looks otherwise now sees that, and confirms the answer or changes it. Where the "
        "meaning is the same, mark it as editorial: answers are then carried over.",
        f"People see what their level looks like now. {RESCALED}",
    ),
    ChangeKind.EDITORIAL: Words(
        "Edited, with the same meaning",
        "Editorial",
        "Answers are carried over, and people see what was edited.",
        f"People see what was edited. {RESCALED}",
    ),
    ChangeKind.MOVED: Words(
        "Moved",
        "Moved",
        "The words are the same, so answers are carried over.",
        f"The words are the same. {RESCALED}",
    ),
    ChangeKind.DETAILS: Words(
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
}
