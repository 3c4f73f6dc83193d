"""What files say that no template holds: of themselves, on their first sheet, and above their columns."""

from competence_app.assessments.rules.answers import Voice

YES, NO = "yes", "no"
ABOUT_SHEET, RATINGS_SHEET, PEOPLE_SHEET = "About this file", "Ratings", "People"
COLUMNS_OF = "Columns of “{sheet}”"
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
TYPED_TOO = {True: "In this file", False: "Left out"}
PRIVATE_FILE = (
    "This file says what a person told few others. Keep it where only those may open it who may know, and delete it "
    "when it is no longer needed."
)
PRIVATE_FOOTER = "Private: a person's ratings"
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
