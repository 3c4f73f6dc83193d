"""What documents say, which are about somebody and read by whomever they are given to."""

from collections.abc import Collection

from competence_app.assessments.rules.again import CARRIED
from competence_app.assessments.rules.answers import StillTrue, Voice
from competence_app.reports.rules.enclosing import Enclosure
from competence_app.reports.wording import NOT_ANSWERED

KINDS = {
    "assessment": "Competence assessment",
    "profile": "Competence profile",
    "sheet": "Meeting sheet",
    "reflection": "Notes and plans",
}
AS_OF = "as of {day}"
# Groups of a profile's competences: the heading, and what is said about who is in it.
PROFILE_GROUPS = {
    "below-target": ("Below the target", "Something to discuss and to plan for, the furthest from the target first."),
    "no-opportunity": ("No opportunity yet", "A development need, not a low rating."),
    "unanswered": (NOT_ANSWERED, ""),
    "stale": ("To look at again", "These ratings are older than they hold: neither low nor wrong."),
    "on-target": ("At or above the target", ""),
    "rated": ("Rated, with no level expected", ""),
    "not-applicable": ("Not applicable", "Left out of the counts."),
}
NOTHING_NEEDED = "Nothing is below the target, waits for an opportunity or is to be looked at again."
NOTHING_TO_DISCUSS = (
    "Both said the same of every competence, nothing is below the target, and no rating is older than it holds."
)
HOW_SAID = {StillTrue.SECTION: "Still true, said for the whole section", CARRIED: "From last time, not looked at again"}
CHAPTERS = {"notes": "What I noted", "plans": "What I plan"}
INFORMS = "These notes and plans can inform a reflection. They are copied as they were written at the time."
OLDER_THAN = "Older than {months} months: to be looked at again."
NEXT_LEVEL = "The next level,"
FACTS = {
    "person": "Practitioner",
    "role": "Job role",
    "target": "Target",
    "version": "Version",
    "finished": "Finished",
    "rated": "Rated by",
    "agreed": "Agreed",
}
BY_ON, NOT_YET, NO_ROLE, NO_TARGET = "{person}, {day}", "Not yet", "None given", "None for this job role"
UP_TO, DEPENDING = " to ", ", depending on the competence"
VOICES = {Voice.SELF: "Self-rating", Voice.SUPERVISOR: "Rated by {who}", Voice.AGREED: "Agreed"}
# The reason and the note that go with a voice's answer.
WRITTEN_BY = {
    Voice.SELF: ("Reason given by {who}", "Note by {who}"),
    Voice.SUPERVISOR: ("Reason given by {who}", "Note by {who}"),
    Voice.AGREED: ("Reason agreed", "Comment on what was agreed"),
}
RATED_ON = {
    "": "Rated {day}.",
    StillTrue.ONE: "Still true on {day}.",
    StillTrue.SECTION: "Still true on {day}, said for the whole section.",
}
# By whether its reader is the practitioner: see ``of_staff``.
CARRIED_FROM = {
    True: "{rated} Carried from the assessment{finished}, version {version}.",
    False: "Carried from version {version}.",
}
ENCLOSURES = {
    Enclosure.NOTES: "notes and reasons",
    Enclosure.COMMENTS: "comments",
    Enclosure.PLANS: "planned actions",
}
LEFT_OUT = "Left out of this copy, if there are any: {kinds}."


def left_out(enclosed: Collection[Enclosure], kinds: Collection[Enclosure]) -> str:
    """Say which of the ``kinds`` of what people wrote a document leaves out."""
    missing = [ENCLOSURES[kind] for kind in kinds if kind not in enclosed]
    return LEFT_OUT.format(kinds="; ".join(missing)) if missing else ""


def below_in_words(count: int) -> str:
    """Say after the counts of a domain how many of its competences are below their target."""
    return f". {count} below the target." if count else "."
