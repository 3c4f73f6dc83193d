import pytest

from competence_app.teams.wording import span_in_words


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["No level"], "No level"),
        (["No level", "Not yet"], "No level or Not yet"),
        (["No level", "Not yet", "Mostly"], "No level to Mostly"),
        (["No level", "Not yet", "Mostly", "Always"], "No level to Always"),
    ],
)
def test_columns_counted_as_one_are_named_by_their_ends(labels, words):
    assert span_in_words(len(labels)).format(labels[0], labels[-1]) == words
