"""How people get to passports: through a door, or (404) not at all."""

from django.shortcuts import get_object_or_404

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import State
from competence_app.passports.models import OutsideRecord, Passport
from competence_app.people.models import User


def own_agreed(user: User, pk: int) -> Assessment:
    """Return an assessment that ``user`` agreed with a supervisor; raise ``Http404``."""
    agreed = Assessment.objects.of(user).filter(state=State.AGREED)
    return get_object_or_404(agreed.select_related("framework", "job_role", "version"), pk=pk)


def own_outside_record(user: User, pk: int) -> OutsideRecord:
    """Return the user's own record from elsewhere; raise ``Http404``."""
    return get_object_or_404(OutsideRecord.objects.visible_to(user), pk=pk)


def own_passport(user: User, pk: int) -> Passport:
    """Return the user's own passport; raise ``Http404``."""
    return get_object_or_404(Passport.objects.visible_to(user), pk=pk)
