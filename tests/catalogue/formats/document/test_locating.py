"""Where in a draft stands what was doubtful in its document."""

from competence_app.catalogue.formats.document.locating import located
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.problems import Place, TextPlace
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())
STARTS = [(TextPlace(3, 1), "K1"), (TextPlace(5, 1), "K2"), (TextPlace(9, 1), "D1")]


def codes(*notes: Note) -> list[str]:
    return [doubt.code for doubt in located(CONTENT, STARTS, notes)]


def note(line: int, code: str, words: str, kind: str = "guessed") -> Note:
    return Note(kind, TextPlace(line, 1), code, words)  # type: ignore[arg-type]  # one of the kinds


def test_a_note_is_at_what_has_its_words_else_at_the_statement_that_it_is_in_or_behind():
    assert codes(note(3, "statement", "Knows why listening matters")) == ["K1"]
    assert codes(note(8, "kind", "Doing")) == ["doing"]
    assert codes(note(4, "other", "An aside", "left-out")) == ["K1"]
    assert codes(note(5, "hyphen", "way")) == ["K2"]
    assert codes(note(99, "other", "The end", "left-out")) == ["D1"]


def test_what_is_about_the_whole_or_its_beginning_or_on_every_page_is_at_nothing():
    assert (
        codes(
            note(1, "title", "Ability"),
            note(4, "furniture", "Page 2", "left-out"),
            note(3, "title", "Knows why listening matters", "read"),
            Note("guessed", Place(), "targets"),
        )
        == []
    )


def test_they_stand_in_the_order_of_the_document_with_all_their_words():
    aside = "An aside which is longer than what anybody would like to read in one line of a list of things to look at"

    first, second = located(CONTENT, STARTS, [note(6, "other", "b", "left-out"), note(4, "other", aside, "left-out")])

    assert (first.place, first.words, second.code) == (str(TextPlace(4, 1)), aside, "K2")
    assert aside not in first.message
