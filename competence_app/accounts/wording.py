"""What pages and e-mails of accounts say."""

SAVED = "Your account is saved."
MINUTE = 60  # seconds
DEVICES = {
    True: "This is marked as your own device. The pages of your assessments that you open from now on stay here.",
    False: "This is not marked as your own device any more. No page stays here.",
}
INVITED = "A link to choose a password will be sent to {email}."
NOT_INVITED = "Nothing was sent: this account is closed, or its owner has chosen a password."
UNSENT = "Emails that have not gone out"
SENT_AGAIN = "What you chose will be sent within a minute, unless it fails again."
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
    "invitation": (
        "Choose your password for competence self-assessment",
        (
            "{by} of {organisation} made an account in competence self-assessment for you: choose a password "
            "where the link below leads, and you can begin.\n\n"
            "You sign in with {email}. The link works for three days; after that, ask for another at {ask_again}\n"
            "What you rate there is seen by nobody until you send it, not by {by.bare_name} either."
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


def letter(code: str, **names: object) -> tuple[str, str]:
    """Return the subject and the text of an e-mail."""
    subject, text = LETTERS[code]
    return subject, text.format(**names)


def still_supervises(count: int) -> str:
    """Say why an account cannot be closed yet, and what to do first."""
    people = "1 person" if count == 1 else f"{count} people"
    return f"They supervise {people}: first end that supervision, by the button above, and say who takes over."


def wait(seconds: int) -> str:
    """Say that no password is looked at for so long."""
    minutes = -(-seconds // MINUTE)
    some = (seconds, "second") if seconds < MINUTE else (minutes, "minute")
    long = "{} {}".format(*some) + "s" * (some[0] > 1)
    return f"There were too many wrong passwords. Wait {long}, then try again"
