"""How people get to what is theirs: through a door, or (404) not at all."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from competence_app.people.models import Notice, SupervisionRequest, User


def own_notice(user: User, pk: int) -> Notice:
    """Return what ``user`` must know; raise ``Http404``."""
    return get_object_or_404(Notice.objects.visible_to(user), pk=pk)


def to_administer(user: User, pk: int) -> User:
    """Return anybody, to whoever administers people; raise ``Http404``."""
    if not user.is_people_administrator:
        raise Http404
    return get_object_or_404(User, pk=pk)


def own_request(user: User, pk: int) -> SupervisionRequest:
    """Return what ``user`` asked somebody; raise ``Http404``."""
    return get_object_or_404(SupervisionRequest.objects.made_by(user), pk=pk)


def request_to_answer(user: User, pk: int) -> SupervisionRequest:
    """Return what somebody asked ``user``, answered or not, with who asks; raise ``Http404``."""
    return get_object_or_404(SupervisionRequest.objects.addressed_to(user).with_practitioners(), pk=pk)
