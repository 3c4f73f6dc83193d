"""What is said of files for other systems, by codes: what they are for, and what of a framework they leave out."""

from competence_app.catalogue.formats.exporting.aspects import Aspect
from competence_app.catalogue.formats.wording import FormatNames

ODS_NAMES = FormatNames("OpenDocument spreadsheet", "ODS", "an OpenDocument spreadsheet", "an OpenDocument spreadsheet")
CSV_NAMES = FormatNames("Table (CSV)", "CSV", "a table", "a table")
MOODLE_NAMES = FormatNames("Moodle competency framework", "Moodle", "Moodle's CSV", "Moodle's CSV")
DLS_NAMES = FormatNames("Digital Learning Solutions bulk sheet", "DLS", "a bulk sheet", "a bulk sheet")
FOR = {
    "yaml": "says everything, in words for a text editor",
    "xlsx": "says everything, for Excel and LibreOffice",
    "ods": "says everything, for LibreOffice",
    "case": "for OpenSALT and whatever else reads CASE 1.0 or 1.1; it comes back here whole",
    "csv": "one row a statement, for any program",
    "mahara": "for Mahara's SmartEvidence",
    "moodle": "for Moodle: Site administration, Competencies, Import competency framework",
    "dls": "for NHS England's Digital Learning Solutions: bulk upload of a framework",
}
_ASPECTS = {
    Aspect.INTRODUCTION: ("the introduction",) * 2,
    Aspect.CHANGES: ("what is new",) * 2,
    Aspect.SOURCE: ("the source",) * 2,
    Aspect.LANGUAGE: ("the language",) * 2,
    Aspect.SCALE: ("the scale",) * 2,
    Aspect.MEANS: ("what {} level means", "what {} levels mean"),
    Aspect.OTHER_ANSWERS: ("{} answer that is no level", "{} answers that are no level"),
    Aspect.TARGETS: ("the target of {} job role", "targets of {} job roles"),
    Aspect.TARGETS_OF_OTHERS: ("targets of all who have none of their own",) * 2,
    Aspect.SUB_DOMAINS: ("{} sub-domain", "{} sub-domains"),
    Aspect.KINDS: ("that {} domain is of knowledge", "that {} domains are of knowledge"),
    Aspect.DOMAIN_GUIDANCE: ("guidance of {} domain", "guidance of {} domains"),
    Aspect.CODES: ("the code of {} competence", "codes of {} competences"),
    Aspect.TITLES: ("the title of {} competence", "titles of {} competences"),
    Aspect.LONG_TEXTS: ("the end of {} text that is longer than 500", "the ends of {} texts that are longer than 500"),
    Aspect.GUIDANCE: ("guidance of {} competence", "guidance of {} competences"),
    Aspect.EXAMPLES: ("examples of {} competence", "examples of {} competences"),
    Aspect.LEVELS: ("what levels look like for {} competence", "what levels look like for {} competences"),
    Aspect.PARTS: ("parts of {} competence", "parts of {} competences"),
    Aspect.RATED_PARTS: ("that parts of {} competence are rated", "that parts of {} competences are rated"),
    Aspect.REPLACES: ("what {} competence stands for", "what {} competences stand for"),
    Aspect.RESOURCES: ("resources of {} competence", "resources of {} competences"),
    Aspect.RELATED: ("what {} competence is related to", "what {} competences are related to"),
    Aspect.VALIDITY: ("how long {} rating holds", "how long ratings of {} hold"),
    Aspect.TAGS: ("tags of {} competence", "tags of {} competences"),
}


def aspect_in_words(aspect: Aspect, count: int) -> str:
    """Return what is left out, with how much of it."""
    one, many = _ASPECTS[aspect]
    return (one if count == 1 else many).format(f"{count:,}")
