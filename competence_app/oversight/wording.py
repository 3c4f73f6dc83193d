"""What the whole record says, in words: of every act what was done, and of every kind of thing what it is."""

from collections.abc import Mapping

from competence_app.oversight.rules import acts
from competence_app.oversight.rules.acts import Act, ActGroup

GROUPS = {
    ActGroup.SIGNING_IN: "Signing in, passwords and addresses",
    ActGroup.ACCOUNTS: "Accounts, roles and teams",
    ActGroup.SUPERVISION: "Supervision",
    ActGroup.ASSESSMENTS: "Assessments and plans",
    ActGroup.LOOKS: "Looks at somebody's answers",
    ActGroup.FILES: "Files taken along",
    ActGroup.FRAMEWORKS: "Frameworks",
    ActGroup.EMAILS: "Emails",
    ActGroup.RECORD: "The record itself",
}

_PERSON = {
    "sign in": "Signed in",
    "sign in after wrong passwords": "Signed in, after wrong passwords",
    "change password": "Changed their own password",
    "choose password": "Chose a password, by a link that was sent",
    "sign out everywhere": "Signed out everywhere else",
    "ask for another address": "Asked for another email address of their own",
    "change address": "Changed their own email address",
    "set up app": "Set up an authenticator app as their second step",
    "remove app": "Removed their authenticator app",
    "add passkey": "Added a passkey of their own",
    "rename passkey": "Called a passkey of their own otherwise",
    "remove passkey": "Removed a passkey of their own",
    "make recovery codes": "Made new recovery codes of their own",
    "take second steps": "Took away somebody's second steps at sign-in",
    "link sign-in": "Linked their account with the organisation's sign-in",
    "link as listed": "Came through the organisation's sign-in, and was linked as the directory of staff says",
    "unlink sign-in": "Ended the link of their account with the organisation's sign-in",
    "ask for new address": "Asked a second administrator to change somebody's email address",
    "confirm new address": "Changed somebody's email address, as the second administrator",
    "refuse new address": "Refused, as the second administrator, to change somebody's email address",
    "withdraw new address": "No longer asked to change somebody's email address",
    "ask for erasure": "Asked a second administrator to erase somebody",
    "confirm erasure": "Erased somebody, as the second administrator",
    "refuse erasure": "Refused, as the second administrator, to erase somebody",
    "withdraw erasure": "No longer asked to erase somebody",
    "take off the list": "Took somebody off the directory's list of staff",
    "add": "Made an account",
    "invite": "Invited somebody to choose a password",
    "open": "Opened a closed account",
    "close": "Closed an account",
    "rename": "Changed a name, which was this until then",
    "change": "Changed an account",
    "restrict": "Recorded that what is held about somebody is kept but not used",
    "set end of restriction": "Recorded from when on what is held about somebody is used again",
    "lift restriction": "Ended that what is held about themselves is kept but not used",
    "give editor": "Made somebody a framework editor",
    "take editor": "Ended somebody's role as a framework editor",
    "give administrator": "Made somebody a people administrator",
    "take administrator": "Ended somebody's role as a people administrator",
    "give organisation lead": "Made somebody the lead of all teams",
    "take organisation lead": "Ended somebody's lead of all teams",
    "give auditor": "Made somebody an auditor",
    "take auditor": "Ended somebody's role as an auditor",
    "remind": "Reminded somebody whose next assessment is due",
    "be refused": "Tried to look at somebody's answers, and was refused",
    "take all along": "Took along everything held about themselves",
    "read record": "Read the record",
    "take record along": "Took the record along, as a file",
}
_TEAM = {
    "give lead": "Made somebody the lead of a team",
    "take lead": "Ended somebody's lead of a team",
    "give": "Put somebody in a team",
    "take": "Took somebody out of a team",
    "add": "Added a team",
    "change": "Renamed a team",
    "take off the list": "Took a team off the directory's list",
}
_JOB_ROLE = {
    "give": "Set somebody's job role",
    "take": "Removed somebody's job role",
    "add": "Added a job role",
    "change": "Renamed a job role",
}
_SIGN_IN = {
    "hold up guesses": "Made somebody wait who entered wrong passwords",
    "hold up guesses from everywhere": "Made everybody wait who entered passwords with one address: many were wrong",
    "hold up a network": "Made everybody wait in a network from which many wrong passwords were entered",
}
_TOKEN = {
    "add": "Made a token, by which a directory of staff gets in",
    "revoke": "Revoked a directory's token",
    "be refused": "Was refused, with a token that is good no more",
}
_SUPERVISION = {"add": "Set who supervises somebody", "change": "Changed until when somebody is supervised"}
_REQUEST = {
    "ask": "Asked to be supervised",
    "cancel": "Cancelled a request to be supervised",
    "accept": "Accepted a request to supervise",
    "decline": "Declined a request to supervise",
}
_ASSESSMENT = {
    "start": "Started an assessment",
    "move": "Moved an assessment to a newer version",
    "confirm section": "Confirmed a whole section at once",
    "finish": "Finished an assessment",
    "reopen": "Reopened an assessment",
    "submit": "Sent an assessment to a supervisor",
    "withdraw": "Took an assessment back",
    "return": "Returned an assessment",
    "reveal": "Finished rating, and saw the answers",
    "agree": "Recorded what both agreed",
    "comment on": "Added a closing comment",
    "hand over": "Handed an assessment over to another supervisor",
    "send on": "Sent an assessment on to another supervisor",
    "share": "Shared an assessment with another supervisor",
    "stop sharing": "Stopped sharing an assessment",
    "open review": "Opened an assessment to rate it; the answers stayed hidden",
    "see review": "Looked at what both said",
    "see profile": "Looked at a profile",
    "see over time": "Looked at how answers changed",
    "see plans": "Looked at plans",
    "see meeting sheet": "Looked at a meeting sheet",
    "see matrix": "Looked at where somebody stands, among all whom they supervise",
    "be refused": "Tried to look at an assessment, and was refused",
    "take along": "Took along what both said",
    "take profile along": "Took somebody's profile along",
    "take profile and notes along": "Took somebody's profile along, with what was written",
    "take meeting sheet along": "Took a meeting sheet along, with what was written",
    "take matrix along": "Took along where somebody stands, among all whom they supervise",
    "take counts along": "Took counts without names along",
    "take own along": "Took their own ratings along",
}
_ACTION = {
    "plan": "Planned an action",
    "plan for": "Wrote an action into somebody's plans",
    "revise": "Changed a planned action",
    "tick off": "Marked a planned action as done",
    "untick": "Marked a planned action as not done after all",
    "remove": "Removed a planned action",
}
_PASSPORT = {
    "issue": "Made a passport",
    "revoke": "Revoked a passport",
    "take passport along": "Took their own passport along",
}
_OUTSIDE = {"add": "Added a record from elsewhere", "remove": "Removed a record from elsewhere"}
_FEED = {"subscribe": "Made an address for a calendar", "unsubscribe": "Removed the address for a calendar"}
_VERSION = {
    "upload": "Uploaded a draft of a framework",
    "name reviewer": "Asked somebody to look a draft of a framework through",
    "remove reviewer": "Asked somebody no more to look a draft of a framework through",
    "comment on": "Commented on a draft of a framework",
    "settle comment": "Settled a comment on a draft of a framework",
    "approve": "Approved a draft of a framework as it stood",
    "begin": "Began a draft of a framework in the browser",
    "edit": "Changed a draft of a framework in the browser",
    "discard": "Discarded a draft of a framework",
    "publish": "Published a version of a framework",
    "retire": "Ended that anybody starts on a version",
    "announce retirement": "Announced that a version will be retired",
    "call off retirement": "Called off that a version will be retired",
}
_FRAMEWORK = {
    "set interval": "Set how long agreed assessments of a framework hold",
    "take all teams along": "Took the counts of all teams along, without names",
}
_ENTRY = {"prune": "Began to remove what is older than it is kept, up to this line"}
_MAIL = {"give up": "Gave up sending an email", "send again": "Let an email be sent again"}

