import pytest

from competence_app.people.rules.naming import NameRefusal, refusal_of


@pytest.mark.parametrize(
    "name",
    ["Amara Okafor", "Aoife O\u2019Brien", "Zoe\u0308 d'Été-Łoś", "محمد", "李小龍", "नीलम", "J. R. (Jo) 2nd", ""],
)
def test_names_of_all_peoples_are_names(name):
    assert refusal_of(name) is None


@pytest.mark.parametrize(
    "sign",
    [
        *"\n\r\t\x00\x1b\x85\u2028\u202e\u2066\u200b\u200d\u00ad\ufeff",
        *"\u034f\u2800\u3164\ufe0f\U000e0101\ue000\ud800\u0378\U000e0041",
    ],
    ids=ascii,
)
def test_what_nobody_sees_is_in_no_name(sign):
    assert refusal_of(f"Amara{sign} Okafor") is NameRefusal.HIDDEN


@pytest.mark.parametrize(
    "name",
    [
        "Win http://example.org",
        "Win https:\uff0f\uff0fexample.org",
        "x://",
        "See WWW.example.org",
        "amara@example.org",
        "amara\uff20example.org",
    ],
)
def test_an_address_is_no_name(name):
    assert refusal_of(name) is NameRefusal.LINK
