"""A code for a new statement."""

import pytest

from competence_app.revisions.rules.coding import next_code


@pytest.mark.parametrize(
    ("like", "used", "code"),
    [
        ("K7", ["K7"], "K8"),
        ("K1", ["K1", "k9", "D12"], "K10"),
        ("3", ["1", "2", "3"], "4"),
        ("listening", ["listening"], "listening-1"),
        ("listening", ["listening", "listening-1"], "listening-2"),
        ("x" * 64, ["x" * 64], f"{'x' * 59}-1"),
    ],
)
def test_the_next_code_is_above_all_of_the_same_letters(like, used, code):
    assert next_code(like, used) == code
