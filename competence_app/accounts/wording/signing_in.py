"""What pages and e-mails say of second steps, and of an organisation's own sign-in service."""

WRONG_CODE = "The code is not right, or was used. Enter the one that is shown now"
PASSKEY_RENAMED = "The passkey has its new name."
WRONG_PASSKEY = "The passkey was not accepted. Try again, or sign in with your password"
LAST_STEP = "Your role needs a second step. Set up another one before you remove this one."
STEP_ADDED = {
    "app": "Your authenticator app is set up. Its codes are asked for when you sign in.",
    "passkey": "Your passkey is added. You can sign in with it.",
}
STEP_REMOVED = "It is removed."
NEW_CODES = "Your new recovery codes are here. The former ones do not work any more."
CODES_FILE = """\
Recovery codes for competence self-assessment, {email}

Each code signs you in once, after your password, when you do not have your
phone or passkey. Keep this where only you can get at it.

{codes}
"""
STEPS_TAKEN = "The second steps of {name} are taken away, and {name} is signed out everywhere."
LINKED = "From now on you can sign in through {service}."
UNLINKED = "You do not sign in through {service} any more."
LINKED_TO_ANOTHER = "{service} signs somebody else in with this account: sign in there as yourself, then try again."
# Why somebody who comes back from the organisation's sign-in service is not signed in: a heading and a text.
NOT_LET_IN = {
    "failed": (
        "You are not signed in",
        "{service} did not say who you are, or it took too long. Nothing was changed. Try again.",
    ),
    "unknown": (
        "We do not know you yet",
        (
            "{service} knows you, but no account here is linked with you. Open the link in your invitation, and choose "
            "{service} there. If you have none, ask your people administrator to invite you."
        ),
    ),
    "closed": (
        "This account is closed",
        "You are known to {service}, but your account here is closed. Ask your people administrator to open it again.",
    ),
    "used": (
        "This link is too old",
        "It has been used, or is older than three days. Ask for a new one on the sign-in page.",
    ),
    "another": (
        "You have an account already",
        (
            "{service} signs you in with another account here. This invitation is for somebody else: ask your people "
            "administrator which is yours."
        ),
    ),
    "unproved": (
        "That was not shown",
        "{service} did not ask you anew who you are, or named somebody else. Sign out, sign in again, and try again.",
    ),
}
WRONG_CODES = (
    "Somebody entered your password, and wrong codes",
    (
        "At sign-in your password was entered, and then several wrong codes: nobody was let in. If it was not you, "
        "change your password."
    ),
)
# The subject and the text of what somebody is told of their second steps, by the verb of the record.
SECOND_STEP_NOTICES = {
    "set up app": (
        "An authenticator app was set up",
        "An authenticator app was set up as your second step at sign-in. {if_not}",
    ),
    "remove app": (
        "Your authenticator app was removed",
        "Codes of your authenticator app are no second step at sign-in any more. {if_not}",
    ),
    "add passkey": ("A passkey was added", "A passkey was added, with which you can sign in. {if_not}"),
    "remove passkey": ("A passkey was removed", "A passkey was removed, and signs you in no more. {if_not}"),
    "make recovery codes": (
        "You have new recovery codes",
        "New recovery codes were made, and the former ones do not work any more. {if_not}",
    ),
    "link sign-in": (
        "You sign in through {service}",
        "Your account is linked with {service}, through which you can sign in from now on. {if_not}",
    ),
    "link as listed": (
        "You sign in through {service}",
        (
            "You signed in through {service} for the first time: your account is linked with it, since your "
            "organisation's directory of staff says that this is you. {if_not}"
        ),
    ),
    "unlink sign-in": (
        "You do not sign in through {service} any more",
        "Your account is not linked with {service} any more. {if_not}",
    ),
    "take second steps": (
        "Your second steps at sign-in were taken away",
        (
            "{by} took away your authenticator app, passkeys and recovery codes, and you are signed out everywhere. "
            "Sign in with your password and set up new ones. If you did not ask for it, tell {by} at once."
        ),
    ),
}
IF_NOT_YOU = "If that was not you, change your password and tell your people administrator at once."


def second_step_notice(verb: str, **names: object) -> tuple[str, str]:
    """Return the subject and the text of what somebody is told of their second steps."""
    subject, text = SECOND_STEP_NOTICES[verb]
    return subject.format(**names), text.format(if_not=IF_NOT_YOU, **names)
