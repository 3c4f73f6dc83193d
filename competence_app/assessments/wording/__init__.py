"""What people read about their assessments where no template says it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.carry import Rule
from competence_app.assessments.rules.lifecycle import FixedVoice, MoveRefusedError, Need, NoSuchMove, Party, State
from competence_app.assessments.rules.parting import Parting
from competence_app.assessments.rules.revision import Revision
from competence_app.people.wording.restricting import RESTRICTED

NEEDS = {
    Need.PUBLISHED: "This version is not open for new assessments.",
    Need.NOTHING_OPEN: "You have an assessment of this framework under way: finish it before you start another.",
    Need.NEWER_VERSION: (
        "Yet another version was published meanwhile. Nothing was moved: read again what would happen."
    ),
    Need.COMPLETE: "Some competences have no full answer yet.",
    Need.LOOKED_AT: "Some answers are from last time, not looked at again: look at them, or say that you know.",
    Need.NOTHING_NEWER: "You have started a newer assessment since: this one stays as it is.",
    Need.UNRESTRICTED: (
        "What is held about you is kept but not used, so nothing goes to anybody else. End that in your account first."
    ),
    Need.ANSWERS_READ: "Your answers have changed since you opened this page. Read them again, then send them.",
    Need.SUPERVISOR_CHOSEN: "Choose one of your own supervisors.",
    Need.SUPERVISION_OVER: "The supervisor it is with still supervises you.",
    Need.IN_HAND: "This assessment is no longer with you: it was withdrawn or returned.",
    Need.COMMENT: "Say why you are returning it.",
    Need.ALL_RATED: "Rate every competence yourself first, or say that you have not observed it.",
    Need.DIFFERENCES_AGREED: "Agree a level wherever the two ratings differ.",
    Need.CHANGES_READ: "Read what was agreed in another window, then agree.",
    Need.DECLARATION: "Confirm that you have both agreed this.",
    Need.UNCOMMENTED: "Your closing comment is written already: it stays as it is.",
}

FIXED_VOICES = {
    Voice.SELF: "This assessment is {state}: its answers no longer change.",
    Voice.SUPERVISOR: "Your ratings are revealed: they no longer change.",
    Voice.AGREED: "This assessment is agreed: its levels no longer change.",
}

NO_SUCH_MOVE = "This assessment is {state}, so its {party} cannot {move}."
STATES = {
    None: "not started",
    State.DRAFT: "draft",
    State.FINISHED: "finished",
    State.SUBMITTED: "submitted",
    State.REVIEWED: "reviewed",
    State.AGREED: "agreed",
    State.SUPERSEDED: "moved to a newer version",
}
PARTIES = {Party.PRACTITIONER: "practitioner", Party.SUPERVISOR: "supervisor"}
MOVES = {
    "start": "start it",
    "move": "move it",
    "finish": "finish it",
    "reopen": "reopen it",
    "submit": "submit it",
    "withdraw": "withdraw it",
    "return": "return it",
    "reveal": "reveal it",
    "agree": "agree it",
    "hand over": "hand over it",
    "send on": "send it on",
    "share": "share it",
    "comment on": "comment on it",
}
# What somebody reads whose move came too late, where the general words would not help.
TOO_LATE = {
    ("submit", State.SUBMITTED): "You have sent it already.",
    ("withdraw", State.DRAFT): "It is with you already: it was returned to you.",
    ("withdraw", State.REVIEWED): "Your supervisor has rated it and seen your answers: you can no longer withdraw it.",
    ("withdraw", State.AGREED): "It is agreed: you can no longer withdraw it.",
    ("return", State.REVIEWED): "You have revealed it already: it can no longer be returned.",
    ("agree", State.AGREED): "It is agreed already.",
}


def why_refused(error: MoveRefusedError) -> str:
    """Say everything that is against what somebody wanted."""
    return " ".join(map(_reason, error.reasons))


def _reason(reason: Need | NoSuchMove | FixedVoice) -> str:
    match reason:
        case NoSuchMove(move, state, by):
            general = NO_SUCH_MOVE.format(state=STATES[state], party=PARTIES[by], move=MOVES[move])
            return TOO_LATE.get((move, state or State.DRAFT), general)
        case FixedVoice(voice, state):
            return FIXED_VOICES[voice].format(state=STATES[state])
    return NEEDS[reason]


class NoticeWords(NamedTuple):
    """What somebody is told of a move: a subject and a text."""

    subject: str
    text: str

    def filled(self, **values: object) -> Self:
        """Return the words with the values in their places."""
        return type(self)(*(words.format(**values) for words in self))


# What a supervisor is told, by the practitioner's move: in the first sentence who did what, why they are told, and what
# there is to do.
NOTICES = {
    "submit": NoticeWords(
        "{by} sent you an assessment",
        "{by} sent you, as their supervisor, an assessment: rate each competence yourself.",
    ),
    "withdraw": NoticeWords(
        "{by} withdrew an assessment",
        "{by} withdrew the assessment that they had sent you as their supervisor: there is nothing for you to do. "
        "What you have rated so far is kept in case it is sent to you again.",
    ),
    "hand over": NoticeWords(
        "{by} handed an assessment over to you",
        "{by} handed over to you, as their supervisor, an assessment that another supervisor has rated: "
        "what is left is to agree.",
    ),
    "share": NoticeWords(
        "{by} shared an assessment with you",
        "{by} shared an assessment with you as their supervisor: you can read what was agreed.",
    ),
    "comment on": NoticeWords(
        "{by} added a closing comment",
        "{by} added a closing comment to the assessment that you agreed as their supervisor: "
        "you can read it beside what you both agreed.",
    ),
}


# What somebody reads who follows a link to what once was with them.
NO_LONGER = {
    Parting.OVER: (
        "You supervised {practitioner} until {ended}. What people send you, you can read while you supervise them, and "
        "no longer."
    ),
    Parting.RESTRICTED: RESTRICTED,
    Parting.HANDED_OVER: "{practitioner} handed this assessment over to another supervisor.",
    Parting.UNSHARED: "{practitioner} no longer shares this assessment with you.",
    Parting.RETURNED: "You returned this assessment to {practitioner}. It has not come back to you since.",
    Parting.TAKEN_BACK: "{practitioner} took this assessment back. It has not come back to you since.",
}


def no_longer(why: Parting, **names: object) -> str:
    """Say what became of it."""
    return NO_LONGER[why].format(**names)


DIGEST_SUBJECT = "Your week as a supervisor"


def reminder_subject(count: int) -> str:
    """Return the subject of an e-mail that reminds of so many assessments."""
    return "Reminder: an assessment waits for you" if count == 1 else f"Reminder: {count} assessments wait for you"


class ShareWords(NamedTuple):
    """How a page asks whom to give an assessment to, and what it says then of whoever was chosen."""

    question: str
    button: str
    done: str


SHARING = {
    "share": ShareWords(
        "Who else do you want to share it with?", "Share", "{person} can read this assessment while they supervise you."
    ),
    "hand over": ShareWords(
        "Who do you want to hand it over to?",
        "Hand over",
        "{person} sees what you both said, and can agree it with you.",
    ),
    "send on": ShareWords(
        "Who do you want to send it to?", "Send", "Sent to {person}. We tell you when they have rated you."
    ),
}

# What became of one statement, and of several; None for those that are gone.
CHANGES = {
    Rule.REWORDED: ("was reworded", "were reworded"),
    Rule.EDITORIAL: ("was edited without changing its meaning", "were edited without changing their meaning"),
    Rule.REPLACED: ("stands for older ones", "stand for older ones"),
    Rule.RESCALED: ("has other levels", "have other levels"),
    Rule.NEW: ("is new", "are new"),
    None: ("is gone", "are gone"),
}
REDESCRIBED = ("says otherwise what a level looks like", "say otherwise what levels look like")
CHANGE_HEADINGS = {
    Rule.REWORDED: "Reworded: you confirm your former answer, or change it",
    Rule.EDITORIAL: "Edited, with the same meaning: your former answer stands",
    Rule.REPLACED: "In place of older ones: you answer anew",
    Rule.RESCALED: "On other levels: you answer anew",
    Rule.NEW: "New",
}

# What may be told once it is done.
DONE = {
    "save": "Your answers are saved. Only you can see them.",
    "move": "You are now on version {version}. Your former draft is kept as it was.",
    "reopen": "This assessment is open again. Change what you need to, then finish it.",
    "submit": "Sent to {person}. We tell you when they have rated you.",
    "withdraw": "You have withdrawn this assessment. Nobody else has seen your answers.",
    "unshare": "{person} can no longer read this assessment.",
    "plan": "Your action is saved.",
    "remove": "Your action is removed.",
}
TOO_LONG = "Your {what} must be {most:,} characters or fewer. It has {count:,}"
NO_ROOM = (
    "{code}: the answer you chose takes no reason, so what you wrote here would go into the note. Together they have "
    "{count:,} characters and may have {most:,}: shorten one of them"
)
CHANGED = "{code}: choose the answer that is true now"
NOTHING_SAID = "{code}: say that it is still true, or choose the answer that is true now"
AGAIN = "{code} is rated as of today. Your other answers stand as they were."
AGAIN_IN_DRAFT = "{code} is saved in the assessment that you have under way. Only you can see it."
NOT_SENT = "Nothing was sent: you reopened this assessment, or started a newer one, after you opened that page."
CHANGED_ELSEWHERE = (
    "This action was also changed in another window. Save again to keep what you typed here, or put back what was saved"
)
REMOVED_ELSEWHERE = "This action was removed in another window. What you typed is not saved: save it to plan it anew"
SAVED_ELSE = " Everything else on this page is saved."
# What calendars show of a day: never what was answered, nor anything that was typed.
DEADLINES = {"assessment": "Next self-assessment due: {title}", "action": "Planned action due"}
CALENDAR = "Competence self-assessment"
SUBSCRIBED = {
    True: "Your calendar address is below. Copy it into your calendar.",
    False: "Your calendar address is gone. Calendars that used it get nothing more.",
}
PLANNING_HEADINGS = {"plan": "Add an action", "revise": "Change an action"}


def confirmed(count: int) -> str:
    """Say that so many former answers of a section were confirmed together."""
    return f"{count} {'answer' if count == 1 else 'answers'} confirmed at once: still true for the whole section."


def left_out_in_brief(unanswered: int, untouched: int, participle: str) -> str:
    """Say how many are not answered, or rated, and how many former answers not looked at again."""
    counts = ((unanswered, f"not {participle}"), (untouched, "not looked at again"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def held_back(codes: Sequence[str], *, of: int) -> str:
    """Say that these ``of`` so many competences of a page are not stored; nothing where all are."""
    if not codes:
        return ""
    return f"Not saved yet: {', '.join(codes)}." + (SAVED_ELSE if len(codes) < of else "")


def reasons_moved(codes: Sequence[str]) -> str:
    """Say that the reasons of these competences went into their notes; nothing where there are none."""
    if len(codes) > 1:
        return f"{', '.join(codes)}: your reasons are now in the notes, as the answers you chose take none."
    return f"{codes[0]}: your reason is now in the note, as the answer you chose takes none." if codes else ""


def stale_in_words(held: Mapping[str, int]) -> str:
    """Say how many ratings are older than they held: by code, for how many months each did."""
    different = {*held.values()}
    months = different.pop() if len(different) == 1 else 0
    older = f"{months} month{'s' * (months > 1)}" if months else "they hold"
    return f"{len(held)} rating{' is' if len(held) == 1 else 's are'} older than {older}"


def what_it_asks(revision: Revision) -> str:
    """Say how many answers a revision asks of somebody who has answered the older version."""
    asking, of = revision.asking, len(revision.new.statements)
    if not (asking or revision.may_ask_more):
        return "your answers stand"
    if not asking:
        return "some of your answers may need you"
    least = "at least " if revision.may_ask_more else ""
    return f"{least}{asking} of your {of} answers need{'s' if asking == 1 else ''} you"


def what_changed(revision: Revision) -> str:
    """Say in one sentence what became of how many statements."""
    counts = [(len(found), *CHANGES[rule]) for rule, found in revision.changed.items()]
    if revision.redescribed:
        counts.append((len(revision.redescribed), *REDESCRIBED))
    if revision.gone:
        counts.append((len(revision.gone), *CHANGES[None]))
    if not counts:
        return "No competence has changed."
    (first, one, many), *others = counts
    parts = [f"{first} competence {one}" if first == 1 else f"{first} competences {many}"]
    parts += [f"{count} {one if count == 1 else many}" for count, one, many in others]
    return ", ".join(parts) + "."
