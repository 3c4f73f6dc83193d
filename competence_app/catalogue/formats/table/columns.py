"""What the columns of a table mean: of tables that are known, of headers that say so, and as whoever sent it says."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.table.tables import Table


class ColumnMeaning(StrEnum):
    """What the cells of a column say."""

    DOMAIN = "domain"
    DOMAIN_GUIDANCE = "domain-guidance"
    SUB_DOMAIN = "sub-domain"
    CODE = "code"
    TITLE = "title"
    TEXT = "text"
    DESCRIPTION = "description"
    """Of a heading in its row, of a statement in its own."""
    GUIDANCE = "guidance"
    TAGS = "tags"
    LEVEL = "level"
    PART_OF = "part-of"
    NOTHING = "nothing"


Meanings = tuple[ColumnMeaning, ...]
MANY = {
    ColumnMeaning.LEVEL,
    ColumnMeaning.TAGS,
    ColumnMeaning.GUIDANCE,
    ColumnMeaning.NOTHING,
}  # may be those of several columns
RATED = {ColumnMeaning.TEXT, ColumnMeaning.TITLE}
_KNOWN: tuple[Mapping[str, ColumnMeaning], ...] = (
    {  # the sheet by which NHS England's Digital Learning Solutions takes competences in bulk
        "id": ColumnMeaning.NOTHING,
        "competencygroup": ColumnMeaning.DOMAIN,
        "groupdescription": ColumnMeaning.DOMAIN_GUIDANCE,
        "competency": ColumnMeaning.TEXT,
        "competencydescription": ColumnMeaning.GUIDANCE,
        "alwaysshowdescription": ColumnMeaning.NOTHING,
        "flagscsv": ColumnMeaning.TAGS,
    },
    {  # the skills of the government's Digital and Data profession
        "skill name": ColumnMeaning.TITLE,
        "skill description": ColumnMeaning.TEXT,
        "awareness": ColumnMeaning.LEVEL,
        "working": ColumnMeaning.LEVEL,
        "practitioner": ColumnMeaning.LEVEL,
        "expert": ColumnMeaning.LEVEL,
        "roles that require skill": ColumnMeaning.NOTHING,
    },
    {  # DIRECT, the competences of research technology professionals
        "competency_domain": ColumnMeaning.DOMAIN,
        "competency": ColumnMeaning.SUB_DOMAIN,
        "skill": ColumnMeaning.TITLE,
        "description": ColumnMeaning.DESCRIPTION,
        "slug": ColumnMeaning.CODE,
        "related_skills": ColumnMeaning.NOTHING,
        "tools_languages_methodologies": ColumnMeaning.NOTHING,
        "learning_resources": ColumnMeaning.NOTHING,
    },
)
_WORDS = {
    ColumnMeaning.DOMAIN: "domain|area|category|theme|competence area|competency domain|group|cluster|section",
    ColumnMeaning.SUB_DOMAIN: "sub-domain|subdomain|sub domain|sub-category|subcategory|sub-group|subgroup",
    ColumnMeaning.CODE: "code|id|reference|ref|number|no|no.|identifier|id number",
    ColumnMeaning.TITLE: "title|name|short name|skill|skill name|competence|competency",
    ColumnMeaning.TEXT: "text|statement|description|competence statement|competency statement|full statement|criterion",
    ColumnMeaning.GUIDANCE: "guidance|notes|explanation|examples",
    ColumnMeaning.TAGS: "tags|keywords",
    ColumnMeaning.PART_OF: "part of",
}
_BY_HEADER = {header: meaning for meaning, headers in _WORDS.items() for header in headers.split("|")}
_LEVEL = re.compile(
    r"(?:level|stufe)\W*[0-9]{1,3}|awareness|novice|beginner|foundation|intermediate|working|practitioner|"
    r"competent|proficient|advanced|expert"
)


class UnknownColumnsError(UnreadableError):
    """A table of which nobody can tell which column is what, with what they are proposed to be."""

    def __init__(self, table: Table, proposed: Meanings) -> None:
        self.table = table
        self.proposed = proposed
        headers = ", ".join(f"“{header[:40]}”" for header in table.headers)
        super().__init__(UnreadableError.whole(foreign_words("columns", headers)).problems)


def meanings_of(table: Table) -> Meanings:
    """Return what each column means, where the headers say so; raise ``UnknownColumnsError``."""
    headers = [header.casefold() for header in table.headers]
    for known in _KNOWN:
        if known.keys() == {*headers}:
            return tuple(known[header] for header in headers)
    proposed = _proposed(headers)
    if ColumnMeaning.NOTHING in proposed or not fits(proposed):
        raise UnknownColumnsError(table, proposed)
    return proposed


def fits(meanings: Sequence[ColumnMeaning]) -> bool:
    """Tell whether something is rated, and nothing twice there that can be but once."""
    counts = Counter(meanings)
    return bool(RATED & counts.keys()) and all(count == 1 or meaning in MANY for meaning, count in counts.items())


def _proposed(headers: Sequence[str]) -> Meanings:
    found: list[ColumnMeaning] = []
    for header in headers:
        meaning = ColumnMeaning.LEVEL if _LEVEL.fullmatch(header) else _BY_HEADER.get(header, ColumnMeaning.NOTHING)
        found.append(meaning if meaning in MANY or meaning not in found else ColumnMeaning.NOTHING)
    return tuple(found)
