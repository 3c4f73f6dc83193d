"""What people are told that no template holds, by the codes of what happened."""

from collections.abc import Sequence

from competence_app.people.rules.asking import A_DAY, AskRefusal
from competence_app.people.rules.headcounts import SMALLEST, Headcount
from competence_app.people.rules.naming import NameRefusal
from competence_app.people.rules.supervising import Phase

NO_ADDRESS = "Enter an email address in the correct format, like name@example.com"
LONG_ADDRESS = "Enter an email address of no more than 254 characters"
ADDRESS_TAKEN = "There is an account with this email address already."

NAME_REFUSALS = {
    NameRefusal.HIDDEN: "Enter the name in one line, without characters that cannot be seen",
    NameRefusal.LINK: "Enter a name without @, :// and www., which are parts of addresses",
}

NO_REASON = "Enter the reason in one line, without addresses and characters that cannot be seen"

# What is said where somebody typed whom or what they mean; below it stands what was found.
CHOOSING = {
    "people": {
        "none": "Nobody is found by “{text}”: check the spelling, or make an account for them first",
        "several": "Choose who is meant by “{text}”",
        "too many": (
            "Choose who is meant by “{text}”; if they are not among these {most}, "
            "enter more of the name, or the email address"
        ),
    },
    "supervisors": {
        "none": "None of your supervisors is found by “{text}”: check the spelling",
        "several": "Choose who is meant by “{text}”",
        "too many": (
            "Choose who is meant by “{text}”; if they are not among these {most}, "
            "enter more of the name, or the email address"
        ),
    },
    "teams": {
        "none": "No team is found by “{text}”: check the spelling, or add the team first",
        "several": "Choose which team is meant by “{text}”",
        "too many": "Choose which team is meant by “{text}”; if it is not among these {most}, enter more of its name",
    },
}
TO_CHOOSE = {
    "person": "Enter a name, or an email address.",
    "people": "Enter names or email addresses, one a line.",
    "team": "Enter the team's name, or part of it.",
    "supervisor": "You have more than {listed} supervisors: enter a name, or an email address.",
}
PERSON = "{name}, {email}"

DAY = "j F Y"
OVERLAPS = "This person supervises them {term} already. Choose days before or after, or change that one."

# The subject and the text of what people are told at home and by e-mail: never anything of a rating.
NOTICES = {
    "ask": (
        "{practitioner} asks you to supervise them",
        (
            "{practitioner} asks you, by your email address, to supervise them: accept or decline. "
            "If you accept, you will see what they choose to send you, and only that."
        ),
    ),
    "accept": (
        "{supervisor} supervises you from today",
        (
            "{supervisor} accepted your request to supervise you: you can send them an assessment from now on. "
            "They see the assessments that you send them, and only those."
        ),
    ),
    "accept again": (
        "{supervisor} goes on supervising you",
        "{supervisor} accepted your request, so their supervision of you no longer ends on {ended}.",
    ),
    "decline": (
        "{supervisor} will not supervise you",
        "{supervisor} declined your request to supervise you: you can ask somebody else.",
    ),
}

# The same, of a supervision as it stands on the day on which both are told.
SUPERVISION_NOTICES = {
    ("practitioner", Phase.BEFORE): (
        "Your supervision by {supervisor}",
        (
            "{by} recorded that {supervisor} will supervise you {term}: tell {by} if that is wrong. "
            "In that time they will see what you choose to send them."
        ),
    ),
    ("practitioner", Phase.DURING): (
        "Your supervision by {supervisor}",
        (
            "{by} recorded that {supervisor} supervises you {term}: tell {by} if that is wrong. "
            "In that time {supervisor} sees what you choose to send them."
        ),
    ),
    ("practitioner", Phase.AFTER): (
        "Your supervision by {supervisor} is over",
        (
            "{by} recorded that {supervisor} supervised you until {ended}: tell {by} if that is wrong. "
            "When a supervision ends, they no longer see what you sent them."
        ),
    ),
    ("supervisor", Phase.BEFORE): (
        "Your supervision of {practitioner}",
        (
            "{by} recorded that you will supervise {practitioner} {term}: tell {by} if that is wrong. "
            "In that time you will see what they choose to send you."
        ),
    ),
    ("supervisor", Phase.DURING): (
        "Your supervision of {practitioner}",
        (
            "{by} recorded that you supervise {practitioner} {term}: tell {by} if that is wrong. "
            "In that time you see what they choose to send you."
        ),
    ),
    ("supervisor", Phase.AFTER): (
        "Your supervision of {practitioner} is over",
        (
            "{by} recorded that you supervised {practitioner} until {ended}: tell {by} if that is wrong. "
            "When a supervision ends, you no longer see what you were sent."
        ),
    ),
}
# The same, where somebody's supervisions end, perhaps because somebody else takes over.
END_NOTICES = {
    ("practitioner", Phase.BEFORE): (
        "{supervisor} will not supervise you",
        "{by} recorded that {supervisor} will not supervise you after all{then}: tell {by} if that is wrong.",
    ),
    ("practitioner", Phase.DURING): (
        "Your supervision by {supervisor} ends on {ended}",
        (
            "{by} recorded that {supervisor} supervises you until {ended}{then}: tell {by} if that is wrong. "
            "What you sent to {supervisor} goes to nobody else by itself. From the day after, you can send it or hand "
            "it over to another supervisor, and share what you have agreed."
        ),
    ),
    ("practitioner", Phase.AFTER): (
        "Your supervision by {supervisor} is over",
        (
            "{by} recorded that {supervisor} supervised you until {ended}{then}: tell {by} if that is wrong. "
            "They no longer see what you sent them, and it goes to nobody else by itself: you can send it or hand it "
            "over to another supervisor, and share what you have agreed."
        ),
    ),
    ("supervisor", Phase.DURING): (
        "Your supervision of {people} ends on {ended}",
        (
            "{by} recorded that you supervise {people} until {ended}: tell {by} if that is wrong. "
            "After that you no longer see what you were sent."
        ),
    ),
    ("supervisor", Phase.AFTER): (
        "Your supervision of {people} is over",
        (
            "{by} recorded that you supervised {people} until {ended}: tell {by} if that is wrong. "
            "You no longer see what you were sent."
        ),
    ),
    ("successor", Phase.DURING): (
        "You will supervise {people}",
        (
            "{by} recorded that you supervise {people} in place of {supervisor}, whose last day is {ended}: "
            "tell {by} if that is wrong. You see what they choose to send you, and only that."
        ),
    ),
    ("successor", Phase.AFTER): (
        "You supervise {people} from today",
        (
            "{by} recorded that you supervise {people} in place of {supervisor}, whose last day was {ended}: "
            "tell {by} if that is wrong. You see what they choose to send you, and only that."
        ),
    ),
}
SUPERVISES = {Phase.BEFORE: "will supervise", Phase.DURING: "supervises", Phase.AFTER: "supervised"}

