import pytest

from competence_app.revisions.rules.ordering import reordered

SENT = {"text": "a", "parts/0/code": "K1.1", "parts/0/text": "one", "parts/1/text": "two", "parts/10/text": "ten"}


def test_an_entry_changes_places_with_its_neighbour():
    moved = {"text": "a", "parts/1/code": "K1.1", "parts/1/text": "one", "parts/0/text": "two", "parts/10/text": "ten"}

    assert reordered(SENT, "parts/1", -1) == reordered(SENT, "parts/0", 1) == moved


def test_a_list_of_texts_is_stepped_too():
    assert reordered({"tags/0": "a", "tags/1": "b"}, "tags/0", 1) == {"tags/1": "a", "tags/0": "b"}


@pytest.mark.parametrize(("entry", "by"), [("parts/0", -1), ("parts", 1), ("", 1), ("parts/x", 1)])
def test_what_cannot_be_stepped_stays(entry, by):
    assert reordered(SENT, entry, by) == SENT
