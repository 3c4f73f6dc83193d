"""What the pages of team counts read."""

from collections import defaultdict

from competence_app.assessments.models import Batch
from competence_app.people.models import Team, User


def counted_frameworks(user: User) -> dict[int, dict[str, str]]:
    """Return the frameworks with counts that ``user`` may see, by their team's key: each one's latest title by code."""
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    found = Batch.objects.visible_to(user)
    for team, code, title in found.values_list("team", "version__framework__code", "version__title"):
        titles[team].setdefault(code, title)
    return titles


def batches_of(team: Team, code: str, user: User) -> list[Batch]:
    """Return the team's batches of a framework that ``user`` may see, the latest first, but for their counts."""
    found = Batch.objects.visible_to(user).filter(team=team, version__framework__code=code)
    return list(found.only("voice", "closed_at", "version__label").select_related("version"))
