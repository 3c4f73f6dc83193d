"""What is written as CASE is right by 1.1 and 1.0, says all that the framework says, and is read back as the same."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from competence_app.catalogue.formats.case.writing import write_case
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.registry import CASE
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.writing import template
from competence_app.catalogue.rules.schema import Content
from competence_app.places import PACKAGE
from tests.catalogue.formats.case.schema import BOTH
from tests.catalogue.formats.document.samples import NOTHING, shipped
from tests.catalogue.formats.foreign.samples import said

MANY = 10_000


def again(data: bytes) -> Content:
    return FrameworkFile.of_document(data, CASE, "framework.json", NOTHING).content


@pytest.mark.parametrize("content", [shipped(), read(template())], ids=["shipped", "template"])
def test_package_is_right_by_both_versions(content):
    package = json.loads(write_case(content))

    assert [
        error.message for error in Draft202012Validator(BOTH, format_checker=FormatChecker()).iter_errors(package)
    ] == []
    assert again(write_case(content)) == content


def test_nothing_is_guessed_of_what_was_written_here():
    proposal = CASE.proposal(write_case(shipped()), "framework", NOTHING)

    assert (said(proposal, "guessed"), said(proposal, "left-out")) == ([], [])


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
def test_identifiers_stay_the_same_and_follow_the_codes():
    first = json.loads(write_case(shipped()))
    reworded = shipped().model_copy(update={"version": "2027", "title": "Other"})
    second = json.loads(write_case(reworded))

    assert first["CFDocument"]["lastChangeDateTime"] == "2026-11-22T12:00:00+00:00"
    assert first["CFDocument"]["identifier"] == second["CFDocument"]["identifier"]
    assert first["CFItems"] == second["CFItems"]
    other = json.loads(write_case(shipped().model_copy(update={"code": "other"})))
    assert not {item["identifier"] for item in first["CFItems"]} & {item["identifier"] for item in other["CFItems"]}


def test_others_find_words_codes_order_and_levels_where_case_has_them():
    content = read(template())
    described = next(competence for competence in content.competences if competence.levels)
    package = json.loads(write_case(content))

    items = {item["humanCodingScheme"]: item for item in package["CFItems"]}
    criteria = {criterion["CFItemURI"]["title"]: criterion for criterion in package["CFRubrics"][0]["CFRubricCriteria"]}
    levels = criteria[described.code]["CFRubricCriterionLevels"]
    assert [item["CFItemType"] for item in items.values()].count("Competence") == len(content.competences)
    assert items[described.code]["fullStatement"] == described.text
    assert {level["score"]: level["description"] for level in levels} == described.levels


_BRINGING = """
import sys
from pathlib import Path
from competence_app.catalogue.formats.document.known import KnownFrameworks
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.registry import CASE
made = FrameworkFile.of_document(sys.stdin.buffer.read(), CASE, "long.json", KnownFrameworks())
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(len(made.content.competences), int(peak.split()[1]) // 1024)
"""


def test_ten_thousand_competences_take_300_megabytes_at_most():
    competences = [
        {"code": f"K{number}", "text": f"An ability to do what number {number} asks for", "levels": {1: "Not yet"}}
        for number in range(MANY)
    ]
    domain = {"code": "D", "title": "Doing", "competences": competences}
    package = write_case(Content.model_validate({**shipped().model_dump(mode="json"), "domains": [domain]}))

    command = [sys.executable, "-c", _BRINGING]
    done = subprocess.run(command, input=package, capture_output=True, cwd=PACKAGE.parent, check=True)

    count, megabytes = map(int, done.stdout.split())
    assert (count, megabytes < 300) == (MANY, True)
