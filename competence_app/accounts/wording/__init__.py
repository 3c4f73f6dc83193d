"""What pages and e-mails of accounts say."""

SAVED = "Your account is saved."
SAME_ADDRESS = "This is the address that you have. Enter another"
WRONG_PASSWORD = "The password is not right. Enter it again"  # noqa: S105 - a sentence
ADDRESS_ASKED = "A link will be sent to {email}. Open it within a day, while you are signed in."
ADDRESS_CHANGED = "You sign in with {email} from now on."
LINK_PAST = "This link was used, or is older than a day. Ask for another in your account."
SIGNED_OUT_ELSEWHERE = "You are signed out everywhere but here."
MINUTE = 60  # seconds
DEVICES = {
    True: "This is marked as your own device. The pages of your assessments that you open from now on stay here.",
    False: "This is not marked as your own device any more. No page stays here.",
}
INVITED = "A link to choose a password will be sent to {email}."
NOT_INVITED = "Nothing was sent: this account is closed, or its owner has chosen a password."
SENT_AGAIN = "What you chose will be sent within a minute, unless it fails again."
NONE_SENT_AGAIN = "Tick what is to be sent again."
FIRST_ROWS = "The first {count:,} are listed. Search to find the others."

# Where the last invitation to an account stands, by the status of its e-mail.
INVITATIONS = {
    "accepted": "Accepted: a password is chosen.",
    "none": "None was sent.",
    "waiting": "It will be sent within a minute.",
    "trying": "Attempts so far: {attempts}. {problem} It is tried again on {next}.",
    "failed": "It could not be sent, and is not tried any more: {problem}",
    "sent": "Sent on {sent}. No password is chosen yet.",
}

# The subject and the text of e-mails with a link to choose a password: the link comes after them.
LETTERS = {
    "new address": (
        "Confirm your new email address",
        (
            "You asked in competence self-assessment at {organisation} to sign in with this address from now on, in "
            "place of {old}: confirm it where the link below leads.\n\n{link}\n\n"
            "It works for a day, while you are signed in. If you did not ask for it, you need do nothing."
        ),
    ),
    "address changed": (
        "Your email address was changed",
        (
            "You changed the address with which you sign in to competence self-assessment at {organisation}: it is "
            "{new} now, and this one is no longer used. If it was not you, tell your people administrator at once."
        ),
    ),
    "address taken": (
        "Your email address was changed",
        (
            "{asked_by} and {by} of {organisation} changed the address with which you sign in to competence "
            "self-assessment: it is {new} now, and {old} is no longer used. You are signed out everywhere, and the old "
            "password works no longer. If that is wrong, tell your people administrators at once."
        ),
    ),
    "address given": (
        "Choose your password for competence self-assessment",
        (
            "{asked_by} and {by} of {organisation} recorded that you sign in to competence self-assessment with {new} "
            "from now on: choose a new password where the link below leads.\n\n"
            "The link works for three days; after that, ask for another on the page where you sign in.\n"
            "If you have no account there, tell {organisation}."
        ),
    ),
    "invitation": (
        "Choose your password for competence self-assessment",
        (
            "{by} of {organisation} made an account in competence self-assessment for you: choose a password "
            "where the link below leads, and you can begin.\n\n"
            "You sign in with {email}. The link works for three days; after that, ask for another at {ask_again}\n"
            "What you rate there is seen by nobody until you send it, not by {by.bare_name} either."
        ),
    ),
    # The same where people have no passwords of ours.
    "invitation elsewhere": (
        "Begin with competence self-assessment",
        (
            "{by} of {organisation} made an account in competence self-assessment for you: sign in through {service} "
            "where the link below leads, and you can begin.\n\n"
            "The link works for three days; after that, ask for another at {ask_again}\n"
            "What you rate there is seen by nobody until you send it, not by {by.bare_name} either."
        ),
    ),
    "link elsewhere": (
        "Begin with competence self-assessment",
        (
            "Somebody asked for a new link to your account in competence self-assessment at {organisation}: if it was "
            "you, sign in through {service} where the link below leads.\n\n"
            "The link works for three days. If you did not ask for it, you need do nothing."
        ),
    ),
    "password": (
        "Choose your password for competence self-assessment",
        (
            "Somebody asked for a link to choose a new password for your account in competence self-assessment at "
            "{organisation}: if it was you, choose one where the link below leads.\n\n"
            "You sign in with {email}. The link works for three days.\n"
            "If you did not ask for it, you need do nothing: your account stays as it is."
        ),
    ),
}

# What a list of people says of whoever never signed in, by the status of the last invitation.
NEVER_SIGNED_IN = {
    "accepted": "Never signed in",
    "none": "Not invited",
    "waiting": "Invitation waits to be sent",
    "trying": "Invitation is tried again",
    "failed": "Invitation could not be sent",
    "sent": "Invited on {sent}",
}

