"""What was doubtful in a document, at the competence that it is about."""

from competence_app.catalogue.formats.document.locating import LocatedDoubt
from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.revisions.rules.origins import concerning, doubts_kept

HURRY = Part(code="K1.1", text="in a hurry")
LISTENS = Competence(code="K1", text="Listens  to what is said, such as:", parts=(HURRY,))
TOLD = [
    ("Line 3", "this may be a heading, and is taken for a statement: “Listens to what is…”"),
    ("Line 4", "this has a list of its own, and its entries stand beside it: “in a hurry”"),
    ("Line 9", "a hyphen ended a line: “Listens” is how the word is written here"),
    ("", "a document says no targets"),
    ("Line 1", "“To know more” is taken for knowledge"),
]
UNPLACED = [LocatedDoubt("", place, message, "") for place, message in TOLD]
CODES = {"K1", "more"}


def test_what_is_kept_without_codes_is_told_of_what_has_its_words():
    kept = doubts_kept({"read": [], "guessed": TOLD[:4], "left_out": TOLD[4:]})

    assert kept == UNPLACED
    assert concerning(kept, LISTENS, CODES) == UNPLACED[:2]


def test_of_a_domain_its_title_is_looked_at():
    domain = Domain(code="more", title="To know more", competences=(LISTENS,))

    assert concerning(UNPLACED, domain, CODES) == UNPLACED[4:]


def test_what_has_a_code_stays_with_it_whatever_its_words_are_by_now():
    origin = {"guessed": [], "left_out": [], "doubts": [["K1", "Line 3", "is it a part?: “Hears it”", "Hears it"]]}
    other = Competence(code="K2", text="Hears it")

    [kept] = doubts_kept(origin)

    assert concerning([kept], LISTENS, CODES) == [kept]
    assert concerning([kept], other, {"K1", "K2"}) == []
    assert concerning([kept], other, {"K2"}) == [kept]
