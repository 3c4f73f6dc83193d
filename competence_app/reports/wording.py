"""What reports say to people that no template holds, by the codes of what it is said of."""

from competence_app.reports.rules.topics import Occasion

SERVICE, YOU = "The service", "You"  # who did what the command line did, and what its reader did

# What was done, in the words of the person whose things they are; what is not here is called by its verb.
DEEDS = {
    "see profile": "Looked at your profile",
    "see review": "Looked at what you both said",
    "open review": "Opened it to rate you; your answers stayed hidden",
    "see meeting sheet": "Looked at the meeting sheet",
    "be refused": "Tried to look, and was refused",
    "start": "Started it",
    "move": "Moved it to a newer version",
    "finish": "Finished it",
    "reopen": "Reopened it",
    "submit": "Sent it",
    "withdraw": "Took it back",
    "return": "Returned it to you",
    "reveal": "Finished rating, and saw your answers",
    "agree": "Recorded what you both agreed",
    "hand over": "Handed it over to another supervisor",
    "share": "Shared it with another supervisor",
    "stop sharing": "Stopped sharing it",
    "comment on": "Added a closing comment",
    "plan": "Planned an action",
    "revise": "Changed an action",
    "tick off": "Marked an action as done",
    "untick": "Marked an action as not done after all",
    "remove": "Removed an action",
    "ask": "Asked to be supervised",
    "cancel": "Cancelled a request to be supervised",
    "accept": "Accepted a request to supervise you",
    "decline": "Declined a request to supervise you",
}
# Where the verb alone says too little, by what kind of thing it was done to.
DEEDS_TO = {
    ("add", "people.user"): "Made your account",
    ("change", "people.user"): "Changed your account",
    ("add", "people.supervision"): "Gave you a supervisor",
    ("change", "people.supervision"): "Changed who supervises you",
}
SUPERVISION = "Supervision by {supervisor}"


def term(started: str, ended: str) -> str:
    """Return from which day to which, if it is over."""
    return f"from {started} to {ended}" if ended else f"from {started}"


OCCASIONS = {
    Occasion.CHOSEN: "{practitioner} wants to discuss",
    Occasion.DIFFERENCE: "The two answers differ",
    Occasion.BELOW_TARGET: "Below the target",
}
