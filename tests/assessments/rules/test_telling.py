import pytest

from competence_app.assessments.rules.telling import BRIEF, telling_words


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            [
                "An ability to draw on knowledge of practitioner factors that can foster a positive relationship",
                "An ability to draw on knowledge of practitioner factors that reduce the probability of one",
                "An ability to draw on knowledge of common factors which may make that challenging",
                "A capacity to recognise and to address threats to the relationship",
            ],
            [
                "…can foster a positive relationship",
                "…that reduce the probability of one",
                "…common factors which may make that…",
                "A capacity to recognise and to…",
            ],
        ),
        (["An ability to listen", "An ability to speak"], ["An ability to listen", "An ability to speak"]),
        (
            ["Listens to patients who cannot find words", "Listens to families who cannot find words"],
            ["Listens to patients who cannot find…", "Listens to families who cannot find…"],
        ),
        (
            ["An ability to listen to whoever is in need", "An ability to listen to whoever is in need of it"],
            ["…to listen to whoever is in need", "…listen to whoever is in need of it"],
        ),
        (
            ["An ability to stay with whoever is in need"] * 2,
            ["An ability to stay with whoever is…"] * 2,
        ),
        (["Meets, greets, seats, and never forgets, friends"], ["Meets, greets, seats, and never…"]),
    ],
    ids=["begin alike", "brief as they are", "begin with few words alike", "one within another", "the same", "alone"],
)
def test_a_text_is_told_by_where_it_differs_from_the_others(texts, told):
    assert telling_words(tuple(texts)) == tuple(told)


def test_a_long_word_is_cut():
    assert telling_words(("n" * 60,)) == ("n" * BRIEF + "…",)


def test_no_order_matters():
    texts = ("Knows how to ask why somebody is in need", "A wish", "Knows how to ask why somebody is in doubt")

    told = telling_words(texts)

    assert told == ("…how to ask why somebody is in need", "A wish", "…how to ask why somebody is in doubt")
