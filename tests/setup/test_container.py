"""The container file speaks of what a release is; to build it takes an image that is not to be had everywhere."""

import json
import re
from pathlib import Path

from competence_app.command import COMMANDS

ROOT = Path(__file__).parents[2]
FILE = (ROOT / "docs/operations/Containerfile").read_text()


def test_it_takes_what_a_release_consists_of():
    [taken] = re.findall(r"^COPY (?!--)(.*) /release/$", FILE, re.MULTILINE)

    assert taken.split() == ["*.whl", "runtime.lock"]
    assert (ROOT / "runtime.lock").exists()


def test_it_serves_by_our_command_and_not_as_root():
    [words] = re.findall(r"^CMD (\[.*\])$", FILE, re.MULTILINE)

    assert json.loads(words)[0] in COMMANDS
    assert FILE.index("\nUSER competence\n") < FILE.index("\nENTRYPOINT ")


def test_its_health_is_what_the_app_answers():
    [words] = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", FILE, re.MULTILINE)

    compile(json.loads(words)[2], "the check", "exec")
    assert "/healthz" in words
