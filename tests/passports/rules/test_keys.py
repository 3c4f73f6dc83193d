"""Keys of issuers, and their files."""

import json

import pytest
from joserfc.jwk import OKPKey, RSAKey

from competence_app.passports.rules.keys import KeysError, issuer_in, public_part, published, thumbprint_of
from tests.passports.issued import SITE, key_of, keys_file


def test_a_key_is_called_by_the_address_of_its_thumbprint():
    key = key_of()

    thumbprint = OKPKey.import_key({name: key[name] for name in ("kty", "crv", "x")}).thumbprint()
    assert key["kid"] == f"{SITE}/passports/keys/{thumbprint}/"
    assert thumbprint_of(key["kid"]) == thumbprint


def test_no_key_is_called_like_an_option(monkeypatch):
    names = iter(["-x", "-y", "z", "z"])
    monkeypatch.setattr(OKPKey, "thumbprint", lambda _key: next(names))

    assert key_of()["kid"] == f"{SITE}/passports/keys/z/"


def test_nothing_secret_is_published():
    key = key_of()

    assert key["d"] not in json.dumps(published(SITE, "Elm", [key]))
    assert public_part(key).keys() == key.keys() - {"d"}


def test_a_file_of_keys_is_read_without_what_is_secret_in_it():
    key = key_of()
    file = json.dumps({"issuer": SITE, "name": "Elm NHS Trust", "keys": [key]})

    read = issuer_in(file)

    assert (read.id, read.name, list(read.keys)) == (SITE, "Elm NHS Trust", [key["kid"]])
    assert not read.keys[key["kid"]].is_private


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        b"\xff",
        '{"keys": []}',
        json.dumps({"issuer": "Elm", "name": "Elm", "keys": []}),
        json.dumps({"issuer": SITE, "name": "Elm", "keys": [{"kid": "https://elm.example/1"}]}),
        json.dumps(
            {"issuer": SITE, "name": "Elm", "keys": [{"kid": "https://elm.example/1", "kty": "OKP", "crv": "Ed25519"}]}
        ),
        keys_file(key_of() | {"x": "AA"}),
        keys_file(RSAKey.generate_key(2048).as_dict(private=False) | {"kid": "https://elm.example/1"}),
    ],
)
def test_what_is_no_file_of_keys_is_refused(text):
    with pytest.raises(KeysError):
        issuer_in(text)
