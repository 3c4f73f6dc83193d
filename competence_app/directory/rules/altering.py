"""What becomes of a resource that a directory replaces or patches."""

from typing import Any, TypeVar

from scim2_models import PatchOp, Resource, TooManyException

from competence_app.directory.rules.resources import POLICY

MOST_OPERATIONS = 500  # at once
AnyResource = TypeVar("AnyResource", bound=Resource[Any])


def replaced(before: AnyResource, asked: AnyResource) -> AnyResource:
    """Return what is asked for in place of what was: what it leaves out it says nothing of, and that stays."""
    left_out = type(before).model_fields.keys() - asked.model_fields_set
    for name in left_out:
        setattr(asked, name, getattr(before, name))
    asked.replace(before)
    return asked


def patched(before: AnyResource, patch: PatchOp[AnyResource]) -> AnyResource:
    """Return what was, with the operations of the patch done to it, all or none; raise ``SCIMException``."""
    if len(patch.operations or ()) > MOST_OPERATIONS:
        raise TooManyException
    after = before.model_copy(deep=True)
    patch.patch(after, scim_policy=POLICY)
    return after
