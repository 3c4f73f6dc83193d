"""What YAML reads otherwise than its author may think."""

from pathlib import Path

import pytest

from competence_app.catalogue.formats.yaml.doubts import yaml_doubts
from competence_app.catalogue.formats.yaml.writing import template
from tests.catalogue.samples import SMALLEST, edited

TAKEN_IN = "this line is read as part of the text above: if it is an entry of its own, begin it with “- ”"


def cut(lost):
    return (
        f"this text ends before “{lost}”, which is taken for a comment: if it belongs to the text, "
        "put the whole text between quotation marks"
    )


def found(text):
    return [doubt.said_of() for doubt in yaml_doubts(text.encode())]


def with_second(text, entry="- b"):
    return (
        SMALLEST
        + f"""\
      - code: K2
        text: {text}
        parts:
          - a
          {entry}
          - c
"""
    )


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (SMALLEST, []),
        (with_second("80% # of all"), [f"14:15: {cut('# of all')}"]),
        (with_second("80%\n          and # more "), [f"14:15: {cut('# more')}"]),
        ("\ufeff" + with_second("x # y"), [f"14:15: {cut('# y')}"]),
        (with_second("x", "- b # c"), [f"17:13: {cut('# c')}"]),
        (edited(("title: T", "title: T # U")), [f"3:8: {cut('# U')}"]),
        (with_second("x\n        guidance: y # z"), [f"15:19: {cut('# z')}"]),
        (with_second("x\n        levels:\n          1: y # z"), [f"16:14: {cut('# z')}"]),
        (with_second("x", "  -b"), [f"17:13: {TAKEN_IN}"]),
        (with_second("x", "  • b"), [f"17:13: {TAKEN_IN}"]),
        (with_second('"x # y" # for people'), []),
        (with_second(">-\n          x # y\n          -z"), []),
        (with_second("C# and so on"), []),
        (with_second("''"), []),
        (edited(("code: f", "code: f # the code"), ("levels:", "levels: # lowest first")), []),
        (edited(("text: One}", "text: One} # a comment")), []),
        (template(), []),
        *((file.read_text(), []) for file in Path("frameworks").glob("*.yaml")),
    ],
)
def test_text_that_is_cut_or_takes_a_line_in_is_doubtful(text, doubts):
    assert found(text) == doubts
