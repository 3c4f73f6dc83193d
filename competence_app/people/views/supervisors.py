"""Who supervises one, and asking for it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from competence_app.people.actions import asking
from competence_app.people.forms import AskForm
from competence_app.people.models import SupervisionRequest
from competence_app.people.requests import SignedInRequest

PER_PAGE = 20
ANSWERS = {
    "accept": (asking.accept, "You now supervise {}."),
    "decline": (asking.decline, "You have declined. {} has been told."),
}
TOO_LATE = "Nothing was changed: this request was answered or cancelled before."


def supervisors_page(request: SignedInRequest) -> HttpResponse:
    """Show one's supervisors and whom one asked, and ask somebody."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asked(request, form):
        return redirect("supervisors")
    mine = request.user.supervised_by.current().with_supervisors()
    page = Paginator(SupervisionRequest.objects.made_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/supervisors.html", {"form": form, "supervisions": mine, "page": page})


def _asked(request: SignedInRequest, form: AskForm) -> bool:
    try:
        asked = asking.ask(form.cleaned_data["email"], by=request.user)
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return False
    messages.success(request, f"You have asked {asked.email}. They can answer when they sign in with this address.")
    return True


@require_POST
def cancel_button(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one asked."""
    mine = get_object_or_404(SupervisionRequest.objects.made_by(request.user), pk=pk)
    try:
        asking.cancel(mine, by=request.user)
    except SupervisionRequest.DoesNotExist:
        messages.error(request, TOO_LATE)
    else:
        messages.success(request, f"Your request to {mine.email} is cancelled.")
    return redirect("supervisors")


def answer_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who asks to be supervised and what that means; accept or decline."""
    to_me = SupervisionRequest.objects.addressed_to(request.user).with_practitioners()
    asked = get_object_or_404(to_me, pk=pk)
    if given := ANSWERS.get(request.POST.get("answer", "")):
        return _answered(request, asked, *given)
    return render(request, "people/answer.html", {"asked": asked})


def _answered(
    request: SignedInRequest, asked: SupervisionRequest, verb: Callable[..., None], done: str
) -> HttpResponse:
    try:
        verb(asked, by=request.user)
    except SupervisionRequest.DoesNotExist:
        messages.error(request, TOO_LATE)
        return redirect("answer-request", asked.pk)
    messages.success(request, done.format(asked.practitioner))
    return redirect("home")
