"""E-mails that did not reach people: to whom and why not, but nothing of what they say."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render

from competence_app.accounts import wording
from competence_app.accounts.actions import send_again
from competence_app.accounts.queries.rows import MOST_LISTED, page_of
from competence_app.outbox.models import Mail, MailQuerySet
from competence_app.outbox.wording import STATUSES
from competence_app.people import doors
from competence_app.people.requests import SignedInRequest
from competence_app.ui.lookups import LONGEST_KEY


def mails_page(request: SignedInRequest) -> HttpResponse:
    """List what has not gone out, given up first; let what is ticked be tried again."""
    unsent = doors.administered(request.user, Mail.objects.unsent())
    if request.method == "POST":
        return _sent_again(request, unsent)
    page = page_of(unsent.order_by(F("failed_at").desc(nulls_last=True), "due_at", "pk"), request.GET.get("page"))
    rows = [(mail, STATUSES[mail.status]) for mail in page]
    return render(request, "accounts/people/mails.html", {"page": page, "rows": rows, "most": MOST_LISTED})


def _sent_again(request: SignedInRequest, unsent: MailQuerySet) -> HttpResponse:
    ticked = [key for key in request.POST.getlist("mail") if key.isdecimal() and len(key) <= LONGEST_KEY]
    if chosen := list(unsent.filter(pk__in=ticked)):
        send_again(chosen, by=request.user)
        messages.success(request, wording.SENT_AGAIN)
    else:
        messages.warning(request, wording.NONE_SENT_AGAIN)
    return redirect("people-mails")
