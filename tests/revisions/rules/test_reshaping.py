"""One statement made two, or two made one."""

from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import changed, said_at, spot_of
from competence_app.revisions.rules.reshaping import merged, split
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.factories import small_framework

SMALL = Content.model_validate(small_framework())


def codes(content):
    return [competence.code for competence in content.competences]


@given(content=frameworks().map(Content.model_validate), data=st.data())
def test_whatever_is_split_or_merged_stands_for_what_it_was(content, data):
    former = frozenset(codes(content))
    one = data.draw(st.sampled_from(codes(content)))
    said = content.competence(one)
    asked = {*said.replaces, one}

    two = (
        split(
            content,
            one,
            (("new-1", "One"), ("new-2", "Two")),
            parts=range(len(said.parts)) if said.rate == "whole" else (),
            former=former,
        )
        if said.rate == "whole"
        else content
    )
    if said.rate == "whole":
        assert {*two.competence("new-1").replaces} == {*two.competence("new-2").replaces} == asked
        assert one not in codes(two)

        again = merged(two, "new-1", "new-2", into=("new-3", "Both"), former=former)

        assert {*again.competence("new-3").replaces} == asked
        assert len(codes(again)) == len(codes(content))


def test_the_parts_of_what_is_split_go_where_they_are_asked_to():
    content = split(SMALL, "K2", (("K2", "One"), ("K3", "Two")), parts=[1], former=())

    assert [part.text for part in content.competence("K2").parts] == ["noise"]
    assert [part.text for part in content.competence("K3").parts] == ["haste"]
    assert codes(content) == ["K1", "K2", "K3", "D1"]
    assert content.competence("K2").replaces == content.competence("K3").replaces == ()


def test_what_is_merged_says_what_either_said():
    said = {"levels": {"1": "Low"}, "tags": ["a"], "valid_for": 12}
    content = changed(
        SMALL, spot_of(SMALL, "D1"), {"code": "D1", "text": "One", "tags": ["b", "a"]} | {"title": "Long"}
    )
    content = changed(content, spot_of(content, "K2"), said_at(content, spot_of(content, "K2")) | said)

    both = merged(content, "D1", "K2", into=("D2", "Both"), former={"K2"}).competence("D2")

    assert (both.title, both.levels, both.tags, both.valid_for) == ("Long", {1: "Low"}, ("b", "a"), 12)
    assert (both.replaces, [part.text for part in both.parts]) == (("K2",), ["noise", "haste"])


def test_what_is_merged_stands_where_the_first_stood():
    assert codes(merged(SMALL, "K2", "K1", into=("K2", "Both"), former={"K1", "K2"})) == ["K2", "D1"]
    assert merged(SMALL, "K2", "K1", into=("K2", "Both"), former={"K1", "K2"}).competence("K2").replaces == ("K1",)
    assert [d.code for d in merged(SMALL, "K1", "D1", into=("N", "Both"), former=()).domains] == ["knowing"]
