import pytest

from competence_app.people.rules.addresses import address_of, is_plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Amara@Example.ORG", "amara@example.org"),
        (" amara@example.org\n", "amara@example.org"),
        ("n@BÜCHER.example", "n@xn--bcher-kva.example"),
        ("n@BU\u0308cher.example", "n@xn--bcher-kva.example"),  # the two dots apart
        ("n@XN--BCHER-KVA.Example", "n@xn--bcher-kva.example"),
        ("n@straße.example", "n@xn--strae-oqa.example"),
        ("n@a。example", "n@a.example"),
    ],
)
def test_an_address_is_one_however_it_is_typed(typed, kept):
    assert address_of(typed) == kept


@pytest.mark.parametrize("typed", ["", "@", "İ@example.org", "\u212a@example.org", "n@☃☃.ü..org", "n@" + "ü" * 254])
def test_what_is_no_address_stays_as_it_is(typed):
    assert address_of(typed) == typed


@pytest.mark.parametrize(
    ("address", "plain"),
    [("amara@example.org", True), ("İ@example.org", False), ('"a\x01b"@example.org', False), ("n@bücher.org", False)],
)
def test_a_plain_address_is_ascii_without_controls(address, plain):
    assert is_plain(address) is plain
