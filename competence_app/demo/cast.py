"""The people of the demo, and what they have answered so far. All of it is invented."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from competence_app.assessments.actions import assessing, planning, sending
from competence_app.assessments.models import Assessment, Rating
from competence_app.assessments.queries import pairs_in
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Competence, Version
from competence_app.outbox.models import Mail
from competence_app.people.models import JobRole, Notice, Supervision, Team, User
from competence_app.reviews.actions import reviewing

PASSWORD = "practise-makes-better"  # noqa: S105 - printed for everybody who runs the demo
FRAMEWORK = "therapeutic-relationship"
REVISION = Path(__file__).with_name("revision.yaml")  # ours, not the publisher's, and so not in frameworks/
EXAMPLE, EXAMPLE_REVISION = (Path(__file__).with_name(f"{name}.yaml") for name in ("handover", "handover_revision"))


class CastMember(NamedTuple):
    """One of the cast."""

    email: str
    name: str
    role: str
    part: str  # what they are there for, as the list of sign-ins says it
    editor: bool = False
    organisation: bool = False
    administrator: bool = False
    auditor: bool = False


ROLES = {
    "student-nurse": "Student nurse",
    "registered-nurse": "Registered nurse",
    "ward-manager": "Ward manager",
}
CAST = (
    CastMember("amara@demo.example", "Amara Okafor", "registered-nurse", "nurse with past assessments and a draft"),
    CastMember("ben@demo.example", "Ben Whitfield", "student-nurse", "student nurse who has not started"),
    CastMember("chloe@demo.example", "Chloe Davies", "registered-nurse", "nurse who finished last week"),
    CastMember("dev@demo.example", "Dev Patel", "registered-nurse", "nurse who has sent an assessment to Priya"),
    CastMember("elin@demo.example", "Elin Hughes", "registered-nurse", "nurse whom Priya has rated: to agree"),
    CastMember("grace@demo.example", "Grace Mensah", "registered-nurse", "nurse with an agreed assessment"),
    CastMember("priya@demo.example", "Priya Nair", "ward-manager", "supervisor of everybody above, and of the ward"),
    CastMember("tom@demo.example", "Tom Lewis", "ward-manager", "team lead, who sees counts and no names"),
    CastMember("nadia@demo.example", "Nadia Rahman", "ward-manager", "lead of all teams", organisation=True),
    CastMember("ruth@demo.example", "Ruth Adeyemi", "registered-nurse", "editor with a draft to preview", editor=True),
    CastMember("sam@demo.example", "Sam Carter", "ward-manager", "people administrator", administrator=True),
    CastMember("ola@demo.example", "Ola Marsh", "ward-manager", "auditor, who reads who did what", auditor=True),
)

UNSUPERVISED = {f"{name}@demo.example" for name in ("priya", "tom", "nadia", "ruth", "sam", "ola")}

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
# The rest of the ward, and how many days ago each of them agreed an assessment.
WARD = {
    "Aoife Byrne": 30,
    "Bilal Ahmed": 75,
    "Carys Evans": 120,
    "Daniel Mbeki": 160,
    "Esther Cohen": 200,
    "Fiona Grant": 250,
    "Hassan Ali": 300,
    "Ines Duarte": 345,
    "Jakub Nowak": 380,
    "Kofi Asante": 410,
    "Leila Haddad": 20,
    "Marek Novak": 50,
    "Nia Roberts": 95,
    "Omar Farouk": 140,
    "Pia Larsen": 185,
}
SUPERVISOR = LATER | {
    "K4": Answer(3, note="You explained this well to the student last month."),
    "D2": Answer(2, note="I would like to hear how you end a conversation that has become hostile."),
    "D4": Answer(2),
    "M2": Answer(off_scale=NOT_OBSERVED),
    "M3": Answer(2, note="The debrief in spring was one."),
    "M4": Answer(off_scale="not-applicable", reason="Not on an assessment ward."),
}
AGREED = {
    "K4": Answer(3, note="We went through the factors together."),
    "D2": Answer(2, note="Agreed after two examples; an action is planned."),
    "D4": Answer(3, note="With most patients. We come back to this in three months."),
    "M2": Answer(3),
    "M3": Answer(2, note="The debrief counts."),
}
DISCUSS = ("K4", "D3")
HANDING_OVER = {
    "P1": Answer(2, note="I still tell too much."),
    "P2": Answer(3),
    "H1": Answer(3),
    "H2": Answer(3),
    "H3": Answer(1),
    "H4a": Answer(2),
    "H4b": Answer(off_scale="no-opportunity"),
    "T1": Answer(4),
}
PLANS = (
    ("D3", "Sit in on a colleague's conversation about rights under section, and write down what she does.", 21),
    ("M1", "Ask to take part in the next debrief after a restraint.", 45),
)


@transaction.atomic
def seed(*, example: bool = False) -> bool:
    """Store the cast in an empty database, and with it the framework that is an ``example`` of all that one can say.

    Return whether there was anything to do.
    """
    if User.objects.get_queryset().exists():
        return False
    people = _people()
    version = Version.objects.current().get(framework__code=FRAMEWORK)
    amara, chloe = people["amara@demo.example"], people["chloe@demo.example"]
    agreed = _finished(amara, version, FORMER, days_ago=400)
    _agree(agreed, people["priya@demo.example"])
    _finished(amara, version, LATER, days_ago=40)
    _draft(amara, version, {"K1": Answer(4), "K2": Answer(3)})
    _finished(chloe, version, LATER | {"D3": Answer(3), "M1": Answer(3)}, days_ago=6)
    _reviews(people, version)
    _antedate(agreed, days=395)
    for code, text, days in PLANS:
        competence = Competence.objects.get(version=version, code=code)
        planning.plan_action(competence=competence, text=text, due_on=timezone.localdate() + timedelta(days), by=amara)
    drafting.upload(FrameworkFile(REVISION.read_bytes()), by=people["ruth@demo.example"])
    if example:
        _example(editor=people["ruth@demo.example"], nurse=amara)
    Mail.objects.all().delete()  # nobody in the demo has a mailbox
    return True


def _example(*, editor: User, nurse: User) -> None:
    """Publish the example, which the nurse has answered, and let its revision wait for the editor."""
    draft = drafting.upload(FrameworkFile(EXAMPLE.read_bytes()), by=editor)
    _finished(nurse, drafting.publish(draft, expected=None, by=editor), HANDING_OVER, days_ago=20)
    drafting.upload(FrameworkFile(EXAMPLE_REVISION.read_bytes()), by=editor)


def _people() -> dict[str, User]:
    roles = {code: JobRole.objects.create(code=code, title=title) for code, title in ROLES.items()}
    team = Team.objects.create(name="Willow ward")
    ward = (CastMember(_email(name), name, "registered-nurse", "one of the ward") for name in WARD)
    people = {
        person.email: User.objects.create_user(
            person.email,
            full_name=person.name,
            job_role=roles[person.role],
            team=None if person.organisation or person.auditor else team,
            is_framework_editor=person.editor,
            is_people_administrator=person.administrator,
            is_organisation_lead=person.organisation,
            is_auditor=person.auditor,
        )
        for person in (*CAST, *ward)
    }
    signing_in = User.objects.filter(email__in=[person.email for person in CAST])
    signing_in.update(password=make_password(PASSWORD))  # hashed once: it takes half a second
    priya = people["priya@demo.example"]
    team.leads.add(people["tom@demo.example"])
    for person in people.values():
        if person.email not in UNSUPERVISED:
            Supervision.objects.create(
                practitioner=person, supervisor=priya, started_on=timezone.localdate() - timedelta(days=500)
            )
    return people


def _draft(nurse: User, version: Version, answers: dict[str, Answer]) -> Assessment:
    assessment = assessing.start(version=version, job_role=nurse.job_role, by=nurse)
    given = assessment.ratings.by_code(Voice.SELF)
    bases = {code: rating.answer.fingerprint for code, rating in given.items()}
    sent = {
        code: SentAnswer(answer, bases.get(code, BLANK.fingerprint), confirmed=True) for code, answer in answers.items()
    }
    assessing.save_answers(assessment, sent, by=nurse)
    return assessment


def _finished(nurse: User, version: Version, answers: dict[str, Answer], *, days_ago: int) -> Assessment:
    assessment = _draft(nurse, version, answers)
    assessing.finish(assessment, by=nurse)
    then = timezone.now() - timedelta(days_ago)
    Assessment.objects.filter(pk=assessment.pk).update(started_at=then, finished_at=then)
    Rating.objects.filter(assessment=assessment).update(rated_at=then)
    return assessment


def _reviews(people: dict[str, User], version: Version) -> None:
    """Take what the ward, Grace, Dev and Elin have finished as far as each of them and Priya are."""
    priya, ward = people["priya@demo.example"], {}
    for place, (name, days) in enumerate(WARD.items()):
        # So that the team's counts have something to show: answers from all over the scale, mostly confirmed.
        spread = {code: Answer(1 + (place + row) % 4) for row, code in enumerate(LATER) if (place + row) % 3}
        seen = {code: SUPERVISOR[code] for code in list(LATER)[place % 4 :: 4]}
        finished = _finished(people[_email(name)], version, LATER | spread, days_ago=days + 5)
        _agree(finished, priya, rated=LATER | spread | seen)
        ward[finished] = days
    for assessment, days in ward.items():  # afterwards: what has waited for months is counted with fewer
        _antedate(assessment, days=days)
    answers = LATER | {"K4": Answer(2), "D3": Answer(1, note="I would like to talk about this one.")}
    dev, elin, grace = (
        _finished(people[_email(name)], version, answers, days_ago=days)
        for name, days in (("Dev", 9), ("Elin", 16), ("Grace", 100))
    )
    _agree(grace, priya)
    _antedate(grace, days=95)
    sending.comment_on(grace, comment="I am glad that we talked about D4.", by=grace.practitioner)
    for finished, days in ((dev, 9), (elin, 16)):
        sending.submit(finished, to=priya, to_discuss=DISCUSS, by=finished.practitioner)
        Assessment.objects.filter(pk=finished.pk).update(submitted_at=timezone.now() - timedelta(days))
    _rate(elin, priya)


def _email(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@demo.example"


def _rate(assessment: Assessment, supervisor: User, answers: dict[str, Answer] = SUPERVISOR) -> None:
    _save(assessment, Voice.SUPERVISOR, answers, supervisor)
    reviewing.reveal(assessment, by=supervisor)


def _save(assessment: Assessment, voice: Voice, answers: dict[str, Answer], supervisor: User) -> None:
    sent = {code: SentAnswer(answer, BLANK.fingerprint) for code, answer in answers.items()}
    reviewing.save_ratings(assessment, voice, sent, by=supervisor)


def _agree(assessment: Assessment, supervisor: User, *, rated: dict[str, Answer] = SUPERVISOR) -> None:
    """Send it, rate it and agree it; where AGREED has nothing, what the supervisor said is agreed."""
    nurse = assessment.practitioner
    sending.submit(assessment, to=supervisor, to_discuss=DISCUSS, by=nurse)
    _rate(assessment, supervisor, rated)
    differing = [pair for pair in pairs_in(assessment) if pair.needs_agreed]
    agreed = {pair.statement.code: AGREED.get(pair.statement.code, pair.supervisor) for pair in differing}
    spoken = {code: replace(answer, note=answer.note or "We talked about it.") for code, answer in agreed.items()}
    _save(assessment, Voice.AGREED, spoken, supervisor)
    reviewing.agree(assessment, declared=True, by=supervisor)


def _antedate(assessment: Assessment, *, days: int) -> None:
    """Let it have been sent and agreed so many days ago."""
    then = timezone.now() - timedelta(days)
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=then, revealed_at=then, agreed_at=then)
    Notice.objects.update(read_at=timezone.now())
