"""What pages and notices of erasing say."""

from competence_app.erasure.rules.standing import ErasureRefusal

DAY = "j F Y"
REFUSALS = {
    ErasureRefusal.OPEN: "Nothing was changed: the account is open. Close it first.",
    ErasureRefusal.RESTRICTED: (
        "Nothing was changed: they asked that what is held about them be kept. Nothing is erased before that ends."
    ),
    ErasureRefusal.SUPERVISED: "Nothing was changed: a supervision of theirs has not ended. End it first.",
    ErasureRefusal.TOO_SOON: (
        "Nothing was changed: accounts are closed for {days} days before anybody is erased, this one until {first}."
    ),
}
DONE = "They are erased. What is left leads to “{name}”."
ERASED = ("An erasure is done", "{by} confirmed what you asked for. What is left of the person leads to “{person}”.")


def erased_notice(**names: object) -> tuple[str, str]:
    """Return the subject and the text of what whoever asked is told."""
    subject, text = ERASED
    return subject, text.format(**names)
