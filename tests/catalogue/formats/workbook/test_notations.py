"""What stands in one cell, though it is more than one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats.workbook.notations import CODES, TAGS, WORD
from tests.catalogue.formats.yaml.test_properties import TEXTS


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("basics, two words", ["basics", "two words"]),
        (" basics ,, \n two words,", ["basics", "two words"]),
        ('"one, with a comma", two', ["one, with a comma", "two"]),
        ('5" tape, "a ""quoted"" word"', ['5" tape', 'a "quoted" word']),
        ('"', ['"']),
        ("basics; two", ["basics; two"]),
    ],
)
def test_tags_have_commas_between_them(text, tags):
    assert TAGS.read(text) == tags


def test_tag_stands_between_quotation_marks_only_if_it_must():
    assert TAGS.write(("basics", "two words", "one, two", 'a "b"')) == 'basics, two words, "one, two", "a ""b"""'


@given(st.lists(TEXTS | st.text('," \n', min_size=1).map(str.strip).filter(bool)))
def test_tags_that_are_written_are_read_back(tags):
    assert TAGS.read(TAGS.write(tags)) == tags


def test_codes_may_have_anything_between_them_that_is_none():
    assert CODES.read("K1, K2;K3\nK4  K5,") == ["K1", "K2", "K3", "K4", "K5"]


def test_word_of_ours_is_known_in_capitals():
    assert WORD.read("Forever") == "forever"
