from typing import Any

import pytest

from scripts.audit import of_node, of_python

WEAK = {"name": "django", "version": "5.2.0", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["5.2.1"]}]}
UNMENDED = {"name": "idna", "version": "3.0", "vulns": [{"id": "CVE-2026-2", "fix_versions": []}]}
SOUND: dict[str, Any] = {"name": "pyyaml", "version": "6.0", "vulns": []}
SKIPPED = {"name": "typst", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([SOUND, SKIPPED], []),
        ([SKIPPED], None),
        ([], None),
        ([WEAK, SOUND], ["django 5.2.0: CVE-2026-1, mended in 5.2.1"]),
        ([UNMENDED], ["idna 3.0: CVE-2026-2, mended in no release yet"]),
    ],
)
def test_what_pip_audit_says_is_told_from_what_it_could_not_ask(parts, found):
    assert of_python({"dependencies": parts}) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"vulnerabilities": {}}, []),
        ({"message": "405 Method Not Allowed"}, None),
        ({"vulnerabilities": {"sass": {"severity": "low", "range": "<1"}}}, ["sass: low, in <1"]),
    ],
)
def test_what_npm_says_is_told_from_what_it_could_not_ask(said, found):
    assert of_node(said) == found
