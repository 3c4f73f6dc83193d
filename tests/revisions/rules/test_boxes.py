"""The boxes of a node, as its schema has them."""

from hypothesis import given

from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.boxes import BoxChoices, BoxKind, boxes, written_in_boxes
from competence_app.revisions.rules.editing import FRONT, SCALE, changed, competences_at, said_at, spot_of
from tests.catalogue.formats.yaml.test_properties import frameworks
from tests.catalogue.rules.test_schema import FULL

BESIDE = BoxChoices(("1", "2"), {"levels": ("1", "2"), "roles": ("nurse",), "means": ("knowledge", "capability")})


def around(content, spot):
    levels = tuple(str(level.value) for level in content.scale.levels)
    targets = [content.targets, *(holder.domain.targets for holder in content.holders)]
    targets += [competence.targets for competence in content.competences]
    roles = tuple({role for said in targets for role in said.roles})
    return BoxChoices(() if spot == SCALE else levels, {**BESIDE.keys, "levels": levels, "roles": roles})


def sent_back(content, spot):
    """Return what a browser sends that shows the boxes of a spot, nothing touched."""
    beside = around(content, spot)
    found = boxes(spot.kind, said_at(content, spot), beside, held=spot.held)
    posted = {box.name: box.value.replace("\n", "\r\n") for box in found}
    return written_in_boxes(spot.kind, posted, beside, held=spot.held)


def spots(content):
    nodes = [spot_of(content, holder.domain.code) for holder in content.holders]
    return [FRONT, SCALE, *nodes, *(spot for spot, _ in competences_at(content))]


@given(content=frameworks().map(Content.model_validate))
def test_what_is_sent_untouched_changes_nothing(content):
    for spot in spots(content):
        assert changed(content, spot, sent_back(content, spot)) == content


def test_what_is_sent_untouched_of_all_that_can_be_said_changes_nothing():
    content = read(FULL)

    for spot in spots(content):
        assert changed(content, spot, sent_back(content, spot)) == content


def test_every_field_of_the_schema_has_a_box():
    found = {str(box.path[0]) for box in boxes(Competence, {}, BESIDE)}

    assert found == {*Competence.model_fields}


def test_boxes_are_of_the_kind_that_their_values_need():
    found = {box.name: box for box in boxes(Competence, {"parts": [{"text": "One"}], "rate": "parts"}, BESIDE)}

    kinds = {name: found[name].kind for name in ("code", "title", "text", "rate", "valid_for", "targets/default")}
    assert kinds == {
        "code": BoxKind.LINE,
        "title": BoxKind.TITLE,
        "text": BoxKind.TEXT,
        "rate": BoxKind.CHOICE,
        "valid_for": BoxKind.LINE,
        "targets/default": BoxKind.LEVEL,
    }
    assert (found["rate"].value, found["rate"].choices) == ("parts", ("whole", "parts"))
    assert found["targets/roles/nurse"].choices == ("1", "2")
    assert [name for name in found if name.startswith("parts/")] == [
        "parts/0/code",
        "parts/0/text",
        "parts/1/code",
        "parts/1/text",
    ]
    assert (found["text"].most, found["parts/0/text"].value) == (5000, "One")


def test_a_scale_has_numbers_for_its_own_levels():
    found = {box.name: box.kind for box in boxes(Scale, {}, BoxChoices((), BESIDE.keys))}

    assert (found["levels/0/value"], found["levels/0/means/knowledge"]) == (BoxKind.NUMBER, BoxKind.TEXT)


def test_what_is_left_empty_is_not_said():
    posted = {"code": "K1", "text": " ", "title": "", "levels/1": "", "valid_for": "", "rate": "", "change": ""}
    posted |= {"parts/0/code": "", "parts/0/text": "", "parts/5/code": "", "parts/5/text": "Five", "examples/3": " "}

    assert written_in_boxes(Competence, posted, BESIDE) == {
        "code": "K1",
        "title": "",
        "text": " ",
        "guidance": "",
        "examples": [],
        "levels": {},
        "parts": [{"text": "Five"}],
        "replaces": [],
        "targets": {"roles": {}},
        "resources": [],
        "related": [],
        "tags": [],
    }


def test_what_names_no_box_is_not_read():
    posted = {
        "code": "K1",
        "text": "One",
        "parts/x/text": "No",
        "parts/99999/text": "No",
        "other": "No",
        "levels/9": "No",
    }

    said = written_in_boxes(Competence, posted, BESIDE)

    assert (said["parts"], said["levels"], said["text"]) == ([], {}, "One")
