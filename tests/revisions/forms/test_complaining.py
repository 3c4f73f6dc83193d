"""What is wrong with an edit, at its box or with its place."""

import pytest

from competence_app.catalogue.formats.wording import Complaint
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.forms.complaining import at_boxes
from tests.factories import small_framework

CONTENT = Content.model_validate(small_framework())
BOXES = {("domains", 0, "title"): "title", ("domains", 0, "targets", "default"): "targets/default"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("domains", 0, "title"), ("title", "wrong")),
        (("domains", 0, "title", "deeper"), ("title", "wrong")),
        (("domains", 0, "targets"), ("targets/default", "wrong")),
        (("domains", 0, "competences", 1, "text"), (None, "K2: wrong")),
        (("domains", 9, "title"), (None, "wrong")),
        (("title", "deeper"), (None, "wrong")),
        ((), (None, "wrong")),
    ],
)
def test_a_complaint_is_at_its_box_or_has_its_place(path, told):
    assert [*at_boxes([Complaint(path, "x", "wrong")], BOXES, CONTENT)] == [told]


def test_without_a_framework_there_is_no_place():
    assert [*at_boxes([Complaint(("title",), "x", "wrong")], {}, None)] == [(None, "wrong")]
