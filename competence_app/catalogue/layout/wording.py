"""What stands beside a framework's own words where it is shown on paper."""

FACTS = {
    "code": "Code",
    "version": "Version",
    "source": "Source",
    "published": "Published",
    "review_by": "To be reviewed by",
    "target": "Target",
    "validity": "A rating holds",
    "related": "Related",
    "tags": "Tags",
}
AND_THEN = "; "
KIND, FORM_KIND = "Competence framework", "Form to rate on by hand"
VERSION = "{kind}, version {version}"
DRAFT, RETIRED = "Draft: not published", "Retired: nobody starts on it any more"
TO_BE_RETIRED = "To be retired on {day}"
WHAT_IS_NEW = "What is new in this version"
LOOKS_LIKE, EXAMPLE = "At the level", "For example"
MEANS = {"knowledge": "Of knowledge", "capability": "Of what one can do"}
COUNTS = {"excluded": "Left out of the counts.", "development-need": "Something to develop, not a low answer."}
ANSWERS_MEAN, ANSWER_COLUMNS, IS_EXPECTED = "What the answers mean", ("Answer", "Meaning"), "What is expected"
CAN_HELP = "What can help: "
HOW_TO_REVISE = (
    "To revise it, change the words of headings, statements and their parts, and upload this document. Keep the code "
    "and the tab before a statement that stays the same; a new one needs none. What is smaller is not read again: it "
    "stays as it is, and is changed in the draft."
)
SAY_WHY = " Say why."
SETTING = {
    "begun": "Setting the pages of {count:,} competences, which takes about {seconds} s of a processor …",
    "done": "Set: {size:.1f} MiB.",
}
PAPER_NAMES = {"docx": "Word document", "pdf": "PDF", "form": "Form to print"}
