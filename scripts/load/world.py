"""Whom a morning needs: `python -m scripts.load.world COUNT` prints their sessions and pages as JSON.

The world is that of `make scale`, in which each page has something to show; beside its cast are nurses who rate, and
versions that are as large as any, with an assessment on each.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.test import Client

from scripts.dist.trial import free_port
from scripts.faults.meeting import manage
from scripts.faults.serving import Machine, environment

NURSES = 128  # as many as ever work at once
BIG = "big"
# Of a framework that workers are to remember: the largest that one is likely to meet.
COMPETENCES, DOMAINS, VERSIONS = 1_000, 20, 3
HEAD = """\
code: big
version: "{year}"
title: A large framework
changes: {changes}
scale: {{levels: [{{value: 1, label: Not yet}}, {{value: 2, label: Well}}]}}
domains:
"""
OURS = "therapeutic-relationship"


@contextmanager
def served(url: str) -> Iterator[tuple[Machine, dict[str, Any]]]:
    """Make the world in an empty database and serve it; give where everybody goes too."""
    with TemporaryDirectory() as folder:
        machine = machine_at(url, folder)
        world = make(machine.environment)
        machine.start()
        try:
            yield machine, world
        finally:
            machine.end()


def machine_at(url: str, folder: str) -> Machine:
    """Return what will serve a database."""
    port = free_port()
    return Machine(environment(url, f"http://localhost:{port}", folder), port)


def make(env: dict[str, str]) -> dict[str, Any]:
    """Make the world in an empty database, by a process that knows the bare pages too."""
    manage(env, "migrate", "--verbosity=0")
    making = env | {"DJANGO_SETTINGS_MODULE": "scripts.bench.settings", "BENCH_FOLDER": env["VAR_DIR"]}
    command = [sys.executable, "-W", "ignore", "-m", "scripts.load.world", str(NURSES)]
    made = subprocess.run(command, env=making, check=True, stdout=subprocess.PIPE, text=True)
    world: dict[str, Any] = json.loads(made.stdout)
    return world


def main(count: int) -> None:
    """Make nurses beside the demo's cast on DATABASE_URL, and print where each of them goes."""
    django.setup()
    from scripts.scale.world import make_world  # noqa: PLC0415 - it needs Django set up

    make_world()
    big, nurses = list(_big()), list(_nurses(count))
    read = [f"/frameworks/{BIG}/{version}/" for version, _ in big]
    pages = [*_pages(), *(page for _, assessment in big for page in _pages_of(assessment))]
    print(json.dumps({"nurses": nurses, "read": read, "pages": pages, **_cast()}))


def _nurses(count: int) -> Iterator[tuple[str, int]]:
    """Yield the session of each, and the key of her assessment."""
    from competence_app.assessments.actions.assessing import start  # noqa: PLC0415 - it needs Django set up
    from competence_app.catalogue.models import Version  # noqa: PLC0415 - the same

    version = Version.objects.current().get(framework__code=OURS)
    for number in range(count):
        nurse = _nurse(f"load{number}")
        yield _session(nurse), start(version=version, job_role=nurse.job_role, by=nurse).pk


def _nurse(name: str) -> Any:
    from competence_app.people.models import JobRole, User  # noqa: PLC0415 - it needs Django set up

    role = JobRole.objects.get(code="registered-nurse")
    return User.objects.create_user(f"{name}@example.org", full_name=f"Nurse {name}", job_role=role)


def _session(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return str(client.session.session_key)


def _cast() -> dict[str, Any]:
    """Return the sessions of a nurse with a past and of a supervisor, and the key of somebody whom she reads."""
    from scripts.scale.world import person  # noqa: PLC0415 - it needs Django set up

    return {"nurse": _session(person("amara")), "supervisor": _session(person("priya")), "staff": person("grace").pk}


def _pages() -> Iterator[tuple[str, str]]:
    """Yield every page of everybody: the cookies, and the address."""
    from scripts.scale.pages import pages  # noqa: PLC0415 - it needs Django set up

    for page in pages():
        environ = next(page.requests).environ
        yield environ["HTTP_COOKIE"], f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"


def _pages_of(assessment: Any) -> Iterator[tuple[str, str]]:
    """Yield some pages of whoever rates a large version."""
    cookie = f"sessionid={_session(assessment.practitioner)}"
    domains = (f"/assessments/{assessment.pk}/rate/d{number}/" for number in range(DOMAINS))
    yield from ((cookie, path) for path in (f"/assessments/{assessment.pk}/", f"/profile/{BIG}/", *domains))


def _big() -> Iterator[tuple[int, Any]]:
    """Yield the key of each version of a framework of many competences, and an assessment on it, all of it answered."""
    from competence_app.assessments.actions.assessing import start  # noqa: PLC0415 - it needs Django set up
    from competence_app.assessments.models import Rating  # noqa: PLC0415 - the same
    from competence_app.catalogue.actions import loading  # noqa: PLC0415 - the same
    from competence_app.catalogue.formats.files import FrameworkFile  # noqa: PLC0415 - the same

    for number in range(VERSIONS):
        [loaded] = loading.load([FrameworkFile.of_text(_text(number))])
        if not isinstance(loaded, loading.LoadOutcome):
            raise SystemExit(str(loaded))
        nurse = _nurse(f"big{number}")
        assessment = start(version=loaded.version, job_role=nurse.job_role, by=nurse)
        answers = {"assessment": assessment, "voice": "self", "level": 1, "rated_at": assessment.started_at}
        competences = loaded.version.competences.values_list("pk", flat=True)
        Rating.objects.bulk_create(Rating(**answers, competence_id=key) for key in competences)
        yield loaded.version.pk, assessment


def _text(version: int) -> str:
    domains = (
        f"- {{code: d{number}, title: Domain {number}, competences: [{_statements(number, version)}]}}\n"
        for number in range(DOMAINS)
    )
    changes = "All statements name their edition." if version else "''"
    return HEAD.format(year=2024 + version, changes=changes) + "".join(domains)


def _statements(domain: int, version: int) -> str:
    many = range(domain * COMPETENCES // DOMAINS, (domain + 1) * COMPETENCES // DOMAINS)
    return ", ".join(
        f"{{code: C{n}, text: 'An ability, the {n}th of the edition {version}, to do what is described'}}" for n in many
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
