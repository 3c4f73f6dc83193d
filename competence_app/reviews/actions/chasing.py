"""A supervisor reminds people of their next assessment."""

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse

from competence_app.audit.actions import record
from competence_app.people.actions import tell
from competence_app.people.models import User
from competence_app.reviews.queries.chasing import REMIND, reminded_lately, to_remind
from competence_app.reviews.wording import reminder


@transaction.atomic
def remind(keys: Collection[int], *, by: User) -> list[User]:
    """Remind those with these keys whom ``by`` supervises, and return whom: nobody twice in a week, by whomever."""
    people = list(to_remind(by, keys).select_for_update(no_key=True).order_by("pk"))  # who reminds at once waits
    lately = reminded_lately(people)
    told = [person for person in people if person.pk not in lately]
    for person in told:
        tell(person, *reminder(by), path=reverse("home"))
        record(REMIND, person, by=by, about=person)
    return told