# Whom a list of people keeps.
STATES = {
    "never": "Never signed in",
    "no-supervisor": "No supervisor",
    "closed-supervisors": "Supervised only by closed accounts",
    "no-team": "No team",
    "closed": "Account closed",
    "restricted": "Kept, but not used",
}
ROLES = {
    "editor": "Framework editor",
    "administrator": "People administrator",
    "organisation lead": "Lead of all teams",
    "auditor": "Auditor",
    "lead": "Team lead",
}
# What each role lets somebody do.
ROLES_IN_WORDS = {
    "editor": "Uploads and publishes frameworks.",
    "administrator": "Makes and closes accounts, and says who supervises whom.",
    "organisation lead": "Reads the counts of all teams, without names.",
    "auditor": "Reads the record of who did or saw what, and never an answer.",
}

# The subject and the text of what somebody is told of a role, by the verb of the record.
ROLE_NOTICES = {
    "give editor": (
        "You are now a framework editor",
        "{by} recorded that you edit frameworks: tell {by} if that is wrong. You can upload and publish them.",
    ),
    "take editor": (
        "You are no longer a framework editor",
        "{by} recorded that you do not edit frameworks any more: tell {by} if that is wrong.",
    ),
    "give administrator": (
        "You are now a people administrator",
        (
            "{by} recorded that you administer people: tell {by} if that is wrong. You can make and close accounts, "
            "and say who supervises whom. Nobody's answers are shown to you by that."
        ),
    ),
    "take administrator": (
        "You are no longer a people administrator",
        "{by} recorded that you do not administer people any more: tell {by} if that is wrong.",
    ),
    "give organisation lead": (
        "You now lead all teams",
        (
            "{by} recorded that you lead the organisation: tell {by} if that is wrong. You can read the counts of all "
            "teams."
        ),
    ),
    "take organisation lead": (
        "You no longer lead all teams",
        "{by} recorded that you do not lead the organisation any more: tell {by} if that is wrong.",
    ),
    "give auditor": (
        "You are now an auditor",
        (
            "{by} recorded that you audit: tell {by} if that is wrong. You can read the record of who did or saw what. "
            "Nobody's answers are shown to you by that, and that you read it is on record too."
        ),
    ),
    "take auditor": (
        "You are no longer an auditor",
        "{by} recorded that you do not audit any more: tell {by} if that is wrong.",
    ),
    "give lead": (
        "You now lead {team}",
        "{by} recorded that you lead {team}: tell {by} if that is wrong. You can read its counts, without names.",
    ),
    "take lead": (
        "You no longer lead {team}",
        "{by} recorded that you do not lead {team} any more: tell {by} if that is wrong.",
    ),
}
# The same of where somebody works, and as what.
WORK_NOTICE = (
    "Your job role or team was changed",
    (
        "{by} recorded that your job role is {job_role} and your team is {team}: tell {by} if that is wrong. "
        "New assessments are set beside what is expected in your job role; past ones keep theirs."
    ),
)
NO_WORK = "not set"

# What a page says of what its reader just did.
ERASED = "Nothing was changed: they were erased meanwhile."
STORED = "{name} is saved."
BOTH_TOLD = "It is saved, and both are told."
CLOSED_UNSUPERVISED = "Nobody supervises a closed account: leave this empty, or let them sign in"
# What many people are given at once.
MANY = {
    "nothing": "Choose a team, a job role or a supervisor to give them",
    "nobody": "Tick people in the list first",
    "themselves": "{person} is among the people: nobody supervises themselves",
    "closed": "Nothing: the account is closed",
    "same": "Nothing: they have it already",
    "team": "Team: {before} → {after}",
    "job role": "Job role: {before} → {after}",
    "supervisor": "{supervisor} supervises them from today",
}
DAY, MOMENT = "j F Y", "j F Y, H:i"
TEAM_TAKEN = "There is a team with this name already"
CODE_TAKEN = "There is a job role with this code already"


def role_notice(verb: str, **names: object) -> tuple[str, str]:
    """Return the subject and the text of what somebody is told of a role."""
    subject, text = ROLE_NOTICES[verb]
    return subject.format(**names), text.format(**names)


def work_notice(job_role: object, team: object, *, by: object) -> tuple[str, str]:
    """Return the subject and the text of what somebody is told of another job role or team."""
    subject, text = WORK_NOTICE
    return subject, text.format(job_role=job_role or NO_WORK, team=team or NO_WORK, by=by)


def changed_many(count: int) -> str:
    """Say how many people a change was made to."""
    if not count:
        return "Nothing was changed."
    return f"{count} {'person is' if count == 1 else 'people are'} changed, and told."


def letter(code: str, **names: object) -> tuple[str, str]:
    """Return the subject and the text of an e-mail."""
    subject, text = LETTERS[code]
    return subject, text.format(**names)


def still_supervises(count: int) -> str:
    """Say why an account cannot be closed yet, and what to do first."""
    people = "1 person" if count == 1 else f"{count} people"
    return f"They supervise {people}: first end that supervision, by the link above, and say who takes over."


def wait(seconds: int) -> str:
    """Say that no password is looked at for so long."""
    minutes = -(-seconds // MINUTE)
    some = (seconds, "second") if seconds < MINUTE else (minutes, "minute")
    long = "{} {}".format(*some) + "s" * (some[0] > 1)
    return f"There were too many wrong passwords or codes. Wait {long}, then try again"