REFUSALS = {
    AskRefusal.OWN_ADDRESS: "This is your own address. Enter the address of somebody else",
    AskRefusal.SUPERVISES_ALREADY: "This person supervises you already",
    AskRefusal.TOO_MANY: "You are waiting for {waiting} answers. Cancel a request before you ask somebody else",
    AskRefusal.TOO_SOON: "Your last request to this person was declined or cancelled. You can ask again on {again}",
    AskRefusal.ENOUGH_TODAY: f"You have asked {A_DAY} times in 24 hours. Ask again tomorrow",
}

# What a page says of what its reader just did.
DONE = {
    "ask": "You have asked {email}. They can answer when they sign in with this address.",
    "cancel": "Your request to {email} is cancelled.",
    "accept": "You now supervise {practitioner}.",
    "accept again": "You go on supervising {practitioner}: it no longer ends on {ended}.",
    "decline": "You have declined. {practitioner} has been told.",
}
# What many notices are called, by the name of the page that they lead to.
NOTICE_GROUPS = {
    "home": "{count} times: whom you supervise",
    "supervisors": "{count} times: who supervises you",
    "review": "{count} assessments that people sent or showed you",
    "supervision": "{count} assessments that were taken back",
    "result": "{count} assessments of yours that your supervisor went on with",
    "": "{count} more",
}
TOO_LATE = "Nothing was changed: this request was answered or cancelled before."


def called(name: str, address: str, *, is_shared: bool) -> str:
    """Return what pages and e-mails call a person: with the address where others have the name too."""
    if not name:
        return address
    return f"{name} ({address})" if is_shared else name


def former(key: int) -> str:
    """Return what somebody is called of whom nothing else is left: the same wherever they are named."""
    return f"Former colleague {key}"


def notice(code: str, **names: object) -> tuple[str, str]:
    """Return the subject and the text of what somebody is told."""
    subject, text = NOTICES[code]
    return subject.format(**names), text.format(**names)


def supervision_notice(part: str, phase: Phase, **names: object) -> tuple[str, str]:
    """Return what the one with this ``part`` in a supervision, practitioner or supervisor, is told of it."""
    subject, text = SUPERVISION_NOTICES[part, phase]
    return subject.format(**names), text.format(**names)


def end_notice(part: str, phase: Phase, **names: object) -> tuple[str, str]:
    """Return what the one with this ``part`` is told where supervisions end: the two in it, or the successor."""
    subject, text = END_NOTICES[part, phase]
    return subject.format(**names), text.format(**names)


def and_then(successor: object, following_on: str) -> str:
    """Return who supervises somebody from which day on, to stand after until when another does; nothing if nobody."""
    return f", and that {successor} does from {following_on}" if successor else ""


def people_in_words(people: Sequence[object]) -> str:
    """Return whom, if it is one, or how many."""
    return str(people[0]) if len(people) == 1 else f"{len(people)} people"


def term(started: str, ended: str) -> str:
    """Return from which day to which, if it is over."""
    return f"from {started} to {ended}" if ended else f"from {started}"


def headcount_in_words(count: Headcount, *, at_most: bool = False) -> str:
    """Return how many people there are, or the most there can be, to stand before "people" or alone."""
    few = {0: "", 1: f"fewer than {SMALLEST}"}.get(count.few, "a few")
    words = f"{count.known} and {few} more" if few and count.known else few or str(count.known)
    return f"at most {words}" if at_most and (count.known or count.few > 1) else words
