"""What passports say to people that no template holds, by the codes of what it is said of."""

from competence_app.catalogue.rules.schema import Source
from competence_app.passports.rules.issuing import IssuingRefusal
from competence_app.passports.rules.keeping import MOST
from competence_app.passports.rules.verifying import Reason

# What stands in a passport itself.
NAME = "Competence passport: {title}"
DESCRIPTION = "What a practitioner and a supervisor agreed about each competence, after each had rated by themselves."
DESCRIPTION_SOURCE = " The framework is from: {source}."
NARRATIVE = (
    "This is no permission to practise, no qualification and no registration. It says what was agreed on one day, in "
    "one job role and one place of work: the level of what somebody did then, not what they may do elsewhere."
)

GOOD = "This passport is genuine, and it holds"
FAULTS = {
    Reason.TOO_LONG: "This is too long to be a passport",
    Reason.NOT_A_PASSPORT: "This is no passport, or only a part of one",
    Reason.ALGORITHM: "This is not signed in the way that passports are",
    Reason.UNKNOWN_ISSUER: "Not verified: its issuer is not known here",
    Reason.UNKNOWN_KEY: "Not verified: it is signed with a key that its issuer does not publish",
    Reason.OTHER_ISSUER: "Not genuine: it is signed by somebody else than it says",
    Reason.TAMPERED: "Not genuine: it was changed after it was signed",
    Reason.REVOKED: "Revoked: its owner has taken it back",
    Reason.EXPIRED: "Genuine, but it no longer holds",
    Reason.NOT_YET: "Genuine, but it does not hold yet",
}
ADVICE = {
    Reason.TOO_LONG: "Choose the file as it was downloaded.",
    Reason.NOT_A_PASSPORT: "Choose the file as it was downloaded, or paste all of its text.",
    Reason.ALGORITHM: "A signature of another kind proves nothing here. Ask for the file as it was downloaded.",
    Reason.UNKNOWN_ISSUER: "Whoever runs this service can add the issuer's keys. Until then, believe none of it.",
    Reason.UNKNOWN_KEY: "Believe none of it, and ask whoever it says issued it.",
    Reason.OTHER_ISSUER: "Believe none of it.",
    Reason.TAMPERED: "Even one letter makes it so. Ask for the file as it was downloaded.",
    Reason.REVOKED: "Ask its owner for another one.",
    Reason.EXPIRED: "Ask its owner for a newer one.",
    Reason.NOT_YET: "Check the date of this device, or try again later.",
}

REFUSALS = {
    IssuingRefusal.NO_KEY: "This service has no key to sign passports with yet. Ask whoever runs it to make one.",
    IssuingRefusal.TOO_OLD: (
        "This was agreed too long ago: a passport would no longer hold. Agree a newer assessment first."
    ),
    IssuingRefusal.TOO_LONG: "This framework is too long for a passport.",
}
DONE = {
    "issue": "Your passport is made. Download it, and give it to whom you like.",
    "add": "The record is added. Nobody but you sees it here.",
    "remove": "The record is removed.",
    "revoke": "Your passport is revoked. Whoever checks it here reads that.",
}


TOO_MANY = f"You have {MOST} records from elsewhere. Remove one before you add another"


def not_kept(reason: Reason | None) -> str:
    """Say why a passport from elsewhere is not kept."""
    return f"{FAULTS[reason]}. {ADVICE[reason]}" if reason else TOO_MANY


def description(source: Source) -> str:
    """Say what a passport of a framework from this source is."""
    named = ", ".join(filter(None, (source.title, source.publisher)))
    return DESCRIPTION + (DESCRIPTION_SOURCE.format(source=named) if named else "")


def verdict(reason: Reason | None) -> str:
    """Say what became of checking a passport."""
    return FAULTS[reason] if reason else GOOD
