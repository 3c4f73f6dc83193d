"""Nurses who each have an assessment to fill in: `python -m scripts.faults.world COUNT PASSWORD`."""

import json
import sys

import django


def main(count: int, password: str) -> None:
    """Make them on DATABASE_URL; print by address the keys of their assessment and of a competence, as JSON."""
    django.setup()
    from competence_app.assessments.actions.assessing import start  # noqa: PLC0415 - it needs Django set up
    from competence_app.catalogue.models import Competence, Version  # noqa: PLC0415 - the same
    from competence_app.people.models import JobRole, User  # noqa: PLC0415 - the same

    version = Version.objects.published().earliest("pk")
    competence = Competence.objects.filter(version=version).earliest("pk").pk
    role, _ = JobRole.objects.get_or_create(code="registered-nurse", defaults={"title": "Registered nurse"})
    made = {}
    for number in range(count):
        name = f"nurse{number}@example.org"
        person = User.objects.create_user(name, password=password, full_name=f"Nurse {number}", job_role=role)
        made[name] = start(version=version, job_role=role, by=person).pk, competence
    print(json.dumps(made))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
