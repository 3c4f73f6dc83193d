"""How often people reassess themselves against a framework."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from competence_app.audit.actions import record
from competence_app.catalogue.models import Framework


@transaction.atomic
def set_interval(framework: Framework, *, months: int | None, by: AbstractBaseUser) -> None:
    """Set the months from an agreed assessment to the next, 1 to 120; None: as the settings say."""
    if not getattr(by, "is_framework_editor", False):
        raise PermissionDenied
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.interval_months == months:
        return
    locked.interval_months = months
    locked.save(update_fields=["interval_months"])
    record("set interval", locked, by=by)
