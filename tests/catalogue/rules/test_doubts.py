"""What a framework may say, but hardly means."""

from typing import Any

import pytest

from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.doubts import Doubt, DoubtCode, Surroundings, doubts
from tests.catalogue.samples import SMALLEST, edited

TARGETS = read(edited(("domains:", "targets: {roles: {ward-manger: 1, nurse: 2}}\ndomains:")))


def found(content, **beside: Any):
    return list(doubts(content, Surroundings(**beside)))


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


EARLIER = read(edited(("text: One", "text: One, rate: parts, parts: [{code: Ka, text: x}]")))


@pytest.mark.parametrize(
    ("edits", "path", "known"),
    [
        ([("K1", "k1")], ("domains", 0, "competences", 0, "code"), "K1"),
        ([("code: A", "code: a")], ("domains", 0, "code"), "A"),
        ([("K1", "kA")], ("domains", 0, "competences", 0, "code"), "Ka"),
    ],
)
def test_code_that_differs_from_one_of_an_earlier_version_in_capitals_only_names_that(edits, path, known):
    doubt = Doubt(path, DoubtCode.CODE_LIKE_EARLIER, {"known": known})

    assert found(read(edited(*edits)), earlier=[read(SMALLEST), EARLIER]) == [doubt]


def test_code_that_an_earlier_version_had_so_too_is_no_doubt():
    other = read(edited(("K1", "k1")))

    assert found(read(SMALLEST), earlier=[other, read(SMALLEST)]) == []


OWN = "text: One, targets: {default: 1}"


@pytest.mark.parametrize(
    ("edits", "paths"),
    [
        ([("domains:", "targets: {default: 1, roles: {nurse: 2}}\ndomains:")], []),
        ([("domains:", "targets: {default: 1, roles: {nurse: 2}}\ndomains:"), ("text: One", OWN)],
         [("targets", "default"), ("targets", "roles", "nurse")]),
        ([("domains:", "targets: {default: 1}\ndomains:"),
          ("text: One", "text: One, targets: {roles: {nurse: 2}}")], []),
        ([("domains:", "targets: {roles: {nurse: 1, lead: 2}}\ndomains:"),
          ("text: One", "text: One, targets: {roles: {nurse: 2}}")], [("targets", "roles", "nurse")]),
        ([("Domain A", "Domain A\n    targets: {default: 2}"), ("text: One", OWN)],
         [("domains", 0, "targets", "default")]),
        ([("Domain A", "Domain A\n    targets: {default: 2}"),
          ("text: One", f"{OWN}}}\n      - {{code: K2, text: Two")], []),
    ],
)  # fmt: skip
def test_target_that_all_below_override_is_for_nobody(edits, paths):
    assert found(read(edited(*edits))) == [Doubt(path, DoubtCode.TARGET_OF_NOBODY) for path in paths]


def test_target_of_a_domain_may_be_reached_by_its_sub_domains_alone():
    below = "domains: [{code: B, title: B, competences: [{code: K2, text: Two%s}]}]"
    top = ("Domain A", "Domain A\n    targets: {default: 2}\n    " + below)

    assert found(read(edited((top[0], top[1] % ""), ("text: One", OWN)))) == []
    assert found(read(edited((top[0], top[1] % ", targets: {default: 1}"), ("text: One", OWN)))) == [
        Doubt(("domains", 0, "targets", "default"), DoubtCode.TARGET_OF_NOBODY)
    ]


def test_relation_to_nothing_is_doubtful():
    related = "related: [{code: K9}, {code: A}, {code: Ka}, {title: K8}], parts: [{code: Ka, text: x}]"
    path = ("domains", 0, "competences", 0, "related", 0, "code")

    assert found(read(edited(("text: One", f"text: One, {related}")))) == [
        Doubt(path, DoubtCode.RELATED_TO_NOTHING, {"code": "K9"})
    ]


SAID = (
    "text: One two, title: A b, guidance: C d, levels: {1: E f}, parts: [G h, {code: Kx, text: I j}], examples: [K l]"
)


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ("One two", ("text",)),
        ("A b", ("title",)),
        ("C d", ("guidance",)),
        ("E f", ("levels", "1")),
        ("G h", ("parts", 0, "text")),
        ("I j", ("parts", 1, "text")),
    ],
)
def test_text_that_differs_from_the_current_one_unseen_names_its_version(old, path):
    followed = read(edited(("text: One", SAID)))
    content = read(edited(("text: One", SAID), (old, old.replace(" ", "\u00a0"))))

    doubt = Doubt(("domains", 0, "competences", 0, *path), DoubtCode.TEXT_LIKE_EARLIER, {"version": "1"})
    assert found(content, followed=followed) == [doubt]


@pytest.mark.parametrize("edits", [[], [("One", "One and two")], [("K1", "K2")], [("One", "'One '")]])
def test_text_that_is_the_same_or_another_is_no_doubt(edits):
    assert found(read(edited(*edits)), followed=read(SMALLEST)) == []


def test_part_that_is_new_is_no_doubt():
    content = read(edited(("text: One", "text: One, parts: [a b]")))

    assert found(content, followed=read(SMALLEST)) == []