# What was done, by the kind of thing and the verb.
ACTS: Mapping[str, Mapping[str, str]] = {
    acts.PERSON: _PERSON,
    acts.TEAM: _TEAM,
    acts.JOB_ROLE: _JOB_ROLE,
    acts.SIGN_IN: _SIGN_IN,
    acts.SUPERVISION: _SUPERVISION,
    acts.REQUEST: _REQUEST,
    acts.ASSESSMENT: _ASSESSMENT,
    acts.ACTION: _ACTION,
    acts.PASSPORT: _PASSPORT,
    acts.OUTSIDE: _OUTSIDE,
    acts.FEED: _FEED,
    acts.VERSION: _VERSION,
    acts.FRAMEWORK: _FRAMEWORK,
    acts.MAIL: _MAIL,
    acts.ENTRY: _ENTRY,
    acts.TOKEN: _TOKEN,
}
# What a thing is: by its name where it has one that may be told, else by its number. Of a person it says nothing, since
# whom an act is about stands beside it.
THINGS = {
    acts.TEAM: "Team “{name}”",
    acts.JOB_ROLE: "Job role “{name}”",
    acts.VERSION: "Version {name}",
    acts.FRAMEWORK: "Framework “{name}”",
    acts.ASSESSMENT: "Assessment {key}",
    acts.ACTION: "Planned action {key}",
    acts.PASSPORT: "Passport {key}",
    acts.OUTSIDE: "Record from elsewhere {key}",
    acts.SUPERVISION: "Supervision {key}",
    acts.REQUEST: "Request {key}",
    acts.MAIL: "Email {key}",
    acts.ENTRY: "Line {key}",
    acts.TOKEN: "Token {key}",
}
GONE = "{key}, which is gone"
SERVICE = "The service"

