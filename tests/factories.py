"""Makes people, published versions and answered assessments for tests, each as plain as the models allow."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import yaml
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, Password

from competence_app.assessments.models import Assessment, PlannedAction, Rating, Showing
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.due import months_after
from competence_app.assessments.rules.lifecycle import COMPLETED, REVEALED, SENT, State
from competence_app.catalogue.actions import drafting, loading
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids
from competence_app.passports.actions import issuing
from competence_app.passports.models import Passport
from competence_app.people.models import JobRole, Restriction, Supervision, User

PASSWORD = "correct horse battery"
WHAT_IS_NEW = "The words were read again with nurses."


class JobRoleFactory(DjangoModelFactory[JobRole]):
    """A job role: registered nurse, which the small framework has a target for."""

    class Meta:
        model = JobRole
        django_get_or_create = ("code",)

    code = "registered-nurse"
    title = LazyAttribute(lambda role: role.code.replace("-", " ").capitalize())


class UserFactory(DjangoModelFactory[User]):
    """A registered nurse who signs in with ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = Sequence(lambda n: f"nurse{n}@example.org")
    full_name = Sequence(lambda n: f"Nurse {n}")
    job_role = SubFactory(JobRoleFactory)
    password = Password(PASSWORD)


def small_framework(**changes: Any) -> dict[str, Any]:
    """Return the YAML's content of a framework with K1 and K2 (knowledge) and D1; ``changes`` replace whole fields.

    Registered nurses are expected to reach 3 of 1 to 4; ``na`` is excluded, with a reason, ``no`` a development need.
    """
    labels = ("Not yet", "With support", "Independently", "Leading others")
    return {
        "code": "listening",
        "version": "2022",
        "title": "Ability to listen",
        "source": {"title": "A book of listening", "published": "2022-04", "review_by": "2025-04"},
        "scale": {
            "levels": [{"value": value, "label": label} for value, label in enumerate(labels, 1)],
            "off_scale": [
                {"code": "na", "label": "Not applicable to my role", "reason": "required", "counts": "excluded"},
                {"code": "no", "label": "No opportunity yet", "counts": "development-need"},
            ],
        },
        "targets": {"default": 2, "roles": {"registered-nurse": 3}},
        "domains": [
            {
                "code": "knowing",
                "title": "Knowing",
                "kind": "knowledge",
                "competences": [
                    {"code": "K1", "text": "Knows why listening matters"},
                    {"code": "K2", "text": "Knows what gets in the way, such as:", "parts": ["noise", "haste"]},
                ],
            },
            {"code": "doing", "title": "Doing", "competences": [{"code": "D1", "text": "Listens to the end"}]},
        ],
    } | changes


def framework_of(size: int, **changes: Any) -> dict[str, Any]:
    """Return the small framework with ``size`` competences, C1 and on, each in a domain of its own."""
    domains = [
        {"code": f"domain-{n}", "title": f"Domain {n}", "competences": [{"code": f"C{n}", "text": f"Does thing {n}"}]}
        for n in range(1, size + 1)
    ]
    return small_framework(domains=domains, **changes)


def long_framework(size: int, **changes: Any) -> dict[str, Any]:
    """Return the small framework with ``size`` competences, C1 and on, in one domain, all; then its last domain."""
    competences = [{"code": f"C{n}", "text": f"Does thing {n}"} for n in range(1, size + 1)]
    content = small_framework(**changes)
    return content | {"domains": [{"code": "all", "title": "All", "competences": competences}, content["domains"][-1]]}


def written(content: Mapping[str, Any]) -> str:
    """Return the content as YAML; unless it says what is new, it says so at its end."""
    return yaml.safe_dump(
        {**content, "changes": content.get("changes", WHAT_IS_NEW)}, allow_unicode=True, sort_keys=False
    )


def publish(content: Mapping[str, Any] | None = None) -> Version:
    """Publish a framework version by the real loader: the small framework unless told otherwise."""
    [loaded] = loading.load([FrameworkFile.of_text(written(content or small_framework()))])
    assert isinstance(loaded, loading.LoadOutcome), loaded
    return loaded.version


