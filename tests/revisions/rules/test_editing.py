"""One edit of a framework, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import (
    FRONT,
    SCALE,
    ChangedMeanwhileError,
    NodeGoneError,
    TakenCodesError,
    added,
    changed,
    checked_content,
    competences_at,
    domain_added,
    fingerprint,
    moved,
    removed,
    revision_of,
    rewritten,
    said_at,
    spot_of,
    stepped,
)
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.catalogue.rules.test_schema import FULL
from tests.factories import small_framework

SMALL = Content.model_validate(small_framework())


def codes(content):
    return [competence.code for competence in content.competences]


def spots(content):
    nodes = [spot_of(content, holder.domain.code) for holder in content.holders]
    return [FRONT, SCALE, *nodes, *(spot for spot, _ in competences_at(content))]


def below(content: Content):
    """Return a framework of a domain with a competence and a sub-domain, then one more domain."""
    inner = {"code": "inner", "title": "Inner", "competences": [{"code": "I1", "text": "Within"}]}
    first, *others = small_framework()["domains"]
    return Content.model_validate(content.model_dump() | {"domains": [first | {"domains": [inner]}, *others]})


@given(content=frameworks().map(Content.model_validate))
def test_an_unchanged_save_is_identity(content):
    for spot in spots(content):
        assert changed(content, spot, said_at(content, spot)) == content


def test_an_unchanged_save_of_all_that_can_be_said_is_identity():
    content = read(FULL)

    for spot in spots(content):
        assert changed(content, spot, said_at(content, spot)) == content


@given(content=frameworks().map(Content.model_validate), data=st.data())
def test_a_step_there_and_back_is_identity_and_loses_nothing(content, data):
    code = data.draw(st.sampled_from([*codes(content), *(holder.domain.code for holder in content.holders)]))
    *_, index = spot_of(content, code).path

    down = stepped(content, code, 1)

    assert sorted(codes(down)) == sorted(codes(content))
    *_, after = spot_of(down, code).path
    assert stepped(down, code, -1) == content if after != index else down == content


def test_a_change_keeps_what_has_a_place_of_its_own():
    content = changed(SMALL, spot_of(SMALL, "knowing"), {"code": "knowing", "title": "To know"})

    assert content.domains[0].title == "To know"
    assert content.domains[0].competences == SMALL.domains[0].competences


def test_codes_stay_unique():
    for code in ("K2", "knowing", "K2.1"):
        with pytest.raises(TakenCodesError) as refused:
            added(SMALL, "doing", {"code": code, "text": "Again"})
        assert {found for _, found in refused.value.taken} == {code}


def test_what_stands_nowhere_is_not_found():
    with pytest.raises(NodeGoneError):
        spot_of(SMALL, "K9")


def test_what_was_changed_meanwhile_is_not_overwritten_unless_it_is_the_same():
    spot = spot_of(SMALL, "K1")
    seen = fingerprint(SMALL, spot)
    others = changed(SMALL, spot, {"code": "K1", "text": "Another"})

    def find(content):
        return spot_of(content, "K1")

    assert rewritten(SMALL, find, {"code": "K1", "text": "Mine"}, seen).competence("K1").text == "Mine"
    assert rewritten(others, find, {"code": "K1", "text": "Another"}, seen) == others
    with pytest.raises(ChangedMeanwhileError):
        rewritten(others, find, {"code": "K1", "text": "Mine"}, seen)


def test_what_is_added_stands_at_the_end():
    content = added(SMALL, "knowing", {"code": "K3", "text": "Three"})
    content = domain_added(content, "", {"code": "more", "title": "More", "competences": [{"code": "X1", "text": "X"}]})
    content = domain_added(
        content, "knowing", {"code": "below", "title": "Below", "competences": [{"code": "X2", "text": "X"}]}
    )

    assert codes(content) == ["K1", "K2", "K3", "X2", "D1", "X1"]
    assert content.domains[0].domains[0].kind == "knowledge"


def test_a_domain_without_competences_is_no_framework():
    with pytest.raises(ValidationError):
        checked_content(SMALL.model_dump() | {"domains": []})


def test_what_is_moved_goes_to_the_end_and_an_emptied_domain_goes():
    assert codes(moved(SMALL, "K1", "doing")) == ["K2", "D1", "K1"]
    assert [domain.code for domain in moved(SMALL, "D1", "knowing").domains] == ["knowing"]


def test_at_its_end_it_stays():
    assert stepped(SMALL, "K1", -1) == stepped(SMALL, "K2", 1) == SMALL
    assert codes(stepped(SMALL, "K2", -1)) == ["K2", "K1", "D1"]
    assert codes(stepped(SMALL, "doing", -1)) == ["D1", "K1", "K2"]


def test_what_is_removed_goes_with_all_that_it_holds():
    content = below(SMALL)

    assert codes(removed(content, "K1")) == ["K2", "I1", "D1"]
    assert codes(removed(content, "knowing")) == ["D1"]


def test_a_revision_says_nothing_of_the_version_before_the_last():
    content = changed(
        SMALL, spot_of(SMALL, "K1"), {"code": "K1", "text": "One", "replaces": ["X"], "change": "editorial"}
    )

    revision = revision_of(content, "2023")

    assert (revision.version, revision.changes) == ("2023", "")
    assert (revision.competence("K1").replaces, revision.competence("K1").change) == ((), "")


def test_parts_without_codes_of_their_own_follow_their_order():
    spot = spot_of(SMALL, "K2")
    said = said_at(SMALL, spot)

    content = changed(SMALL, spot, said | {"code": "K7", "parts": ["first", *said["parts"]]})

    assert [(part.code, part.text) for part in content.competence("K7").parts] == [
        ("K7.1", "first"),
        ("K7.2", "noise"),
        ("K7.3", "haste"),
    ]
