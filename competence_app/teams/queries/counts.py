"""What the pages of team counts read."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, Batch
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.rules.batches import SMALLEST_AFTER_WAITING
from competence_app.assessments.rules.due import first_in_time
from competence_app.catalogue.models import Framework, Version
from competence_app.people.models import Supervision, Team, User
from competence_app.teams.wording import part_of_team


class Headway(NamedTuple):
    """How many of a team's people have agreed an assessment that still holds, with whomever."""

    people: int
    current: int

    @property
    def words(self) -> str:
        """How many that is, as far as it may be told."""
        return part_of_team(self.current, self.people)


class Outlook(NamedTuple):
    """How many people a team has, and how many of them could be counted: none of those who read counts knows them."""

    people: int
    countable: int

    @property
    def is_too_few(self) -> bool:
        """Whether there will be no counts as it is."""
        return self.countable < SMALLEST_AFTER_WAITING


def counted_frameworks(user: User, teams: Collection[Team]) -> dict[int, dict[str, Version]]:
    """Return what ``user`` may see counts of, by the keys of the teams: each framework's latest version by its code.

    Of versions there is but what names them.
    """
    counted: dict[int, dict[str, Version]] = defaultdict(dict)
    named = ("version__title", "version__language", "version__framework__code")
    found = Batch.objects.visible_to(user).filter(team__in=teams).select_related("version__framework")
    for batch in found.only("team", *named):
        counted[batch.team_id].setdefault(batch.version.framework.code, batch.version)
    return counted


def batches_of(team: Team, code: str, user: User) -> list[Batch]:
    """Return the team's batches of a framework that ``user`` may see, the latest first, but for their counts."""
    found = Batch.objects.visible_to(user).filter(team=team, version__framework__code=code)
    along = ("version__label", "version__framework__interval_months")
    return list(found.with_kind().only("voice", "closed_at", *along).select_related("version__framework"))


def with_counts(*batches: Batch) -> list[Batch]:
    """Return the same batches with what they count, in one query."""
    read = Batch.objects.only("voice", "closed_at", "version", "counts", "needing")
    found = read.in_bulk([batch.pk for batch in batches])
    return [found[batch.pk] for batch in batches]


def hidden_count(user: User, team: Team, code: str) -> int:
    """Return how many batches of the team ``user`` may not see, since they know some of the answers in them."""
    return Batch.objects.hidden_from(user).filter(team=team, version__framework__code=code).count()


def hidden_by_team(user: User, teams: Collection[Team]) -> dict[int, int]:
    """Return the same of every framework together, by the keys of those of the teams where there are any."""
    hidden = Batch.objects.hidden_from(user).filter(team__in=teams).order_by().values_list("team").annotate(Count("pk"))
    return dict(hidden)


def headway(team: Team, framework: Framework) -> Headway:
    """Return how far the team has come with a framework."""
    since = start_of_day(first_in_time(localdate(), framework.interval))
    agreed = Assessment.objects.in_use().filter(practitioner=OuterRef("pk"), framework=framework, agreed_at__gte=since)
    people = User.objects.filter(team=team, is_active=True)
    return Headway(**people.aggregate(people=Count("pk"), current=Count("pk", filter=Exists(agreed))))


def outlook(team: Team) -> Outlook:
    """Return how many of the team could be counted, were all of them to send an assessment."""
    readers = User.objects.get_queryset().reading_counts_of(team)
    supervised = Supervision.objects.current().filter(supervisor__in=readers)
    known = Q(pk__in=readers.values("pk")) | Q(pk__in=supervised.values("practitioner"))
    people = User.objects.filter(team=team, is_active=True)
    return Outlook(**people.aggregate(people=Count("pk"), countable=Count("pk", filter=~known)))
