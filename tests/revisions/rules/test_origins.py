"""What was doubtful in a document, at the competence whose words it is about."""

from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.revisions.rules.origins import concerning

HURRY = Part(code="K1.1", text="in a hurry")
LISTENS = Competence(code="K1", text="Listens  to what is said, such as:", parts=(HURRY,))
TOLD = [
    ("Line 3", "this may be a heading, and is taken for a statement: “Listens to what is…”"),
    ("Line 4", "this has a list of its own, and its entries stand beside it: “in a hurry”"),
    ("Line 9", "a hyphen ended a line: “Listens” is how the word is written here"),
    ("", "a document says no targets"),
    ("Line 1", "“To know more” is taken for knowledge"),
]


def test_what_quotes_its_words_is_told_of_it():
    assert concerning(TOLD, LISTENS) == TOLD[:2]


def test_of_a_domain_its_title_is_looked_at():
    domain = Domain(code="more", title="To know more", competences=(LISTENS,))

    assert concerning(TOLD, domain) == TOLD[4:]
