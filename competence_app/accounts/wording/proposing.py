"""What is said of what needs two administrators."""

from competence_app.accounts.rules.proposals import HOLDS, ProposalRefusal

# What needs two administrators: the subject and the text of what the one or the other, or whom it is about, is told.
LETTERS = {
    "asked": (
        "A change waits for a second people administrator",
        (
            "{by} asks for a change that two people administrators make together: read what it would do, and confirm "
            f"or refuse it. After {HOLDS.days} days it lapses."
        ),
    ),
    "refused": (
        "{by} refused what you asked for",
        "{by} refused what you asked to be done to the account of {person}: {kind}. Nothing was changed.",
    ),
    "address asked": (
        "Your email address is about to be changed",
        (
            "{by} asks that you sign in with {new} from now on: tell {by}, or another people administrator, at once if "
            "that is wrong. It is done when a second people administrator confirms it. Then your password ends, and "
            "you choose a new one by a link that is sent to the new address."
        ),
    ),
    "address confirmed": (
        "{by} confirmed the new email address",
        "{by} confirmed what you asked for: {person} signs in with the new address now, and has a link to a password.",
    ),
}
REFUSALS = {
    ProposalRefusal.PAST: "Nothing was changed: this was answered or withdrawn before, or has lapsed.",
    ProposalRefusal.OWN: "Nothing was changed: you asked for it, so another people administrator confirms it.",
    ProposalRefusal.CONCERNED: "Nothing was changed: it is about you, so two other people administrators do it.",
    ProposalRefusal.ALONE: "Nothing was changed: whoever asked for it is no longer a people administrator.",
}
ANSWERED = {"confirmed": "confirm", "refused": "refuse"}  # the record's verbs
PROPOSE = "Ask a second administrator"
REASON_HINT = "In one line. The second people administrator reads it."
ADDRESS_REASON_HINT = (
    "In one line, such as how you know. The second people administrator reads it, and so does the person in their file "
    "of everything that is held about them."
)
THEIR_ADDRESS = "This is the address that they have. Enter another"
PROPOSED = "It waits for a second people administrator. They are told by email."
PROPOSED_ALREADY = "The same was asked for already, and waits for a second people administrator."
ADDRESS_GIVEN = "{person} signs in with {email} from now on. A link to choose a password will be sent there."
ACCOUNT_CLOSED = "Nothing was changed: this account is closed. Open it first."
REFUSED = "You have refused it. Nothing was changed, and {asked_by} is told."
WITHDRAWN = "You have taken it back. Nothing was changed."


def proposal_letter(code: str, **names: object) -> tuple[str, str]:
    """Return what somebody is told of what needs two administrators."""
    subject, text = LETTERS[code]
    return subject.format(**names), text.format(**names)
