import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.compare.words import Fate, Vocabulary, WordRun, compare_words, mark_lines


def test_compare_words_marks_what_stands_on_one_side_only():
    old, new = compare_words("listens to the patient", "listens closely to the person")

    assert old == (
        WordRun("listens", changed=False),
        WordRun(" to the", changed=False),
        WordRun(" patient", changed=True),
    )
    assert new == (
        WordRun("listens", changed=False),
        WordRun(" closely", changed=True),
        WordRun(" to the", changed=False),
        WordRun(" person", changed=True),
    )


def test_compare_words_of_the_same_text_marks_nothing():
    old, new = compare_words("listens", "listens")

    assert old == new == (WordRun("listens", changed=False),)


def test_compare_words_looks_past_spaces_but_not_past_lines():
    old, new = compare_words("listens to them", "listens\u00a0 to\nthem")

    assert [run.text for run in old if run.changed] == [" them"]
    assert [run.text for run in new if run.changed] == ["\nthem"]


def test_compare_words_looks_past_what_nobody_sees():
    old, new = compare_words("Co\u00adoperates in the caf\u00e9", "Cooperates\u200b in the cafe\u0301")

    assert not any(run.changed for run in (*old, *new))


def test_share_kept_looks_past_what_nobody_sees():
    assert Vocabulary(["cooperates"]).share_kept("cooperates", "coop\u00aderates") == 1


def marked(old, new):
    sign = {Fate.SAME: "{}", Fate.NEW: "+{}+", Fate.GONE: "-{}-"}
    return ["".join(sign[run.mark].format(run.text) for run in line) for line in mark_lines(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            ["listens to the patient"],
            ["listens closely to the person"],
            ["listens+ closely+ to the- patient-+ person+"],
        ),
        (["Knows it"], ["Sees it"], ["-Knows-+Sees+ it"]),
        (["noise", "haste"], ["haste"], ["-noise-", "haste"]),
        (["noise"], ["noise", "great  haste"], ["noise", "+great haste+"]),
        (["noise", "haste"], ["loud noise", "haste"], ["+loud+ noise", "haste"]),
        (
            ["under stress", "the noise"],
            ["under stress", "the haste", "the noise"],
            ["under stress", "+the haste+", "the noise"],
        ),
        (["noise", "", "haste"], ["noise", "", "haste"], ["noise", "haste"]),
        (["noise"], ["noise"], ["noise"]),
        ([], ["noise"], ["+noise+"]),
        (["noise"], [], ["-noise-"]),
        ([], [], []),
    ],
)
def test_mark_lines_shows_each_word_once_what_is_gone_where_it_stood(old, new, told):
    assert marked(old, new) == told


words = st.lists(st.sampled_from(["an", "ability", "to\n", "listen", "help"])).map(" ".join)


@given(words, words)
def test_compare_words_gives_both_texts_back(old, new):
    before, after = compare_words(old, new)

    assert "".join(run.text for run in before) == old.rstrip()
    assert "".join(run.text for run in after) == new.rstrip()


VOCABULARY = Vocabulary(
    ["An ability to help the patient", "An ability to listen to the patient", "An ability to write"]
)


def test_share_kept_is_of_the_words_that_are_rare():
    assert VOCABULARY.share_kept("An ability to listen", "An ability to swim") == pytest.approx(0.5)
    assert VOCABULARY.share_kept("Listen, patient", "Listen, painter") == pytest.approx(1 / 1.5)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("An ability to help", "An ability to help"),
        ("An ability to help", "An ability to help those who wait, and whoever comes with them"),
        ("An ability to help in need, and to write", "to write"),
        ("Listens", "LISTENING"),
        ("…", "!"),
    ],
)
def test_share_kept_is_all_of_what_is_added_to_cut_or_inflected(old, new):
    assert VOCABULARY.share_kept(old, new) == VOCABULARY.share_kept(new, old) == 1


def test_share_kept_is_none_of_other_words():
    assert VOCABULARY.share_kept("An ability to help", "Knows the law") == 0


@given(words, words)
def test_share_kept_is_the_same_either_way(old, new):
    share = VOCABULARY.share_kept(old, new)

    assert 0 <= share <= 1
    assert share == VOCABULARY.share_kept(new, old)
