"""The world in which every page has something to show: the demo cast's, after its revision is published."""

from datetime import timedelta

from django.utils.timezone import localdate

from competence_app.accounts.models import Proposal
from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.catalogue.actions import drafting
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Version
from competence_app.demo import cast
from competence_app.passports.actions import issuing
from competence_app.passports.actions.keys import make_key
from competence_app.people.models import Supervision, SupervisionRequest, Team, User
from scripts.bench import subjects

REPLACING = "D6"
# What makes another revision of the cast's.
NEXT = {
    "version: demo-revision": "version: demo-next",
    "code: D5": f"code: {REPLACING}",
    "replaces: [D2]": "replaces: [D5]",
    "An ability to": "The ability to",
}


def make_world() -> None:
    """Fill an empty, migrated database with the frameworks and the cast, and what the cast alone does not bring."""
    subjects.prepare()
    _revise_twice(person("ruth"))
    Team.objects.create(name="Rowan ward").leads.add(person("tom"))  # who leads one team alone sees no list of them
    SupervisionRequest.objects.create(practitioner=person("tom"), email=person("priya").email)
    asked = {"asked_by": person("ruth"), "reason": "To be confirmed"}
    Proposal.objects.create(kind=Proposal.Kind.ADDRESS, person=person("tom"), address="tom@new.example", **asked)
    Proposal.objects.create(kind=Proposal.Kind.ERASURE, person=person("tom"), **asked)
    past = localdate() - timedelta(100)
    Supervision.objects.create(practitioner=person("amara"), supervisor=person("tom"), started_on=past, ended_on=past)
    make_key()
    issuing.issue(assessment("grace", "agreed"), by=person("grace"))
    _go_on(assessment("grace", "agreed"))


def person(name: str) -> User:
    """Return one of the cast by the first name."""
    return User.objects.get(email=f"{name}@demo.example")


def assessment(name: str, state: str) -> Assessment:
    """Return the latest that one of the cast has in a state."""
    theirs = Assessment.objects.of(person(name)).filter(framework__code=cast.FRAMEWORK, state=state)
    return theirs.newest_first()[0]


def _revise_twice(editor: User) -> None:
    """Publish the cast's draft, and leave one that rewords it and asks something in place of something else."""
    draft = Version.objects.get(state=Version.State.DRAFT)
    current = Version.objects.current().get(framework=draft.framework_id)
    text = draft.text
    for old, new in NEXT.items():
        text = text.replace(old, new)
    drafting.publish(draft, expected=current.pk, by=editor)
    for uploaded in (text.replace("The ability", "An ability", 1), text):  # the second in place of the first
        drafting.upload(FrameworkFile.of_text(uploaded), by=editor)


def _go_on(agreed: Assessment) -> None:
    """Start the next on the current version, and agree one of another framework as well."""
    current = Version.objects.current()
    nurse = agreed.practitioner
    assessing.start(version=current.get(framework=agreed.framework_id), job_role=nurse.job_role, by=nurse)
    agreed.pk, agreed.version = None, current.get(framework__code=subjects.ONE_PAGE)
    agreed.framework = agreed.version.framework
    agreed.save(force_insert=True)
