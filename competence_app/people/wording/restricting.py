"""What is said of what is kept and not used."""

from competence_app.people.rules.restricting import TOLD_BEFORE, RestrictionRefusal

# What their supervisors read of somebody instead of anything else: who asked for it, and why, is nobody's to know.
RESTRICTED = "What is held about {practitioner} is kept but not used for now: you see nothing of it until this ends."
# The subject and the text of what people are told at home and by e-mail: never a reason, which somebody typed.
NOTICES = {
    "asked": (
        "{person} asks that nothing held about them be used",
        (
            "What is held about {person} is kept but not used from now on, as they asked: their supervisors see "
            "nothing of it. Read why, where they say it, and answer them as your organisation does."
        ),
    ),
    "lifted": (
        "What is held about {person} is used again",
        "{person} ended that what is held about them is kept but not used: there is nothing for you to do.",
    ),
    "recorded": (
        "What is held about you is kept but not used",
        (
            "{by} recorded that you asked for this on {day}: tell {by} if that is wrong. Nobody else reads your "
            "answers now. You can read what it means, and end it."
        ),
    ),
    "ends": (
        "What is held about you will be used again from {day}",
        (
            "{by} recorded that from {day} on what is held about you is no longer only kept: those who supervise you "
            "will see again what you sent and shared. Read why, and tell {by} before then if you do not agree."
        ),
    ),
    "supervisor": (
        "What is held about {person} is not used for now",
        (
            "You supervise {person}. What is held about them is kept but not used: you see nothing of it until this "
            "ends. If you took any of it along, do not use that either."
        ),
    ),
}
REFUSALS = {
    RestrictionRefusal.OWN: "Nothing was changed: this is about you, so do it in your own account.",
    RestrictionRefusal.IN_FORCE: "Nothing was changed: it is recorded already.",
    RestrictionRefusal.LATER: "The day must be today or in the past",
    RestrictionRefusal.NONE: "Nothing was changed: it has ended meanwhile.",
    RestrictionRefusal.ENDING: "Nothing was changed: its end is set already.",
    RestrictionRefusal.TOO_SOON: (
        f"The day must be at least {TOLD_BEFORE.days} days from today, since they are told before"
    ),
}
# What a page says of what its reader just did.
DONE = {
    "ask": "From now on what is held about you is kept but not used. Your supervisors are told.",
    "lift": "What is held about you is used again, as before.",
    "record": "It is recorded: from now on what is held about {person} is kept but not used.",
    "end": "It is recorded when what is held about {person} is used again.",
}


def notice(code: str, **names: object) -> tuple[str, str]:
    """Return what somebody is told of what is kept and not used."""
    subject, text = NOTICES[code]
    return subject.format(**names), text.format(**names)
