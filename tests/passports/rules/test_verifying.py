"""A passport is refused with its reason unless a known issuer signed exactly this, and it holds today."""

import json
import socket
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from competence_app.passports.rules.keys import Issuer
from competence_app.passports.rules.signing import MAX_BYTES, signed
from competence_app.passports.rules.verifying import Reason, Verdict, verify
from tests.passports.issued import EXPIRES, ISSUED, issuer, key_of, passport

KEY = key_of()
TOKEN = passport(KEY)
NOW = ISSUED + timedelta(days=1)


def checked(token: str, *issuers: Issuer, now: datetime = NOW, revoked: bool = False) -> Verdict:
    return verify(token, issuers or [issuer(KEY)], now=now, is_revoked=lambda _credential: revoked)


def encoded(part: Any) -> str:
    data = part if isinstance(part, bytes) else json.dumps(part).encode()
    return urlsafe_b64encode(data).decode().rstrip("=")


def with_header(**header: Any) -> str:
    """Return the passport with another header."""
    return ".".join([encoded({"alg": "EdDSA", "kid": KEY["kid"], **header}), *TOKEN.split(".")[1:]])


def test_a_good_one_says_what_it_says():
    verdict = checked(TOKEN)

    assert (verdict.is_good, verdict.is_genuine) == (True, True)
    assert verdict.credential
    assert verdict.credential.owner == "Amara Okafor"


def test_no_name_is_looked_up(monkeypatch):
    def refuse(*_args: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert checked(TOKEN).is_good


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (ISSUED - timedelta(seconds=1), Reason.NOT_YET),
        (ISSUED, None),
        (EXPIRES - timedelta(seconds=1), None),
        (EXPIRES, Reason.EXPIRED),
    ],
)
def test_it_holds_from_its_first_second_to_its_last(now, reason):
    verdict = checked(TOKEN, now=now)

    assert verdict.reason == reason
    assert verdict.is_genuine


def test_a_revoked_one_is_genuine_and_no_good():
    verdict = checked(TOKEN, revoked=True)

    assert (verdict.reason, verdict.is_genuine, verdict.is_good) == (Reason.REVOKED, True, False)


def test_what_another_key_of_the_issuer_signed_is_not_known():
    verdict = checked(TOKEN, issuer(key_of()))

    assert (verdict.reason, verdict.is_genuine) == (Reason.UNKNOWN_KEY, False)
    assert verdict.credential


def test_an_old_key_still_verifies():
    assert checked(TOKEN, issuer(key_of(), KEY)).is_good


@pytest.mark.parametrize("issuers", [[], [issuer(key_of("https://oak.example"), site="https://oak.example")]])
def test_an_issuer_who_is_not_known_is_not_believed(issuers):
    verdict = verify(TOKEN, issuers, now=NOW, is_revoked=lambda _credential: False)

    assert (verdict.reason, verdict.is_genuine) == (Reason.UNKNOWN_ISSUER, False)


@pytest.mark.parametrize("both", [True, False])
def test_one_issuer_cannot_speak_for_another(both):
    key = key_of("https://oak.example")
    oak = issuer(key, site="https://oak.example")
    issuers = [oak, issuer(KEY)] if both else [oak]

    assert checked(passport(key), *issuers).reason == Reason.OTHER_ISSUER


def test_nor_under_the_address_of_the_others_key():
    key = key_of("https://oak.example") | {"kid": KEY["kid"]}
    oak = issuer(key, site="https://oak.example")

    assert checked(passport(key), oak, issuer(KEY)).reason == Reason.OTHER_ISSUER
    assert checked(passport(key), issuer(KEY), oak).reason == Reason.TAMPERED


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS256", "Ed448", "eddsa", ""])
def test_a_token_does_not_choose_how_it_is_verified(algorithm):
    assert checked(with_header(alg=algorithm)).reason == Reason.ALGORITHM


def test_the_public_key_is_no_password():
    head = f"{encoded({'alg': 'HS256', 'kid': KEY['kid']})}.{TOKEN.split('.')[1]}"
    forged = digest(KEY["x"].encode(), head.encode(), sha256)

    assert checked(f"{head}.{encoded(forged)}").reason == Reason.ALGORITHM


def test_an_unsigned_one_is_refused():
    assert checked(with_header(alg="none").rpartition(".")[0] + ".").reason == Reason.ALGORITHM
    assert checked(TOKEN.rpartition(".")[0] + ".").reason == Reason.TAMPERED


def test_a_key_in_the_token_is_not_used():
    other = key_of()
    assert checked(with_header(jwk={name: other[name] for name in ("kty", "crv", "x")})).reason == Reason.TAMPERED
    assert checked(with_header(crit=["b64"], b64=False)).reason == Reason.TAMPERED


def test_another_name_in_it_is_noticed():
    header, _, signature = TOKEN.split(".")
    changed = json.dumps({"name": "Somebody else"}).encode()

    assert checked(f"{header}.{encoded(changed)}.{signature}").reason == Reason.TAMPERED


@pytest.mark.parametrize(
    "token", ["", "x", "a.b", "a.b.c.d", "é.é.é", "..", "{}", f"{encoded(b'[' * 3000)}.e30.AA", TOKEN + "=", TOKEN[:-9]]
)
def test_what_is_no_passport_is_called_so(token):
    assert checked(token).reason in {Reason.NOT_A_PASSPORT, Reason.TAMPERED}
    assert not checked(token).credential


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b"\xff", b"[" * 3000, b'{"iss": "https://elm.example"}'])
def test_what_a_known_issuer_signed_besides_is_no_passport(payload):
    assert checked(signed(payload, KEY)).reason == Reason.NOT_A_PASSPORT


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://oak.example"),
        ("jti", "urn:uuid:1"),
        ("sub", "urn:uuid:1"),
        ("nbf", 1),
        ("exp", 4_000_000_000),
        ("validUntil", "9999-12-31T23:59:59+00:00"),
        ("validFrom", "0001-01-01T00:00:00+00:00"),
        ("validFrom", "2026-05-01T12:00:00"),
    ],
)
def test_claims_that_say_something_else_than_the_credential_are_refused(claim, value):
    token = passport(KEY, change=lambda payload: payload.update({claim: value}))

    assert checked(token).reason == Reason.NOT_A_PASSPORT


def test_what_is_too_long_is_not_read():
    assert checked("x" * (MAX_BYTES + 1)).reason == Reason.TOO_LONG


def test_a_long_framework_has_room():
    def lengthen(payload: dict[str, Any]) -> None:
        payload["more"] = "x" * 400_000

    assert checked(passport(KEY, change=lengthen)).is_good


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 127))
def test_any_byte_that_differs_makes_it_no_good(place, flip):
    data = bytearray(TOKEN.encode())
    data[place] ^= flip
    changed = data.decode(errors="replace")
    assume(changed != TOKEN)

    assert not checked(changed).is_genuine


def test_every_single_bit_of_the_signature_counts():
    start = TOKEN.rindex(".") + 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    for place in (start, len(TOKEN) - 1):  # the last letter has bits that say nothing
        others = (TOKEN[:place] + letter + TOKEN[place + 1 :] for letter in letters if letter != TOKEN[place])
        assert [other for other in others if checked(other).is_genuine] == []
