from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.words import Run, compare_words


def test_compare_words_marks_what_stands_on_one_side_only():
    old, new = compare_words("listens to the patient", "listens closely to the person")

    assert old == (
        Run("listens", changed=False),
        Run(" to the", changed=False),
        Run(" patient", changed=True),
    )
    assert new == (
        Run("listens", changed=False),
        Run(" closely", changed=True),
        Run(" to the", changed=False),
        Run(" person", changed=True),
    )


def test_compare_words_of_the_same_text_marks_nothing():
    old, new = compare_words("listens", "listens")

    assert old == new == (Run("listens", changed=False),)


words = st.lists(st.sampled_from(["an", "ability", "to\n", "listen", "help"])).map(" ".join)


@given(words, words)
def test_compare_words_gives_both_texts_back(old, new):
    before, after = compare_words(old, new)

    assert "".join(run.text for run in before) == old.rstrip()
    assert "".join(run.text for run in after) == new.rstrip()
