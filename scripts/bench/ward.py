"""Pages about many people: of supervisors of sixty and of five; then of leads, with thousands in their teams."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, product
from statistics import median

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.actions.counting import count_what_waited
from competence_app.assessments.models import Assessment, Rating, Showing
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.models import Version
from competence_app.demo import cast
from competence_app.people.models import JobRole, Supervision, Team, User
from scripts.bench.requests import Browser
from scripts.bench.subjects import NOTE, Subject, load_long

BARE, GOAL = "bare matrix of 60", 2.0  # times
MANY, FEW = 60, 5  # people of a supervisor
LONG, COMPETENCES = "long-matrix", 100
ABOUT_ALL = ("home", "supervision", "waiting", "matrix", "training-needs")
STATES = {"submitted": 10, "reviewed": 5}  # of how many the next one is with the supervisor
TEAM, YEARS, ROUNDS = 25, 4, 9
AT_ONCE = 500  # assessments that are stored


@dataclass(frozen=True, slots=True)
class LeadFigures:
    """What a page takes: its queries, the median seconds and those of the first in a process."""

    queries: int
    seconds: float
    first: float


def ward() -> list[Subject]:
    """Fill the database that ``subjects.prepare`` filled, and return the pages of supervisors."""
    with transaction.atomic():
        load_long(LONG, COMPETENCES)
        many, few = (_supervisor(count) for count in (MANY, FEW))
    browsers = {MANY: Browser(many), FEW: Browser(few)}
    bare = Subject(BARE, cycle([browsers[MANY].get(reverse("bare-matrix"))]))
    one = {state: _one(many, state).pk for state in STATES}
    pages: list[tuple[str, list[int], int]] = [(name, [], count) for count in (MANY, FEW) for name in ABOUT_ALL]
    pages += [("review", [one["submitted"]], MANY), ("agree", [one["reviewed"]], MANY)]
    pages += [("meeting-sheet", [one["reviewed"]], MANY)]
    query = dict.fromkeys(("supervision", "matrix", "training-needs"), f"framework={cast.FRAMEWORK}")
    return [
        bare,
        *(
            Subject(
                f"{name}, {count}",
                cycle([browsers[count].get(reverse(name, args=args), query.get(name, ""))]),
                BARE,
                GOAL,
            )
            for name, args, count in pages
        ),
        Subject(f"matrix of {COMPETENCES}", cycle([browsers[MANY].get(reverse("matrix"), f"framework={LONG}")])),
    ]


def _supervisor(count: int) -> User:
    """Return a supervisor of so many people, each with something agreed of both frameworks, some with more to do."""
    emails = [f"ward{count}-{n}@bench.example" for n in range(count + 1)]
    role = JobRole.objects.get(code="registered-nurse")
    made = User.objects.bulk_create(User(email=one, full_name=f"Nurse {one[4:8]}", job_role=role) for one in emails)
    supervisor, *people = made
    since = timezone.localdate() - timedelta(days=900)
    Supervision.objects.bulk_create(
        Supervision(practitioner=person, supervisor=supervisor, started_on=since) for person in people
    )
    now = timezone.now()
    for code in (cast.FRAMEWORK, LONG):
        _agree([(person, supervisor) for person in people], now - timedelta(days=200), code, list(Voice))
    start = 0
    for state, share in STATES.items():
        _agree(
            [(person, supervisor) for person in people[start : start + share]],
            now - timedelta(days=3),
            cast.FRAMEWORK,
            list(Voice)[: 1 if state == "submitted" else 2],
            state,
        )
        start += share
    return supervisor


def _one(supervisor: User, state: str) -> Assessment:
    found = Assessment.objects.filter(supervisor=supervisor, state=state).first()
    assert found  # noqa: S101 - it was made just now
    return found


def _agree(
    pairs: Sequence[tuple[User, User]], at: datetime, code: str, voices: Sequence[Voice], state: str = "agreed"
) -> None:
    """Store assessments of practitioners with supervisors, as far as ``state``, with these voices in them."""
    version = Version.objects.current().get(framework__code=code)
    names = ["finished_at", "submitted_at", "revealed_at", "agreed_at"]
    steps = {"submitted": 2, "reviewed": 3, "agreed": 4}[state]
    about = {"version": version, "framework_id": version.framework_id, "state": state, "started_at": at}
    about |= dict.fromkeys(names[:steps], at)
    competences = list(version.competences.filter(parent=None).values_list("pk", flat=True))
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        made = Assessment.objects.bulk_create(
            Assessment(
                practitioner=one,
                job_role_id=one.job_role_id,
                supervisor=by,
                reviewed_by=by if state != "submitted" else None,
                **about,
            )
            for one, by in some
        )
        Rating.objects.bulk_create(
            Rating(
                assessment=one,
                competence_id=pk,
                voice=voice.value,
                level=1 + (one.pk + pk * (place + 1)) % 4,
                note=NOTE if voice is Voice.SELF else "",
                rated_at=at,
            )
            for one, pk, (place, voice) in product(made, competences, enumerate(voices))
        )
        if state != "submitted":
            Showing.objects.bulk_create(
                Showing(assessment=one, reader_id=by.pk, since=at, move="reveal")
                for one, (_, by) in zip(made, some, strict=True)
            )


def time_leads(people: int) -> dict[str, LeadFigures]:
    """Return what the pages of leads take where so many people have agreed an assessment in each of four years."""
    lead, team = _fill_teams(people)
    browsers = {"team": Browser(lead), "organisation": Browser(_organisation_lead())}
    addresses = {
        "team": reverse("team", args=[team.pk, cast.FRAMEWORK]),
        "organisation": reverse("organisation", args=[cast.FRAMEWORK]),
        "organisation, by team": reverse("organisation-teams", args=[cast.FRAMEWORK]),
        "organisation, workbook": reverse("organisation-file", args=[cast.FRAMEWORK]),
    }
    return {
        name: _figures(browsers[name.partition(",")[0]], address, "as=xlsx" if "workbook" in name else "")
        for name, address in addresses.items()
    }


def _figures(browser: Browser, address: str, query: str) -> LeadFigures:
    request = browser.get(address, query)
    seconds = list(_seconds(request.send() for _ in range(ROUNDS)))
    with CaptureQueriesContext(connection) as queries:
        request.send()
    return LeadFigures(len(queries), median(seconds), seconds[0])


def _seconds(sent: Iterator[bytes]) -> Iterator[float]:
    started = time.perf_counter()
    for _ in sent:
        yield time.perf_counter() - started
        started = time.perf_counter()


def _organisation_lead() -> User:
    return User.objects.create_user("matron@bench.example", full_name="Nadia Bench", is_organisation_lead=True)


def _fill_teams(people: int) -> tuple[User, Team]:
    """Store teams with what they agreed year by year, counted as it came; return the lead of one, and the team."""
    teams = Team.objects.bulk_create(Team(name=f"Ward {n:03}") for n in range(people // TEAM))
    role = JobRole.objects.get(code="registered-nurse")
    lead, by, *everybody = User.objects.bulk_create(
        User(
            email=f"team{n}@bench.example",
            full_name=f"Nurse {n}",
            job_role=role,
            team=teams[n % len(teams)] if n > 1 else None,
        )
        for n in range(people + 2)
    )
    teams[0].leads.add(lead)
    for year in range(YEARS):
        with transaction.atomic():
            at = timezone.now() - timedelta(days=365 * (YEARS - year) - 100)
            _agree([(person, by) for person in everybody], at, cast.FRAMEWORK, [Voice.SELF, Voice.AGREED])
            count_what_waited()
    return lead, teams[0]
