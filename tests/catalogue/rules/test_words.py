import pytest

from competence_app.catalogue.rules.words import SHORT, first_words


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Knows why\n  listening matters", "Knows why listening matters"),
        ("x" * SHORT, "x" * SHORT),
        ("x" * SHORT + "y", "x" * SHORT + "…"),
        (f"{'word ' * 15}words and more", f"{'word ' * 15}words…"),
        (f"{'word ' * 15}four, and more", f"{'word ' * 15}four…"),
    ],
)
def test_first_words_are_whole_words_on_one_line(text, short):
    assert first_words(text) == short
