"""What a directory calls what is on its list."""

from django.utils import timezone
from scim2_models import InvalidValueException

from competence_app.directory.models import Listing, PersonListing, TeamListing
from competence_app.directory.rules.resources import is_plain
from competence_app.people.models import Team, User


def list_as(row: User | Team, external_id: str | None) -> None:
    """Keep what a directory calls somebody or a team, and put what it took off back on its list.

    Raise ``InvalidValueException`` or ``ValidationError`` where that is no name.
    """
    if not is_plain(external_id or ""):
        raise InvalidValueException
    listing = _listing(row)
    if listing.pk is None and not external_id:
        return
    if (listing.external_id, listing.removed_at) != (external_id or "", None) or listing.pk is None:
        listing.external_id, listing.removed_at = external_id or "", None
        listing.clean_fields()
        listing.save()


def take_off(row: User | Team) -> None:
    """Keep that a directory knows of somebody or a team no more."""
    listing = _listing(row)
    listing.removed_at = timezone.now()
    listing.save()


def is_off(row: User | Team) -> bool:
    """Whether a directory took it off its list."""
    return _listing(row).removed_at is not None


def external_id_of(row: User | Team) -> str:
    """Return what a directory calls it, on its list or not."""
    return _listing(row).external_id


def _listing(row: User | Team) -> Listing:
    """Return the row that there is, or a new one."""
    if isinstance(row, User):
        return PersonListing.objects.filter(person=row).first() or PersonListing(person=row)
    return TeamListing.objects.filter(team=row).first() or TeamListing(team=row)
