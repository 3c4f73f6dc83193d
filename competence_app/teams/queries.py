"""What the pages of team counts read."""

from collections import defaultdict

from competence_app.assessments.models import Batch
from competence_app.catalogue.models import Version
from competence_app.people.models import Team, User


def counted_frameworks(user: User) -> dict[int, dict[str, Version]]:
    """Return what ``user`` may see counts of, by their team's key: each framework's latest version by its code.

    Of versions there is but what names them.
    """
    counted: dict[int, dict[str, Version]] = defaultdict(dict)
    named = ("version__title", "version__language", "version__framework__code")
    for batch in Batch.objects.visible_to(user).select_related("version__framework").only("team", *named):
        counted[batch.team_id].setdefault(batch.version.framework.code, batch.version)
    return counted


def batches_of(team: Team, code: str, user: User) -> list[Batch]:
    """Return the team's batches of a framework that ``user`` may see, the latest first, but for their counts."""
    found = Batch.objects.visible_to(user).filter(team=team, version__framework__code=code)
    return list(found.only("voice", "closed_at", "version__label").select_related("version"))
