"""Whom a morning needs: `python -m scripts.load.world COUNT` prints their sessions and pages as JSON."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import django
from django.test import Client

BIG = "big"
COMPETENCES, VERSIONS = 1_000, 3  # of a framework that workers are to remember: the largest that one is likely to meet
HEAD = """\
code: big
version: "{year}"
title: A large framework
changes: {changes}
scale: {{levels: [{{value: 1, label: Not yet}}, {{value: 2, label: Well}}]}}
domains:
"""
OURS = "therapeutic-relationship"


def main(count: int) -> None:
    """Make nurses beside the demo's cast on DATABASE_URL, and print where each of them goes."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - it needs Django set up

    with open("/dev/null", "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no file of ours
        call_command("seed_demo", stdout=nowhere)
    made = {"nurses": list(_nurses(count)), "read": list(_big()), **_cast()}
    print(json.dumps(made))


def _nurses(count: int) -> Iterator[tuple[str, int]]:
    """Yield the session of each, and the key of her assessment."""
    from competence_app.assessments.actions.assessing import start  # noqa: PLC0415 - it needs Django set up
    from competence_app.catalogue.models import Version  # noqa: PLC0415 - the same
    from competence_app.people.models import JobRole, User  # noqa: PLC0415 - the same

    version = Version.objects.published().get(framework__code=OURS)
    role = JobRole.objects.get(code="registered-nurse")
    for number in range(count):
        nurse = User.objects.create_user(f"load{number}@example.org", full_name=f"Nurse {number}", job_role=role)
        yield _session(nurse), start(version=version, job_role=role, by=nurse).pk


def _session(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return str(client.session.session_key)


def _cast() -> dict[str, Any]:
    """Return the sessions of a nurse with a past and of a supervisor, and the key of somebody whom she reads."""
    from competence_app.people.models import User  # noqa: PLC0415 - it needs Django set up

    named = {name: User.objects.get(email=f"{name}@demo.example") for name in ("amara", "priya", "grace")}
    return {"nurse": _session(named["amara"]), "supervisor": _session(named["priya"]), "staff": named["grace"].pk}


def _big() -> Iterator[str]:
    """Yield the pages of all versions of a framework of many competences."""
    from competence_app.catalogue.actions import loading  # noqa: PLC0415 - it needs Django set up
    from competence_app.catalogue.formats.files import FrameworkFile  # noqa: PLC0415 - the same

    for version in range(VERSIONS):
        [loaded] = loading.load([FrameworkFile.of_text(_text(version))])
        if not isinstance(loaded, loading.LoadOutcome):
            raise SystemExit(str(loaded))
        yield f"/frameworks/{BIG}/{loaded.version.pk}/"


def _text(version: int) -> str:
    domains = (
        f"- {{code: d{number}, title: Domain {number}, competences: [{_statements(number, version)}]}}\n"
        for number in range(20)
    )
    changes = "All statements name their edition." if version else "''"
    return HEAD.format(year=2024 + version, changes=changes) + "".join(domains)


def _statements(domain: int, version: int) -> str:
    many = range(domain * COMPETENCES // 20, (domain + 1) * COMPETENCES // 20)
    return ", ".join(
        f"{{code: C{n}, text: 'An ability, the {n}th of the edition {version}, to do what is described'}}" for n in many
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
