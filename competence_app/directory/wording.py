"""What a directory is told where it cannot be done as it says, and what people are told then."""

NO_TOKEN = "Send a token that is good, as Authorization: Bearer TOKEN."  # noqa: S105 - a sentence
WAIT = "There were too many wrong tokens: wait {seconds} s."
NOT_OFFERED = "This is not offered here: ask for users or groups, one request for each thing."
NOTHING = "There is nothing here."
NOT_SO = "This address takes {methods}."
TOO_LONG = "Send at most {most} bytes."
TOO_MANY_OPERATIONS = "Send at most {most} operations at once."
TOO_MANY_MEMBERS = "Send at most {most} members at once."
NO_FILTER = (
    "Filter users by id, userName, externalId, displayName, title, active or groups, and groups by id, externalId, "
    "displayName or members: texts by eq, ne, co, sw, ew and pr, all else by eq, ne and pr, joined by and, or and not."
)
NO_FILTER_HERE = "Nothing is filtered here: all is on one page."
LONG_FILTER = "Send a shorter filter."
TAKEN = "There is a user with this userName already."
NAMED_ALREADY = (
    "There is a user with this externalId already, by which the sign-in service tells people: two cannot have the same."
)
NAME_TAKEN = "There is a group with this displayName already."
NO_MEMBER = "There is no user with the id {id}."
ADDRESS_STAYS = (
    "A userName is changed by its owner alone, in their account: whoever could change it here could read what was sent "
    "to nobody."
)
NAME_USED = "There is or was a token with this name: choose another."

# The subject and the text of what people administrators are told.
SUPERVISOR_LEFT = (
    "{person} left, and supervises {people}",
    "{by} recorded that {person} left. Say who takes over: until then nobody sees what was sent to {person}.",
)


def supervisor_left(**names: object) -> tuple[str, str]:
    """Return what people administrators are told where somebody who supervises people has left."""
    subject, text = SUPERVISOR_LEFT
    return subject.format(**names), text.format(**names)
