"""What the pages about all teams read."""

from django.utils.timezone import localdate

from competence_app.assessments.models import Batch
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.models import Version
from competence_app.people.models import User
from competence_app.teams.rules.summing import quarters

QUARTERS = 8


def counted_anywhere(user: User) -> list[Version]:
    """Return the current version of each framework that ``user`` may see counts by need of, by title."""
    counted = Batch.objects.visible_to(user).filter(needing__isnull=False).values("version__framework")
    current = Version.objects.current().filter(framework__in=counted).select_related("framework")
    return list(current.only("title", "language", "framework__code").order_by("title", "pk"))


def batches_everywhere(user: User, version: Version, voice: Voice) -> list[Batch]:
    """Return what ``user`` may see of all teams: a voice's batches by need, of the last quarters, the latest first."""
    since = start_of_day(quarters(localdate(), QUARTERS)[0])
    known = Batch.objects.visible_to(user).filter(version__framework=version.framework_id, voice=voice)
    read = ("team__name", "version_id", "voice", "closed_at", "counts", "needing")
    return list(known.filter(needing__isnull=False, closed_at__gte=since).select_related("team").only(*read))
