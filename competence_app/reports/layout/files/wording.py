"""What files say that no template holds: of themselves, on their first sheet, and above their columns."""

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.standing import Standing

YES, NO = "yes", "no"
RATINGS_SHEET, PEOPLE_SHEET = "Ratings", "People"
ABOUT = {
    "what": "What this is",
    "whose": "Whose ratings",
    "by": "Taken along by",
    "framework": "Framework",
    "assessments": "Assessments",
    "day": "Taken along on",
    "typed": "Notes and reasons",
    "levels": "Answers",
    "private": "Private",
}
OWN_FILE = {
    "title": "My ratings",
    "what": (
        "What you said to each competence and, where your supervisor's answers were shown to you, what they said and "
        "what you both agreed: one row for each."
    ),
    "latest": "The latest",
    "all": "All on record, the latest first",
}
STAFF_FILE = {
    "title": "Ratings of {whose}",
    "what": (
        "What they said to each competence, what their supervisor said and what both agreed, in the assessments that "
        "were shown to you: one row for each."
    ),
    "assessments": "All that were shown to you, the latest first",
}
PEOPLE_FILE = {
    "title": "Whom I supervise",
    "what": (
        "“People” says who they are and when their next assessment is due. “Ratings” has one row for each person and "
        "competence: what they said, what their supervisor said, and what both agreed."
    ),
    "assessments": "The latest of each framework that was shown to you",
}
TYPED_TOO = {True: "In this file", False: "Left out"}
VOICES = {Voice.SELF: "Self", Voice.SUPERVISOR: "Supervisor", Voice.AGREED: "Agreed"}
# The columns of ratings by their codes: the header, and what stands below it.
RATING_COLUMNS = {
    "started": ("Started", "When the assessment was started, which tells it from others"),
    "domain": ("Domain", "The heading that the competence stands under"),
    "code": ("Code", "The competence's code, the same in all versions"),
    "statement": ("Competence", "The whole statement that was rated, in the words of its version"),
    "voice": ("Who says", "Self: the practitioner. Supervisor: whoever rated beside them. Agreed: both together"),
    "level": ("Level", "The level as a number: a place on a scale, to be counted and never averaged"),
    "answer": ("Answer", "The answer in words, also where it is no level"),
    "target": ("Target", "The level expected of the job role that the assessment was made for"),
    "target label": ("Target in words", "The same in words"),
    "reason": ("Reason", "Why that answer, where it is no level"),
    "note": ("Note or comment", "What was written with the answer"),
    "rated": ("Rated on", "When the answer was last given or confirmed"),
    "carried version": ("Carried from", "The version that an answer was carried over from, if it was"),
    "carried finished": ("Finished then", "When the assessment was finished that it was carried over from"),
    "state": ("State", "Where the assessment stands"),
    "finished": ("Finished", "When its practitioner finished it"),
    "sent": ("Sent", "When it was last sent to a supervisor"),
    "agreed": ("Agreed", "When both agreed it"),
    "rater": ("Supervisor", "Who rated beside the practitioner"),
    "version": ("Version", "The version of the framework that was answered"),
    "framework": ("Framework", "What the framework is called in that version"),
}
STANDINGS = {
    Standing.BELOW: "Below the target",
    Standing.AT: "At the target",
    Standing.ABOVE: "Above the target",
    Standing.NEED: "No opportunity yet",
    Standing.EXCLUDED: "Not applicable",
    Standing.NO_TARGET: "No target",
    Standing.UNANSWERED: "No full answer",
}
ACCOUNTS = {True: "", False: "Closed"}
NOTHING_SHOWN = "Nothing shown"
PEOPLES_COLUMNS = {
    "name": ("Name", "Whose competence it is"),
    "code": RATING_COLUMNS["code"],
    "statement": RATING_COLUMNS["statement"],
    "self level": ("Own level", "The level that the person chose, as a number: to be counted and never averaged"),
    "self": ("Own answer", "The same in words, also where it is no level"),
    "supervisor level": ("Supervisor's level", "The level that whoever rated beside them chose"),
    "supervisor": ("Supervisor's answer", "The same in words"),
    "agreed level": ("Agreed level", "The level that both agreed"),
    "agreed answer": ("Agreed answer", "The same in words"),
    "target": RATING_COLUMNS["target"],
    "standing": ("Against the target", "Where the agreed answer stands, or the person's own where nothing is agreed"),
    "self typed": ("Own reason and note", "What the person wrote with it"),
    "supervisor typed": ("Supervisor's note", "What the supervisor wrote with theirs"),
    "agreed typed": ("Comment", "What was written with what both agreed"),
    "domain": RATING_COLUMNS["domain"],
    "state": RATING_COLUMNS["state"],
    "agreed": RATING_COLUMNS["agreed"],
    "rater": RATING_COLUMNS["rater"],
    "version": RATING_COLUMNS["version"],
    "framework": RATING_COLUMNS["framework"],
}
OVERVIEW_COLUMNS = {
    "name": ("Name", "Whom you supervise"),
    "email": ("Email address", ""),
    "job role": ("Job role", "Today's"),
    "team": ("Team", "Today's"),
    "account": ("Account", "Closed, where they can sign in no longer"),
    "framework": ("Framework", "What it is called"),
    "shown": ("Shown to you", "Where the latest assessment stands that was shown to you"),
    "shown agreed": ("Agreed", "When that one was agreed"),
    "last agreed": ("Last agreed", "When an assessment was last agreed, with you or with somebody else"),
    "due": (
        "Next due",
        "By when to agree the next one; empty where none was agreed, it is with a supervisor, or the account is closed",
    ),
    "competences": ("Competences", "How many there are in the assessment that was shown to you; then where they stand"),
    **{f"count {standing.name}": (words, "") for standing, words in STANDINGS.items()},
}
