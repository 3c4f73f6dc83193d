"""What is read of assessments: what stands behind one, and what home shows."""

from competence_app.assessments.queries.again import Afterwards, afterwards, statement_of
from competence_app.assessments.queries.answering import (
    Prospect,
    RevisionInWords,
    inheritance,
    newer_version,
    outset,
    pairs_in,
    pairs_of,
    prospect,
    questions_of,
    revision_between,
    steps_between,
)
from competence_app.assessments.queries.deadlines import Deadline, deadlines
from competence_app.assessments.queries.home import next_plans, on_home
from competence_app.assessments.queries.progress import own_sections, sections_of

__all__ = [
    "Afterwards",
    "Deadline",
    "Prospect",
    "RevisionInWords",
    "afterwards",
    "deadlines",
    "inheritance",
    "newer_version",
    "next_plans",
    "on_home",
    "outset",
    "own_sections",
    "pairs_in",
    "pairs_of",
    "prospect",
    "questions_of",
    "revision_between",
    "sections_of",
    "statement_of",
    "steps_between",
]
