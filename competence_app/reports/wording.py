"""What reports say to people that no template holds, by the codes of what it is said of."""

from dataclasses import dataclass

from competence_app.assessments.rules.answers import StillTrue, Voice
from competence_app.reports.rules.profile import Trend
from competence_app.reports.rules.topics import Occasion
from competence_app.reports.rules.traits import Trait


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Whose answers are shown, as their reader calls them: the words for the practitioner."""

    they: str  # at the start of a sentence
    their: str
    theirs: str  # at the start of a sentence
    all: str  # what a list of the assessments is called
    carried: str  # what is said of a rating that was carried from an earlier assessment

    def words(self, text: str, **values: object) -> str:
        """Return a text about them with ``{they}``, ``{their}`` and ``{theirs}`` put in, and ``values``."""
        return text.format(they=self.they, their=self.their, theirs=self.theirs, **values)


OWN = Pronouns(
    they="You",
    their="your",
    theirs="Your",
    all="All your assessments",
    carried="{rated} Carried from your assessment{finished}, version {version}.",
)


def of_staff(name: str) -> Pronouns:
    """Return whose it is to a supervisor; ``name`` is the practitioner's first name.

    Of a carried rating it tells no date: that would be the date of an assessment which the supervisor may never have
    been shown.
    """
    return Pronouns(
        they=name,
        their="their",
        theirs=f"{name}'s",
        all="Assessments shown to you",
        carried="Carried from version {version}.",
    )


YOUR, WHOSE = "Your", "{name}'s"
YOU, SERVICE = "You", "The service"  # who did what its reader did, and what the command line did
NOT_ANSWERED = "Not answered yet"

# Groups of cards: the heading, and what is said about who is in it.
GROUPS = {
    Trait.BELOW_TARGET: (
        "Below the target",
        "The furthest from the target first.",
    ),
    Trait.NO_OPPORTUNITY: (
        "No opportunity yet",
        "A development need, not a low rating.",
    ),
    Trait.DIFFERS: ("Answers differ", ""),
    Trait.TO_DISCUSS: ("To discuss", ""),
    Trait.STALE: ("Older than they hold", "Neither low nor wrong: a new look is due."),
    Trait.UNANSWERED: (NOT_ANSWERED, ""),
    Trait.ON_TARGET: ("At or above the target", ""),
    Trait.RATED: ("{theirs} ratings", "No level is expected of {their} job role in this framework."),
    Trait.NOT_APPLICABLE: ("Not applicable to {their} role", ""),
}
# The same as a filter, and of so many competences.
FILTERS = {
    Trait.BELOW_TARGET: "Below the target",
    Trait.NO_OPPORTUNITY: "No opportunity yet",
    Trait.DIFFERS: "Answers differ",
    Trait.TO_DISCUSS: "To discuss",
    Trait.STALE: "Older than they hold",
    Trait.CHANGED: "Changed since last time",
    Trait.UNANSWERED: NOT_ANSWERED,
    Trait.ON_TARGET: "At or above the target",
    Trait.RATED: "Rated",
    Trait.NOT_APPLICABLE: "Not applicable",
}
COUNTED = "{count} {what}"
# What stands on a card besides the heading above it.
TAGS = {Trait.DIFFERS: "Answers differ", Trait.TO_DISCUSS: "To discuss"}
OLDER = "Older than {months} month{s}"

# What a voice says of one competence, and what was written with it.
SAID = "{who} said {label}{against}."
AGREED = "Agreed: {label}{against}."
NEEDS_REASON = "You chose {label}, which needs your reason."
NO_ANSWER = "You have not answered this yet."
NO_REASON = "{label}, needs a reason"
AGREED_ALONE = "Agreed: {label}"
AGAINST = "; target: {target}"
OWN_REASON, OWN_NOTE = "{theirs} reason", "{theirs} note"
REASON, NOTE = "{whose} reason", "{whose} note"
AGREED_REASON, COMMENT = "Agreed reason", "Comment"
RATED = {
    "": "Rated {day}, {ago}.",
    StillTrue.ONE: "Still true on {day}, {ago}.",
    StillTrue.SECTION: "Still true on {day}, {ago}, said for the whole section.",
}
FINISHED_ON = " of {day}"
AGO, TODAY = "{time} ago", "today"

# What stands beside a row of dots, and what the key to the dots says.
COLUMNS = {
    Voice.SELF: "{they} said",
    Voice.SUPERVISOR: "Supervisor",
    Voice.AGREED: "Agreed",
    "target": "Target",
    "before": "Last time",
}
MARKS = COLUMNS | {Voice.SUPERVISOR: "Supervisor: {rater}", "before": "{they} said last time"}
CARRIED_ONLY = "Carried, not looked at again"
MOMENT = "{day}: {said}."
MOMENT_CARRIED = "{day}: {said}, carried."

# What became of an answer since last time, on its card.
SINCE = {
    Trend.UP: "Last time: {before}.",
    Trend.DOWN: "Last time: {before}.",
    Trend.OTHER: "Last time: {before}.",
    Trend.ASKED_DIFFERENTLY: "Asked in other words or on another scale than last time.",
    Trend.NOT_ASKED: "New in this version.",
}
# Which of the voices says where one stands.
AGREED_COUNTS = "What was agreed is set against the target; where no level could be agreed, it is {their} own answer."
OWN_COUNTS = "No levels are agreed yet: until then {their} own answers are set against the target."

TRENDS = {
    Trend.UP: "Moved up the scale",
    Trend.DOWN: "Moved down the scale",
    Trend.OTHER: "Changed to or from an answer that is no level",
    Trend.ASKED_DIFFERENTLY: "Asked in other words or on another scale: not compared",
    Trend.NOT_ASKED: "New in this version",
}
PROGRESS = {
    "agreed": "Agreed {day}, version {version}",
    "finished": "Finished {day}, version {version}",
    "moved": "Moved to a newer version, started {day}, version {version}",
    "open": "Not finished, started {day}, version {version}",
}
DONE_ON, DUE_BY, NO_DAY = "Done on {day}", "By {day}", "Open, no day chosen"
WRITTEN_BY = "written by {name}"

# Why there is something to talk about.
OCCASIONS = {
    Occasion.CHOSEN: "{practitioner} wants to discuss",
    Occasion.DIFFERENCE: "The two answers differ",
    Occasion.BELOW_TARGET: "Below the target",
    Occasion.STALE: "Older than it holds",
}

# What was done, in the words of the person whose things they are; what is not here is called by its verb.
DEEDS = {
    "see profile": "Looked at your profile",
    "see over time": "Looked at how your answers changed",
    "see review": "Looked at what you both said",
    "open review": "Opened it to rate you; your answers stayed hidden",
    "see meeting sheet": "Looked at the meeting sheet",
    "take meeting sheet along": "Took the meeting sheet along, as a PDF, with what was written",
    "take profile along": "Took your profile along, as a PDF",
    "take profile and notes along": "Took your profile along, as a PDF, with what was written",
    "see matrix": "Looked at where you stand, among all whom they supervise",
    "take matrix along": "Took along where you stand, in a file of all whom they supervise",
    "take counts along": "Took along counts without names that your answers are in",
    "take along": "Took along what you both said",
    "take own along": "Took your own ratings along",
    "take passport along": "Took your passport along",
    "take all along": "Took along everything held about you",
    "be refused": "Tried to look, and was refused",
    "start": "Started it",
    "move": "Moved it to a newer version",
    "confirm section": "Confirmed a whole section at once",
    "finish": "Finished it",
    "reopen": "Reopened it",
    "submit": "Sent it",
    "withdraw": "Took it back",
    "return": "Returned it to you",
    "reveal": "Finished rating, and saw your answers",
    "agree": "Recorded what you both agreed",
    "hand over": "Handed it over to another supervisor",
    "send on": "Sent it on to another supervisor",
    "share": "Shared it with another supervisor",
    "stop sharing": "Stopped sharing it",
    "comment on": "Added a closing comment",
    "plan": "Planned an action",
    "plan for": "Wrote an action into your plans",
    "see plans": "Looked at what you plan",
    "revise": "Changed an action",
    "tick off": "Marked an action as done",
    "untick": "Marked an action as not done after all",
    "remove": "Removed an action",
    "subscribe": "Made an address for your calendar",
    "unsubscribe": "Removed the address for your calendar",
    "ask": "Asked to be supervised",
    "cancel": "Cancelled a request to be supervised",
    "accept": "Accepted a request to supervise you",
    "decline": "Declined a request to supervise you",
    "remind": "Reminded you of your self-assessment",
}
# Where the verb alone says too little, by what kind of thing it was done to.
DEEDS_TO = {
    ("name reviewer", "catalogue.version"): "Asked you to look a draft of a framework through",
    ("remove reviewer", "catalogue.version"): "Asked you no more to look a draft of a framework through",
    ("issue", "passports.passport"): "Made a passport",
    ("revoke", "passports.passport"): "Revoked a passport",
    ("add", "passports.outsiderecord"): "Added a record from elsewhere",
    ("remove", "passports.outsiderecord"): "Removed a record from elsewhere",
    ("give lead", "people.team"): "Made you the lead of a team",
    ("take lead", "people.team"): "Ended your lead of a team",
    ("give editor", "people.user"): "Made you a framework editor",
    ("take editor", "people.user"): "Ended your role as a framework editor",
    ("give administrator", "people.user"): "Made you a people administrator",
    ("take administrator", "people.user"): "Ended your role as a people administrator",
    ("give organisation lead", "people.user"): "Made you the lead of all teams",
    ("take organisation lead", "people.user"): "Ended your lead of all teams",
    ("give auditor", "people.user"): "Made you an auditor",
    ("take auditor", "people.user"): "Ended your role as an auditor",
    ("read record", "people.user"): "Read what is on record about you, as an auditor",
    ("take record along", "people.user"): "Took along what is on record about you, as an auditor",
    ("add", "people.user"): "Made your account",
    ("change", "people.user"): "Changed your account",
    ("rename", "people.user"): "Changed your name",
    ("ask for another address", "people.user"): "Asked for another email address",
    ("change address", "people.user"): "Changed your email address",
    ("ask for new address", "people.user"): "Asked a second administrator to change your email address",
    ("confirm new address", "people.user"): "Changed your email address, as the second administrator",
    ("refuse new address", "people.user"): "Refused, as the second administrator, to change your email address",
    ("withdraw new address", "people.user"): "No longer asked to change your email address",
    ("ask for erasure", "people.user"): "Asked a second administrator to erase you",
    ("confirm erasure", "people.user"): "Confirmed, as the second administrator, that you are erased",
    ("refuse erasure", "people.user"): "Refused, as the second administrator, to erase you",
    ("withdraw erasure", "people.user"): "No longer asked to erase you",
    ("sign out everywhere", "people.user"): "Signed out everywhere else",
    ("set up app", "people.user"): "Set up an authenticator app",
    ("remove app", "people.user"): "Removed the authenticator app",
    ("add passkey", "people.user"): "Added a passkey",
    ("rename passkey", "people.user"): "Called a passkey otherwise",
    ("remove passkey", "people.user"): "Removed a passkey",
    ("make recovery codes", "people.user"): "Made new recovery codes",
    ("link sign-in", "people.user"): "Linked your account with your organisation's sign-in",
    (
        "link as listed",
        "people.user",
    ): "Came through your organisation's sign-in, linked as the directory of staff says",
    ("unlink sign-in", "people.user"): "Ended the link with your organisation's sign-in",
    ("take second steps", "people.user"): "Took away your second steps at sign-in",
    ("take off the list", "people.user"): "Took you off the list of staff",
    ("change password", "people.user"): "Changed your password",
    ("choose password", "people.user"): "Chose a password, by a link",
    ("hold up guesses", "accounts.signin"): "Made somebody wait who entered wrong passwords with your email address",
    ("hold up guesses from everywhere", "accounts.signin"): (
        "Made everybody wait who entered passwords with your email address: there were many wrong ones"
    ),
    ("restrict", "people.user"): "Recorded that what is held about you is kept but not used",
    ("set end of restriction", "people.user"): "Recorded from when on what is held about you is used again",
    ("lift restriction", "people.user"): "Ended that what is held about you is kept but not used",
    ("open", "people.user"): "Opened your account again",
    ("close", "people.user"): "Closed your account",
    ("give", "people.jobrole"): "Set your job role",
    ("take", "people.jobrole"): "Removed your job role",
    ("give", "people.team"): "Set your team",
    ("take", "people.team"): "Took you out of your team",
    ("give up", "outbox.mail"): "Gave up sending you an email",
    ("invite", "people.user"): "Invited you to choose a password",
    ("add", "people.supervision"): "Gave you a supervisor",
    ("change", "people.supervision"): "Changed who supervises you",
}
SUPERVISION = "Supervision by {supervisor}"


def deed_in_words(verb: str, kind: str) -> str:
    """Say what was done to this kind of thing, such as people.user, to the person whose it is."""
    return DEEDS_TO.get((verb, kind)) or DEEDS.get(verb) or verb[:1].upper() + verb[1:]
