"""A ward whose people send assessments and agree them, by the real actions."""

from typing import Any

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment, Batch, answers
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.catalogue.models import Version
from competence_app.people.models import Team, User
from competence_app.reviews.actions import reviewing
from tests.factories import UserFactory, answer, finished, supervise

Levels = dict[str, Any]
ALIKE: Levels = {"K1": 3, "K2": 3, "D1": 3}


class Ward:
    """A team with somebody who leads it, and somebody of elsewhere who supervises everybody in it."""

    def __init__(self, version: Version, name: str = "Willow ward") -> None:
        self.version = version
        self.team = Team.objects.create(name=name)
        self.lead, self.supervisor = UserFactory.create(), UserFactory.create()
        self.team.leads.add(self.lead)

    def nurse(self, **fields: Any) -> User:
        """Return a new nurse of the team."""
        nurse = UserFactory.create(team=self.team, **fields)
        supervise(nurse, self.supervisor)
        return nurse

    def finish(self, nurse: User | None = None, levels: Levels = ALIKE, **fields: Any) -> Assessment:
        """Return a finished assessment, of a new nurse unless told whose."""
        return finished(nurse or self.nurse(), levels, **({"version": self.version} | fields))

    def send(self, nurse: User | None = None, levels: Levels = ALIKE, **fields: Any) -> Assessment:
        """Return an assessment that was sent to the supervisor."""
        return self.submit(self.finish(nurse, levels, **fields))

    def submit(self, assessment: Assessment, to: User | None = None) -> Assessment:
        """Send a finished assessment."""
        sending.submit(assessment, to=to or self.supervisor, by=assessment.practitioner)
        return fresh(assessment)

    def rate(self, assessment: Assessment) -> Assessment:
        """Let whom it was sent to rate it as its practitioner did, and reveal that."""
        assert assessment.supervisor
        answer(assessment, answers(assessment.ratings.by_code(Voice.SELF)), voice=Voice.SUPERVISOR)
        reviewing.reveal(assessment, by=assessment.supervisor)
        return fresh(assessment)

    def agree(self, assessment: Assessment) -> Assessment:
        """Let it be rated, and agreed as it is."""
        rated = self.rate(assessment)
        assert rated.supervisor
        reviewing.agree(rated, declared=True, by=rated.supervisor)
        return fresh(rated)

    def send_many(self, people: int = SMALLEST_BATCH, levels: Levels = ALIKE) -> list[Assessment]:
        """Let so many new people send an assessment each."""
        return [self.send(levels=levels) for _ in range(people)]

    def batches(self, voice: Voice = Voice.SELF) -> list[Batch]:
        """Return what was counted of one voice, the first batch first."""
        return list(self.team.batches.filter(voice=voice).order_by("pk"))


def fresh(assessment: Assessment) -> Assessment:
    """Return it as it is stored now."""
    return Assessment.objects.select_related("practitioner__team", "supervisor").get(pk=assessment.pk)


def members(batch: Batch) -> set[int]:
    """Return the keys of the assessments that a batch counts."""
    return set(batch.counted.values_list("assessment", flat=True))
