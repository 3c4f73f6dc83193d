"""What a framework may say, but hardly means."""

import pytest

from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.doubts import Doubt, DoubtCode, doubts
from tests.catalogue.samples import SMALLEST, edited

TARGETS = read(edited(("domains:", "targets: {roles: {ward-manger: 1, nurse: 2}}\ndomains:")))


def found(content, *, frameworks=(), roles=()):
    return list(doubts(content, frameworks=frameworks, roles=roles))


def test_framework_that_says_what_it_means_has_none():
    assert found(read(SMALLEST), frameworks=["f", "g"], roles=["nurse"]) == []


def test_framework_that_differs_from_another_in_capitals_only_names_it():
    assert found(read(SMALLEST), frameworks=["F"]) == [
        Doubt(("code",), DoubtCode.FRAMEWORK_LIKE_ANOTHER, {"known": "F"})
    ]


@pytest.mark.parametrize(
    ("text", "path", "known"),
    [
        (edited(("K1", "a")), ("domains", 0, "competences", 0, "code"), "A"),
        (
            edited(("text: One", "text: One, rate: parts, parts: [{code: k1, text: x}]")),
            ("domains", 0, "competences", 0, "parts", 0, "code"),
            "K1",
        ),
    ],
)
def test_code_that_differs_from_another_in_capitals_only_names_the_first(text, path, known):
    assert found(read(text)) == [Doubt(path, DoubtCode.CODE_LIKE_ANOTHER, {"known": known})]


def test_target_for_a_role_that_nobody_has_names_the_nearest():
    path = ("targets", "roles", "ward-manger")
    near = {"role": "ward-manger", "near": "ward-manager"}

    assert found(TARGETS, roles=["nurse", "ward-manager"]) == [Doubt(path, DoubtCode.ROLE_NEARLY, near)]
    assert found(TARGETS, roles=["nurse"]) == [
        Doubt(path, DoubtCode.ROLE_OF_NOBODY, {"role": "ward-manger", "near": ""})
    ]


def test_target_is_no_doubt_while_there_are_no_roles():
    assert found(TARGETS) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (("Domain A", "Domain A\n    targets: {roles: {porter: 1}}"), ("domains", 0)),
        (("text: One", "text: One, targets: {roles: {porter: 1}}"), ("domains", 0, "competences", 0)),
    ],
)
def test_target_of_a_domain_or_competence_for_a_role_that_nobody_has_is_doubtful(change, path):
    doubt = Doubt((*path, "targets", "roles", "porter"), DoubtCode.ROLE_OF_NOBODY, {"role": "porter", "near": ""})

    assert found(read(edited(change)), roles=["nurse"]) == [doubt]
