"""What people are told of frameworks and versions, by codes. Of files, formats/wording.py."""

from collections.abc import Mapping

OVERTAKEN = {
    "changed": "This draft was changed after you opened it. Nothing was published: read it again.",
    "ended": "This draft has been published or discarded since you opened it. Nothing was changed.",
    "another-current": (
        "Version {label} is the current one now, not the one you compared this draft with. "
        "Nothing was published: compare again."
    ),
    "none-current": (
        "There is no current version any more, not the one you compared this draft with. "
        "Nothing was published: compare again."
    ),
    "not-published": "This version is not published, so it cannot be retired.",
    "retired": "This version is retired by now: that cannot be called off.",
    "past": "The last day to start is past. Nothing was announced: choose today or a later day.",
}
REVIEWS = {"": "", "past": "Past its review date", "near": "Review date is near"}
INTERVAL_SET = "The time between assessments is saved."
EVERYBODY, EVERYBODY_ELSE = "Everybody", "Everybody else"

# What differs between two versions, and what of it.
_TOPICS = {
    "level": "Level {code}",
    "answer": "Answer {code}",
    "target": "{code}",
    "title": "Title",
    "introduction": "Introduction",
    "language": "Language",
    "source": "Source",
    "domain": "Domain {code}",
    "descriptor": "What level {code} looks like",
    "guidance": "Guidance",
    "examples": "Examples",
    "expected": "Targets",
    "resources": "Resources",
    "related": "Related",
    "validity": "How long a rating holds",
    "tags": "Tags",
}
_ASPECTS = {
    "knowledge": "for knowledge",
    "capability": "for capability",
    "reason": "reason",
    "counts": "counts",
    "title": "title",
    "authors": "authors",
    "publisher": "publisher",
    "url": "url",
    "published": "published",
    "review_by": "review by",
    "kind": "kind",
    "under": "under",
    "description": "description",
    "guidance": "guidance",
    "targets": "targets",
    "valid_for": "how long a rating holds",
}
_ORDERS = {"answer": "Order of the other answers", "domain": "Order of the domains"}


def topic_in_words(topic: str, code: str, aspect: str = "") -> str:
    """Return what something is called, such as a level by its value, and which aspect of it is meant."""
    name = _TOPICS[topic].format(code=code) or EVERYBODY_ELSE
    return f"{name}, {_ASPECTS[aspect]}" if aspect else name


def order_in_words(topic: str) -> str:
    """Return what the order of such things is called."""
    return _ORDERS[topic]


def expected_in_words(default: int | None, roles: Mapping[str, int]) -> str:
    """Return targets by the codes of their job roles, a line each, as values of levels."""
    others = {EVERYBODY_ELSE if roles else EVERYBODY: default} if default is not None else {}
    return "\n".join(f"{whose}: {level}" for whose, level in {**dict(sorted(roles.items())), **others}.items())


def validity_in_words(months: int | str | None) -> str:
    """Return for how long a rating holds; empty where nothing is said of that."""
    if isinstance(months, int):
        return f"{months} month" if months == 1 else f"{months} months"
    return months or ""
