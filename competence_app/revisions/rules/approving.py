"""When a draft is approved by enough people."""

from typing import NamedTuple


class ApprovalStanding(NamedTuple):
    """How many approved a draft as it stands, and how many must before it is published."""

    given: int
    needed: int

    @property
    def lacks(self) -> int:
        """How many approvals are missing."""
        return max(0, self.needed - self.given)
