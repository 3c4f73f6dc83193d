"""One's dates for a calendar: as a file, or at an address that a calendar reads on."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from competence_app.assessments.actions import subscribing
from competence_app.assessments.exports.calendar import MEDIA_TYPE, calendar_of
from competence_app.assessments.models import CalendarFeed
from competence_app.assessments.queries import deadlines
from competence_app.assessments.wording import SUBSCRIBED
from competence_app.people.requests import SignedInRequest


@require_safe
def calendar_page(request: SignedInRequest) -> HttpResponse:
    """Offer one's dates, and show or make the address for calendars."""
    feed = CalendarFeed.objects.filter(owner=request.user).first()
    path = reverse("calendar-feed", args=[feed.token]) if feed and feed.token else ""
    address = settings.SITE_URL + path if path else ""
    return render(request, "assessments/calendar.html", {"feed": feed, "address": address})


@require_safe
def calendar_file(request: SignedInRequest) -> HttpResponse:
    """Give one's dates, with the words of one's plans where these are asked for."""
    words = request.GET.get("words") == "yes"
    data = calendar_of(deadlines(request.user), owner=request.user, with_words=words)
    disposition = content_disposition_header(as_attachment=True, filename="dates.ics")
    return HttpResponse(data, content_type=MEDIA_TYPE, headers={"Content-Disposition": disposition})


@require_POST
def subscribe_button(request: SignedInRequest) -> HttpResponse:
    """Make the address for calendars."""
    subscribing.subscribe(by=request.user)
    messages.success(request, SUBSCRIBED[True])
    return redirect("calendar")


@require_POST
def unsubscribe_button(request: SignedInRequest) -> HttpResponse:
    """Take the address away."""
    subscribing.unsubscribe(by=request.user)
    messages.success(request, SUBSCRIBED[False])
    return redirect("calendar")


@login_not_required
@require_safe
def feed_file(_request: HttpRequest, feed: str) -> HttpResponse:
    """Give a calendar the dates of whoever made this address; a wrong one costs the same query as one taken away."""
    found = CalendarFeed.objects.at(feed).first()
    if not found:
        raise Http404
    headers = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}
    return HttpResponse(
        calendar_of(deadlines(found.owner), owner=found.owner), content_type=MEDIA_TYPE, headers=headers
    )
