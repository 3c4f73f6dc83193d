"""The people of the demo, and what they have answered so far. All of it is invented."""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from competence_app.assessments.actions import assessing, planning
from competence_app.assessments.actions.answering import Sent
from competence_app.assessments.answers import BLANK, Answer
from competence_app.assessments.models import Assessment, Rating
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.models import Competence, Version
from competence_app.people.models import JobRole, Supervision, Team, User

PASSWORD = "practise-makes-better"  # noqa: S105 - printed for everybody who runs the demo
FRAMEWORK = "therapeutic-relationship"
REVISION = Path(__file__).with_name("revision.yaml")  # ours, not the publisher's, and so not in frameworks/


class Person(NamedTuple):
    """One of the cast."""

    email: str
    name: str
    role: str
    part: str  # what they are there for, as the list of sign-ins says it
    editor: bool = False
    administrator: bool = False


ROLES = {
    "student-nurse": "Student nurse",
    "registered-nurse": "Registered nurse",
    "ward-manager": "Ward manager",
}
CAST = (
    Person("amara@demo.example", "Amara Okafor", "registered-nurse", "nurse with a finished assessment and a draft"),
    Person("ben@demo.example", "Ben Whitfield", "student-nurse", "student nurse who has not started"),
    Person("chloe@demo.example", "Chloe Davies", "registered-nurse", "nurse who finished last week"),
    Person("priya@demo.example", "Priya Nair", "ward-manager", "supervisor of the three, and team lead"),
    Person("ruth@demo.example", "Ruth Adeyemi", "registered-nurse", "editor with a draft to preview", editor=True),
    Person("sam@demo.example", "Sam Carter", "ward-manager", "people administrator", administrator=True),
)

FORMER = {
    "K1": Answer(3), "K2": Answer(2), "K3": Answer(2), "K4": Answer(1),
    "D1": Answer(2), "D2": Answer(2), "D3": Answer(off_scale="no-opportunity"), "D4": Answer(3),
    "M1": Answer(1), "M2": Answer(2), "M3": Answer(off_scale="no-opportunity"), "M4": Answer(2),
}  # fmt: skip
LATER = {
    "K1": Answer(3),
    "K2": Answer(3, note="Being open about what I do not know has helped me more than I expected."),
    "K3": Answer(3),
    "K4": Answer(2, note="I know the main points. I want to read more about past experiences of services."),
    "D1": Answer(3),
    "D2": Answer(3),
    "D3": Answer(2, note="Easier to say than to do when someone is detained. I would like to watch a colleague."),
    "D4": Answer(4),
    "M1": Answer(2),
    "M2": Answer(3),
    "M3": Answer(off_scale="no-opportunity"),
    "M4": Answer(
        off_scale="not-applicable", reason="I work on an assessment ward: people move on and seldom come back to us."
    ),
}
PLANS = (
    ("D3", "Sit in on a colleague's conversation about rights under section, and write down what she does.", 21),
    ("M1", "Ask to take part in the next debrief after a restraint.", 45),
)


@transaction.atomic
def seed() -> bool:
    """Store the cast in an empty database; return whether there was anything to do."""
    if User.objects.get_queryset().exists():
        return False
    people = _people()
    version = Version.objects.current().get(framework__code=FRAMEWORK)
    amara, chloe = people["amara@demo.example"], people["chloe@demo.example"]
    _finished(amara, version, FORMER, days_ago=400)
    _finished(amara, version, LATER, days_ago=40)
    _draft(amara, version, {"K1": Answer(4), "K2": Answer(3)})
    _finished(chloe, version, LATER | {"D3": Answer(3), "M1": Answer(3)}, days_ago=6)
    for code, text, days in PLANS:
        competence = Competence.objects.get(version=version, code=code)
        planning.plan(competence=competence, text=text, due_on=timezone.localdate() + timedelta(days), by=amara)
    drafting.upload(REVISION.read_bytes(), by=people["ruth@demo.example"])
    return True


def _people() -> dict[str, User]:
    roles = {code: JobRole.objects.create(code=code, title=title) for code, title in ROLES.items()}
    team = Team.objects.create(name="Willow ward")
    people = {
        person.email: User.objects.create_user(
            person.email,
            PASSWORD,
            full_name=person.name,
            job_role=roles[person.role],
            team=team,
            is_framework_editor=person.editor,
            is_people_administrator=person.administrator,
        )
        for person in CAST
    }
    priya = people["priya@demo.example"]
    team.leads.add(priya)
    for email in ("amara@demo.example", "ben@demo.example", "chloe@demo.example"):
        Supervision.objects.create(practitioner=people[email], supervisor=priya)
    return people


def _draft(nurse: User, version: Version, answers: dict[str, Answer]) -> Assessment:
    assessment = assessing.start(version=version, job_role=nurse.job_role, by=nurse)
    given = assessment.self_ratings()
    bases = {code: rating.answer.fingerprint for code, rating in given.items()}
    sent = {code: Sent(answer, bases.get(code, BLANK.fingerprint), confirmed=True) for code, answer in answers.items()}
    assessing.save_answers(assessment, sent, by=nurse)
    return assessment


def _finished(nurse: User, version: Version, answers: dict[str, Answer], *, days_ago: int) -> None:
    assessment = _draft(nurse, version, answers)
    assessing.finish(assessment, by=nurse)
    then = timezone.now() - timedelta(days_ago)
    Assessment.objects.filter(pk=assessment.pk).update(started_at=then, finished_at=then)
    Rating.objects.filter(assessment=assessment).update(rated_at=then)
