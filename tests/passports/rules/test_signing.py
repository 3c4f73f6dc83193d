"""Tokens are signed and verified in one way."""

import pytest

from competence_app.passports.rules.signing import is_signed_by, signed, token_parts
from tests.passports.issued import issuer, key_of

KEY = key_of()
PUBLIC = issuer(KEY).keys[KEY["kid"]]


def test_a_token_is_signed_by_its_key_alone():
    token = signed(b"{}", KEY)
    other = key_of()

    assert is_signed_by(token, PUBLIC)
    assert not is_signed_by(token, issuer(other).keys[other["kid"]])
    assert token_parts(token)[1] == b"{}"


def test_no_other_way_of_signing_is_known():
    assert not is_signed_by("eyJhbGciOiJub25lIn0.e30.", PUBLIC)


@pytest.mark.parametrize("token", ["e30.e30.AB", "e30.e30.A-==", "e30.e3 0.AA", "e30.e30"])
def test_a_text_that_could_be_written_otherwise_is_none(token):
    with pytest.raises(ValueError, match=r".*"):
        token_parts(token)
