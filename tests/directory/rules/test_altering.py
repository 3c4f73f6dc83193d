"""What becomes of a team that is patched: what the library says, in a fraction of its time."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scim2_models import Context, PatchOp, SCIMException

from competence_app.directory.rules.altering import patched, staffed
from competence_app.directory.rules.resources import POLICY, Group, Member
from tests.directory.calls import PATCH, operation

URN = "urn:ietf:params:scim:schemas:core:2.0:Group"
IDS = st.sampled_from("1234")
PEOPLE = st.lists(IDS.map(lambda one: {"value": one}), min_size=1, max_size=3)
NAMED = st.sampled_from(["members", "Members", f"{URN}:members"])
OPERATIONS = st.one_of(
    st.builds(operation, st.sampled_from(["add", "Add", "remove", "replace"]), NAMED, PEOPLE),
    st.builds(operation, st.just("add"), NAMED, IDS.map(lambda one: {"value": one, "type": "User"})),
    st.builds(operation, st.sampled_from(["remove"]), NAMED),
    st.builds(lambda one: operation("remove", f'members[value eq "{one}"]'), IDS),
    st.builds(lambda one, two: operation("remove", f'members[value eq "{one}" or value eq "{two}"]'), IDS, IDS),
    st.builds(lambda one: operation("remove", f'members[value ne "{one}"]'), IDS),
    st.just(operation("remove", 'members[$ref eq "http://localhost/scim/v2/Users/1"]')),
    st.builds(lambda people: operation("replace", value={"displayName": "Birch", "members": people}), PEOPLE),
    st.just(operation("replace", "displayName", "Willow house")),
)


def willow() -> Group:
    return Group(id="1", display_name="Willow ward", members=[Member(value="1"), Member(value="2")])


def patch_of(operations: Sequence[dict[str, Any]]) -> PatchOp[Group]:
    sent = {"schemas": [PATCH], "Operations": operations}
    return PatchOp[Group].model_validate(sent, scim_ctx=Context.RESOURCE_PATCH_REQUEST, scim_policy=POLICY)


def said(group: Group) -> tuple[str | None, list[str | None]]:
    return group.display_name, sorted({member.value for member in group.members or ()}, key=str)


@given(st.lists(OPERATIONS, min_size=1, max_size=5))
def test_people_come_and_go_as_the_library_says(operations):
    before, patch = willow(), patch_of(operations)

    assert said(staffed(before, patch)) == said(patched(before, patch))
    assert said(before) == ("Willow ward", ["1", "2"])


@pytest.mark.parametrize(
    "change",
    [
        operation("add", "members", [{"value": ["1"]}]),
        operation("add", "members", [{"value": {"a": "b"}}]),
        operation("add", "members", ["1"]),
        operation("add", "members", "1"),
        operation("replace", 'members[value eq "9"].value', None) | {"value": 5},
        operation("remove", 'members[value eq "1"].value'),
    ],
    ids=str,
)
def test_what_the_library_refuses_is_refused(change):
    for alter in (patched, staffed):
        with pytest.raises(SCIMException):
            alter(willow(), patch_of([change]))