def draft_of(content: Mapping[str, Any], *, by: User | None = None) -> Version:
    """Upload a framework version as a draft, as a framework editor does."""
    return drafting.upload(
        FrameworkFile.of_text(written(content)), by=by or UserFactory.create(is_framework_editor=True)
    )


def restrict(person: User, **fields: Any) -> Restriction:
    """Have what is held about somebody kept, and not used, as they ask."""
    return Restriction.objects.create(person=person, **{"recorded_by": person} | fields)


class AssessmentFactory(DjangoModelFactory[Assessment]):
    """A draft without answers, of a nurse with her own job role, on the small framework."""

    class Meta:
        model = Assessment

    practitioner = SubFactory(UserFactory)
    version = LazyFunction(publish)
    framework = SelfAttribute("version.framework")
    job_role = SelfAttribute("practitioner.job_role")

    class Params:
        finished = Trait(state="finished", finished_at=LazyFunction(timezone.now))


def answer(assessment: Assessment, answers: Mapping[str, int | str | Answer], **fields: Any) -> Assessment:
    """Store self-ratings by code: a level, an off-scale code or an ``Answer``; ``fields`` go into every rating."""
    ids = competence_ids(assessment.version_id)
    for code, given in answers.items():
        value = given if isinstance(given, Answer) else Answer.of(str(given))
        Rating.objects.create(
            assessment=assessment,
            competence_id=ids[code],
            level=value.level,
            off_scale=value.off_scale,
            reason=value.reason,
            note=value.note,
            **fields,
        )
    return assessment


def finished(practitioner: User, answers: Mapping[str, int | str | Answer], **fields: Any) -> Assessment:
    """Store a finished assessment with these answers; ``fields`` as for ``AssessmentFactory``."""
    return answer(AssessmentFactory.create(practitioner=practitioner, finished=True, **fields), answers)


def supervise(practitioner: User, supervisor: User | None = None, **dates: date) -> User:
    """Let a supervisor, a new one unless given, supervise the practitioner, since 2020 unless told otherwise."""
    by = supervisor or UserFactory.create()
    Supervision.objects.create(practitioner=practitioner, supervisor=by, **({"started_on": date(2020, 1, 1)} | dates))
    return by


def yesterday() -> date:
    """Return the day before today, where the app is."""
    return timezone.localdate() - timedelta(days=1)


def put(assessment: Assessment, state: str, supervisor: User | None = None) -> Assessment:
    """Put an assessment into a state, with all that the state brings along; it is or was with ``supervisor``."""
    now = timezone.now()
    assessment.state = state
    assessment.supervisor = supervisor or assessment.supervisor or (UserFactory.create() if state in SENT else None)
    assessment.finished_at = (assessment.finished_at or now) if state in COMPLETED else None
    assessment.submitted_at = now if state in SENT else None
    assessment.reviewed_by = assessment.supervisor if state in REVEALED else None
    assessment.revealed_at = now if state in REVEALED else None
    assessment.agreed_at = now if state == State.AGREED else None
    assessment.save()
    if assessment.reviewed_by:
        Showing.objects.get_or_create(assessment=assessment, reader=assessment.reviewed_by, move="reveal")
    return assessment


def share_with(assessment: Assessment, reader: User) -> None:
    """Share the assessment, in whatever state it is."""
    assessment.shared_with.add(reader)
    Showing.objects.get_or_create(assessment=assessment, reader=reader, defaults={"move": "share"})


def passport_of(assessment: Assessment, **fields: Any) -> Passport:
    """Store a passport of the assessment, in whatever state it is, signed as a real one."""
    then = assessment.agreed_at or timezone.now()
    last = months_after(timezone.localdate(then), assessment.framework.interval)
    passport = issuing.signed_passport(assessment, last, by=assessment.practitioner)
    for name, value in fields.items():
        setattr(passport, name, value)
    passport.save()
    return passport


def plan_action(assessment: Assessment, code: str, **fields: Any) -> PlannedAction:
    """Store an action of the assessment's practitioner about one of its competences."""
    competence = competence_ids(assessment.version_id)[code]
    values = {"text": "Shadow a colleague"} | fields
    return PlannedAction.objects.create(practitioner=assessment.practitioner, competence_id=competence, **values)
