import unicodedata

import pytest

from competence_app.people.rules.sorting import LENGTH, search_key, sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoë BRÛLÉ", "zoe brule"),
        ("Aoife O\u2019Brien", "aoife obrien"),
        ("Aoife O'Brien", "aoife obrien"),
        ("Anne-Marie  St. John", "anne marie st john"),
        ("Søren Łoś-Æther", "soren los aether"),
        ("Jürgen Weiß", "jurgen weiss"),
        ("İpek Y\u0131ld\u0131z", "ipek yildiz"),
        ("李小龍", "李小龍"),
        ("", ""),
        ("\u2019", ""),
    ],
)
def test_a_name_is_found_without_what_people_leave_out(name, key):
    assert search_key(name) == search_key(unicodedata.normalize("NFD", name)) == key


def test_a_key_fits_its_column():
    assert len(search_key("\ufdfa" * 150)) == len(sort_key("\ufdfa" * 150)) == LENGTH


def test_english_sorts_marked_letters_with_plain_ones_and_by_the_first_word():
    names = ["Ana", "Ana de Souza", "Anabel", "Åsa", "Åsa Zorn", "De Souza", "Eddie", "Édith", "Eli", "Zoe"]

    backwards = names[::-1]

    assert sorted(backwards, key=sort_key) == names
    assert sort_key("Åsa", "en-gb") == "asa"


@pytest.mark.parametrize(("language", "names"), [("sv-se", "Zoe Åsa Äpple Öst"), ("da", "Zoe Æble Øst Åse")])
def test_a_language_may_file_letters_after_z(language, names):
    backwards = names.split()[::-1]

    assert sorted(backwards, key=lambda name: sort_key(name, language)) == names.split()
