"""A release: the same bytes each time, and enough for the main job where nothing else is."""

import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts.dist import installing, supply, trial
from scripts.dist.visiting import Form

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def programs(release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what it needs, and nothing else."""
    return installing.install(release[0], tmp_path_factory.mktemp("installed") / "environment")


def test_a_release_holds_all_that_the_app_needs_and_no_tests(release):
    with zipfile.ZipFile(release[0]) as wheel:
        names = wheel.namelist()
    files = [name.removeprefix("competence_app/files/") for name in names if name.startswith("competence_app/files/")]

    folders = {name.partition("/")[0] for name in files}
    assert folders == {"templates", "staticfiles", "frameworks"}
    templates = {str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*") if path.is_file()}
    migrations = {str(path.relative_to(ROOT)) for path in ROOT.glob("competence_app/*/migrations/*.py")}
    assert templates <= set(files)
    assert migrations <= set(names)
    assert "staticfiles/staticfiles.json" in files
    assert [name for name in names if name.startswith(("tests", "scripts")) or name.endswith(".pyc")] == []


def test_the_other_form_can_be_built_without_node(release):
    with tarfile.open(release[1]) as sdist:
        names = sdist.getnames()

    assert any(name.endswith("/staticfiles/staticfiles.json") for name in names)


def test_what_was_installed_does_the_main_job(programs, tmp_path):
    page = trial.run(programs, tmp_path / "var")

    assert "Started on" in page


def test_the_bill_of_materials_names_what_is_shipped_and_no_place_of_this_machine(programs, tmp_path):
    supply.write_bill(programs, tmp_path / "bill.json")

    bill = json.loads((tmp_path / "bill.json").read_text())
    parts = {part["name"].lower() for part in bill["components"]}
    known = {part["bom-ref"] for part in [*bill["components"], bill["metadata"]["component"]]}
    assert {"django", "gunicorn", "nhsuk-frontend"} <= parts
    assert parts.isdisjoint({"competence-app", "pytest"})
    assert {dependency["ref"] for dependency in bill["dependencies"]} <= known
    assert "file:" not in (tmp_path / "bill.json").read_text()


def test_every_part_says_its_licence(programs, tmp_path):
    supply.write_licences(programs, tmp_path / "licences.txt")

    text = (tmp_path / "licences.txt").read_text()
    parts = text.partition("\n\n")[0].splitlines()
    assert [line for line in parts if line.endswith(": not said")] == []
    assert "nhsuk-frontend 10.6.1: MIT" in parts
    assert "Permission is hereby granted" in text


def test_a_form_is_filled_in_with_its_last_choice():
    page = """
        <input type="hidden" name="token" value="x"><input type="text" name="note" value="y">
        <input type="radio" name="K1" value="1"><input type="radio" name="K1" value="2">
        <select name="role"><option value="">Choose</option><option value="3">Nurse</option></select>
    """

    assert Form(page).fields == {"token": "x", "K1": "2", "role": "3"}