FOUND = {
    "none": "Nobody is found by “{text}”: check the spelling, or enter the email address",
    "several": "Several people are found by “{text}”: enter the email address of one of them: {people}",
    "too many": "Many people are found by “{text}”: enter more of the name, or the email address",
}
PERSON = "{name}, {email}"
BACKWARDS = "The last day must not be before the first"

COLUMNS = (
    *("When", "Who", "Who (email)", "What was done", "Act"),
    *("About whom", "About whom (email)", "Which"),
)
FILE_TITLE = "Who did or saw what"

PRUNED = {
    "progress": "{gone:,} removed, {kept:,} kept …",
    "done": "Lines from before {day}: {gone:,} removed; {kept:,} kept, which are still needed.",
    "would": "Lines from before {day}: {gone:,} to remove; {kept:,} to keep, which are still needed.",
    "stopped": "Stopped. Removed so far: {gone:,}. Run it again for the others.",
}


def act_in_words(act: Act) -> str:
    """Say what was done; an act that nobody knows any more by its verb."""
    return ACTS.get(act.kind, {}).get(act.verb) or act.verb[:1].upper() + act.verb[1:]


def thing_in_words(kind: str, key: int, name: str) -> str:
    """Say which thing it was, by its name of today or of then, where it has one."""
    words = THINGS.get(kind, "")
    if "{name}" in words and not name:
        return words.replace("“{name}”", "{name}").format(name=GONE.format(key=key))
    return words.format(name=name, key=key)


def found_in_words(text: str, people: list[tuple[str, str]], *, most: int) -> str:
    """Say why nobody in particular is meant by a text: those it may mean are given by name and address."""
    code = "too many" if len(people) > most else "several" if people else "none"
    named = "; ".join(PERSON.format(name=name, email=email) for name, email in people)
    return FOUND[code].format(text=text, people=named)
