import pytest

from competence_app.catalogue.formats.yaml.comments import has_comments


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("a: 1 # why", True),
        ("# why\na: 1", True),
        ("a: 1\n# why", True),
        ("a: |\n  b\n# why\nc: 2", True),
        ("ä: '😀'\nb: 1 # why", True),
        ("a: 1", False),
        ("a: '# no'", False),
        ("a: no#1", False),
        ("a: |\n  # no\n  b\nc: 2", False),
    ],
)
def test_a_comment_is_told_from_a_text(text, is_so):
    assert has_comments(text) is is_so
