from time import process_time

import pytest

from competence_app.catalogue.rules.words import SHORT, differs_unseen, first_words, is_said_alike


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


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Knows why", "Knows  why\n", True),
        ("Knows why", "Knows\u00a0why", True),
        ("Knows\u202fwhy", "Knows why", True),
        ("cooperates", "co\u00adoperates", True),
        ("cooperates", "co\u200boper\u200cat\u200de\u2060s\ufeff", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("caf\u00e9", "cafe", False),
        ("\ufb01nd", "find", False),  # a ligature is seen
        ("x\u00b2", "x2", False),
        ("Knows why", "knows why", False),
        ("cooperates", "co-operates", False),
        (("a", {"b": "c\u00add"}), ("a", {"b": "cd"}), True),
        (None, "", False),
    ],
)
def test_words_are_the_same_that_look_the_same(one, other, alike):
    assert is_said_alike(one, other) == alike
    assert is_said_alike(other, one) == alike


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Knows why", "Knows\u00a0why", True),
        ("cooperates", "co\u00adoperates", True),
        ("Knows why", "Knows\n  why ", False),
        ("Knows\u00a0why", "Knows\u00a0why", False),
        ("Knows why", "Knows\u00a0how", False),
    ],
)
def test_texts_differ_unseen_that_look_the_same_whatever_plain_spaces_they_have(one, other, differs):
    assert differs_unseen(one, other) == differs


def test_forty_thousand_texts_are_compared_at_once():
    texts = [f"An ability to do thing {number} \u2013 at night, such as: {number % 7}" for number in range(40_000)]
    others = [text.replace(" to ", "\u00a0to ") for text in texts]
    started = process_time()

    assert all(is_said_alike(one, other) for one, other in zip(texts, others, strict=True))

    assert process_time() - started < 2
