"""The page on which supervisors begin."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import strip_tags
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.due import Due, due_on, how_due, months_after
from competence_app.catalogue.models import Framework, Version
from competence_app.people.models import JobRole, Team, User
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    finished,
    framework_of,
    plan_action,
    publish,
    put,
    share_with,
    small_framework,
    supervise,
    yesterday,
)
from tests.reviews.pages import address, bare, rated, revealed
from tests.words import words

PAGE = reverse("supervision")
OVERDUE = "nhsuk-tag--red"
UNKNOWN = "\N{EN DASH}"


NAME = re.compile(r'aria-hidden="true">Name </span>\s*<div>\s*(?:<input[^>]*>\s*)?(?:<a [^>]*>)?([^<]*)')


def listed(client: Client, **asked: str) -> list[str]:
    """Return the names in the list of people."""
    return [name.strip() for name in NAME.findall(shown(client, **asked))]


def shown(client: Client, **asked: str) -> str:
    """Return the page as asked for."""
    return bare(client.get(PAGE, asked))


def tasks(client: Client) -> list[str]:
    """Return what waits, each in words."""
    items = re.findall(r'<li class="nhsuk-task-list__item.*?</li>', shown(client), re.DOTALL)
    return [" ".join(strip_tags(item).split()) for item in items]


def noon(day: date) -> datetime:
    """Return the middle of a day where the app is."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


def on(day: date) -> pytest.MarkDecorator:
    """Return the mark of a test that happens on that day."""
    return pytest.mark.time_machine(noon(day), tick=False)


def agreed(person: User, when: date, by: User | None = None) -> Assessment:
    """Store an assessment of the small framework agreed on that day."""
    version = Version.objects.current().first() or publish()
    assessment = put(AssessmentFactory.create(practitioner=person, version=version), "agreed", by)
    assessment.agreed_at = noon(when)
    assessment.save()
    return assessment


def test_what_waits_comes_first_the_longest_waiting_on_top(client, supervisor, sent):
    other = UserFactory.create(full_name="Ben Whitfield")
    supervise(other, supervisor)
    longer = put(finished(other, {}, version=sent.version), "submitted", supervisor)
    Assessment.objects.filter(pk=longer.pk).update(submitted_at=timezone.now() - timedelta(5))
    Assessment.objects.filter(pk=sent.pk).update(submitted_at=timezone.now() - timedelta(1))

    assert tasks(client) == [
        "Ben Whitfield Sent 5 days ago: Ability to listen, version 2022 Rate",
        "Amara Okafor Sent 1 day ago: Ability to listen, version 2022 Rate",
    ]


@pytest.mark.parametrize(
    ("ratings", "next_step"),
    [
        ({}, "Rate"),
        ({"K1": 2, "D1": "not observed"}, "Continue rating (2 of 3)"),
        ({"K1": 2, "K2": "na", "D1": 3}, "Continue rating (2 of 3)"),
        ({"K1": 2, "K2": Answer(note="to think about"), "D1": 3}, "Continue rating (2 of 3)"),
        ({"K1": 2, "K2": Answer(off_scale="na", reason="Works at night"), "D1": "no"}, "Reveal"),
    ],
)
def test_a_task_says_how_far_the_rating_has_come(client, sent, ratings, next_step):
    rated(sent, ratings)

    assert tasks(client) == [f"Amara Okafor Sent today: Ability to listen, version 2022 {next_step}"]
    assertContains(client.get(PAGE), f'href="{address("review", sent)}"')


def test_what_is_revealed_waits_to_be_agreed(client, sent):
    revealed(sent)

    assert tasks(client) == ["Amara Okafor Sent today: Ability to listen, version 2022 Agree"]
    assertContains(client.get(PAGE), f'href="{address("agree", sent)}"')


def test_nothing_waits_of_what_is_agreed_withdrawn_or_with_others(client, nurse, sent):
    put(sent, "agreed")
    put(finished(nurse, {}, version=sent.version), "finished", sent.supervisor)
    put(AssessmentFactory.create(practitioner=nurse, version=sent.version), "submitted", supervise(nurse))

    assert tasks(client) == []
    assertContains(client.get(PAGE), "Nothing waits for you.")


def test_somebody_who_supervises_nobody_reads_how_that_begins(nurses_client, nurse):
    response = nurses_client.get(PAGE)

    assertContains(response, "You supervise nobody yet.")
    assertContains(response, nurse.email)


def test_without_a_framework_there_is_nothing_to_list(client):
    assertContains(client.get(PAGE), "No framework is published yet")


@on(date(2027, 3, 14))
def test_a_person_stands_with_job_role_team_and_dates(client, nurse, supervisor, time_machine):
    nurse.team = Team.objects.create(name="Willow ward")
    nurse.save()
    agreed(nurse, date(2026, 3, 14), supervisor)

    page = words(client.get(PAGE))
    time_machine.shift(timedelta(1))
    client.force_login(supervisor)
    day_after = words(client.get(PAGE))

    numbers = "Below target 0 Stale {} Open plans 0 Last agreed together 14 March 2026"
    row = "Amara Okafor Registered nurse, Willow ward Next assessment"
    assert f"{row} Due soon 14 March 2027 {numbers.format(0)}" in page
    assert f"{row} 1 day overdue 14 March 2027 {numbers.format(0)}" in day_after


def test_an_agreement_with_somebody_else_counts_but_is_not_shown(client, nurse):
    theirs = agreed(nurse, yesterday(), supervise(nurse))

    page = client.get(PAGE)

    due = date_format(months_after(yesterday(), 12), "j F Y")
    numbers = f"Below target {UNKNOWN} Stale {UNKNOWN} Open plans {UNKNOWN} Last agreed together {UNKNOWN}"
    assert f"Next assessment {due} {numbers}" in words(page)
    assertNotContains(page, address("review", theirs))


def test_what_others_share_is_shown_though_it_was_not_agreed_together(client, nurse, supervisor):
    theirs = answer(agreed(nurse, yesterday(), supervise(nurse)), {"K1": 1, "K2": 2, "D1": 4})
    plan_action(theirs, "K1")
    share_with(theirs, supervisor)

    assert f"Below target 2 Stale 0 Open plans 1 Last agreed together {UNKNOWN}" in words(client.get(PAGE))


@pytest.mark.parametrize("state", ["draft", "finished", "superseded"])
def test_what_is_not_sent_leaves_no_trace_in_the_list(client, nurse, supervisor, state):
    publish()
    before = shown(client)

    put(AssessmentFactory.create(practitioner=nurse, version=Version.objects.get()), state, supervisor)

    assert shown(client) == before
    assert "Never agreed" in before


def test_what_somebody_else_has_leaves_no_trace_in_the_list(client, nurse, sent):
    put(sent, "finished")
    before = shown(client)

    put(sent, "submitted", supervise(nurse))

    assert shown(client) == before


def test_a_closed_account_is_listed_and_never_due(client, nurse, supervisor):
    agreed(nurse, date(2020, 1, 1), supervisor)
    nurse.is_active = False
    nurse.save()

    page = words(client.get(PAGE))

    assert "(account closed)" in page
    assert "Next assessment Last agreed 1 January 2020 Below" in page
    assert listed(client, due="overdue") == []


def test_people_stand_by_name_and_are_found_by_parts_of_it(client, supervisor):
    publish()
    for name in ("Zoe Amarantos", "Ben Whitfield"):
        supervise(UserFactory.create(full_name=name), supervisor)

    assert listed(client, sort="name") == ["Amara Okafor", "Ben Whitfield", "Zoe Amarantos"]
    assert listed(client, name="amara") == ["Amara Okafor", "Zoe Amarantos"]
    assert listed(client, name="okafor  ama") == ["Amara Okafor"]
    assertContains(client.get(PAGE, {"name": "Nobody"}), "Nobody of that name.")


def test_people_are_filtered_by_state(client, supervisor, sent):
    to_agree, done = (UserFactory.create(full_name=name) for name in ("Ben Whitfield", "Chloe Davies"))
    for person, state in ((to_agree, "reviewed"), (done, "agreed"), (UserFactory.create(full_name="Dev Patel"), "")):
        supervise(person, supervisor)
        if state:
            put(AssessmentFactory.create(practitioner=person, version=sent.version), state, supervisor)

    assert listed(client, state="waiting") == ["Amara Okafor"]
    assert listed(client, state="to-agree") == ["Ben Whitfield"]
    assert listed(client, state="agreed") == ["Chloe Davies"]
    assert listed(client, state="nothing") == ["Dev Patel"]
    assertContains(client.get(PAGE, {"state": "agreed", "name": "dev"}), "Nobody whom you supervise fits all of this.")


@pytest.mark.parametrize(
    "today",
    [
        pytest.param(day, marks=on(day))
        for day in (date(2027, 2, 28), date(2027, 3, 30), date(2028, 2, 29), date(2027, 5, 31))
    ],
)
def test_people_are_filtered_by_what_is_due_to_the_day(client, supervisor, today):
    publish()
    Framework.objects.update(interval_months=1)
    names = {}
    for days in (*range(19, 34), 0, 1, 2):
        person = UserFactory.create(full_name=f"Nurse {days:02}")
        supervise(person, supervisor)
        agreed(person, today - timedelta(days), supervisor)
        names[person.full_name] = days

    found = {due: set(listed(client, due=due)) for due in ("overdue", "soon")}

    how = {name: how_due(due_on(today - timedelta(days), 1), today, 1) for name, days in names.items()}
    assert found["overdue"] == {name for name in names if how[name] is Due.OVERDUE}
    assert found["soon"] == {name for name in names if how[name] is Due.SOON}


# At half past midnight, a year after: the days on which summer time begins and ends, those after them, and 29 February.
NIGHTS = {
    date(2027, 3, 28): "2028-03-27 23:30Z",
    date(2027, 3, 29): "2028-03-28 23:30Z",
    date(2027, 10, 31): "2028-10-31 00:30Z",
    date(2027, 11, 1): "2028-11-01 00:30Z",
    date(2028, 3, 1): "2029-03-01 00:30Z",
}


@pytest.mark.parametrize(
    "first", [pytest.param(day, marks=pytest.mark.time_machine(now, tick=False)) for day, now in NIGHTS.items()]
)
def test_people_are_filtered_by_what_is_due_to_the_second(client, supervisor, first):
    publish()
    midnight = datetime(first.year, first.month, first.day, tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    seconds = (-3600, -1, 0, 3600)
    for number, after in enumerate(seconds):
        person = UserFactory.create(full_name=f"Nurse {number}")
        supervise(person, supervisor)
        agreed(person, first, supervisor)
        Assessment.objects.filter(practitioner=person).update(agreed_at=midnight + timedelta(seconds=after))

    overdue, everybody = shown(client, due="overdue"), shown(client, name="Nurse")

    assert listed(client, due="overdue") == ["Nurse 0", "Nurse 1"]
    assert listed(client, due="soon") == ["Nurse 2", "Nurse 3"]
    assert [page.count(OVERDUE) for page in (overdue, everybody)] == [2, 2]


@pytest.mark.parametrize("state", ["submitted", "reviewed"])
@pytest.mark.parametrize(
    ("is_mine", "says"), [(True, "With you since 2 March 2021"), (False, "Next assessment 1 January 2021")]
)
def test_whose_next_one_is_with_a_supervisor_is_not_overdue(client, nurse, supervisor, state, is_mine, says):
    version = agreed(nurse, date(2020, 1, 1), supervisor).version
    ruth = supervise(nurse, UserFactory.create(full_name="Ruth Adeyemi"))
    put(AssessmentFactory.create(practitioner=nurse, version=version), state, supervisor if is_mine else ruth)
    Assessment.objects.filter(state=state).update(submitted_at=noon(date(2021, 3, 2)))

    page = client.get(PAGE)

    assert says in words(page)
    assert "Ruth" not in words(page)
    assertNotContains(page, OVERDUE)
    assert [listed(client, due=due) for due in ("overdue", "soon")] == [[], []]


def test_those_who_never_agreed_can_be_found(client, nurse, supervisor):
    publish()
    supervise(UserFactory.create(full_name="Ben Whitfield"), supervisor)
    agreed(nurse, yesterday(), supervisor)

    assert listed(client, due="never") == ["Ben Whitfield"]


def test_the_framework_is_asked_for_only_where_there_are_several(client, nurse, supervisor, sent):
    assertNotContains(client.get(PAGE), 'name="framework"')

    publish(framework_of(1, code="walking", title="Ability to walk"))

    assertContains(client.get(PAGE), 'name="framework"')
    assert listed(client, framework="listening", state="waiting") == ["Amara Okafor"]
    assert listed(client, framework="walking", state="waiting") == []


def test_each_framework_has_its_own_interval(client, nurse, supervisor):
    agreed(nurse, timezone.localdate() - timedelta(400), supervisor)
    assertContains(client.get(PAGE), OVERDUE)

    Framework.objects.update(interval_months=24)

    assertNotContains(client.get(PAGE), OVERDUE)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "nonsense"},
        {"due": "nonsense"},
        {"framework": "nonsense"},
        {"page": "nonsense"},
        {"page": "-3"},
        {"name": "\x00"},
        {"name": "x" * 1000},
        {"more": "<script>"},
    ],
)
def test_nonsense_in_the_address_falls_away(client, sent, nonsense):
    assert listed(client, **nonsense) == ["Amara Okafor"]
    assert "Error:" not in shown(client, **nonsense)


def test_pages_keep_the_filters(client, supervisor):
    publish()
    for number in range(25):
        supervise(UserFactory.create(full_name=f"Nurse {number:02}"), supervisor)

    first, second = client.get(PAGE, {"name": "nurse"}), client.get(PAGE, {"name": "nurse", "page": "2"})

    assertContains(first, 'href="?name=nurse&amp;page=2#people"')
    assert len(listed(client, name="nurse")) == 20
    assert listed(client, name="nurse", page="2") == [f"Nurse {number}" for number in range(20, 25)]
    assertContains(second, 'value="nurse"')


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_people_competences_or_history(client, supervisor, count, django_assert_num_queries):
    version = publish(framework_of(count))
    for _ in range(count):
        person = UserFactory.create(team=Team.objects.create(name=f"Team {Team.objects.count()}"))
        supervise(person, supervisor)
        for _ in range(3):
            put(AssessmentFactory.create(practitioner=person, version=version), "agreed", supervisor)
        rated(put(finished(person, {}, version=version), "submitted", supervisor), {f"C{count}": 2})
    assert JobRole.objects.count() == 1

    with django_assert_num_queries(7):  # who asks, what is in sight, ratings, frameworks, people, standing, plans
        client.get(PAGE)


ON_ORDERS = {
    "need": ["Overdue 40", "Overdue 10", "Low", "Old", "Fine", "Unknown"],
    "name": ["Fine", "Low", "Old", "Overdue 10", "Overdue 40", "Unknown"],
    "due": ["Overdue 40", "Overdue 10", "Old", "Fine", "Low", "Unknown"],
    "below": ["Low", "Old", "Fine", "Overdue 10", "Overdue 40", "Unknown"],
    "stale": ["Overdue 10", "Overdue 40", "Fine", "Low", "Old", "Unknown"],
    "plans": ["Old", "Fine", "Low", "Overdue 10", "Overdue 40", "Unknown"],
    "together": ["Unknown", "Overdue 40", "Overdue 10", "Old", "Fine", "Low"],
}


@pytest.fixture
def staff(nurse, supervisor, time_machine):
    """Six people who differ in all that the list sorts by."""
    time_machine.move_to(noon(date(2026, 11, 16)), tick=False)
    User.objects.filter(pk=nurse.pk).update(full_name="Unknown", sort_key="unknown")
    said = {"Low": {"K1": 1, "K2": 2, "D1": 1}, "Old": {"K1": 1, "K2": 3, "D1": 3}}
    for name, days in {"Fine": 100, "Low": 90, "Old": 200, "Overdue 10": 375, "Overdue 40": 405}.items():
        person = UserFactory.create(full_name=name)
        supervise(person, supervisor)
        one = agreed(person, date(2026, 11, 16) - timedelta(days), supervisor)
        long_ago = noon(date(2020, 1, 1))
        answer(one, said.get(name, dict.fromkeys(("K1", "K2", "D1"), 3)), rated_at=long_ago)
        if name == "Old":
            plan_action(one, "K1")
    Framework.objects.update(interval_months=12)


@pytest.mark.parametrize("order", ON_ORDERS)
def test_people_are_sorted_by_what_is_asked(client, supervisor, staff, order):
    client.force_login(supervisor)

    assert listed(client, sort=order) == ON_ORDERS[order]


def test_who_needs_their_supervisor_most_comes_first_and_the_list_adds_up(client, supervisor, staff):
    client.force_login(supervisor)

    page = client.get(PAGE)

    assert listed(client) == ON_ORDERS["need"]
    assert "6 people: 2 overdue, 0 due soon, 1 never agreed; 4 below target," in words(page)


@pytest.mark.parametrize(("has", "names"), [("below", ["Low", "Old"]), ("plans", ["Old"])])
def test_people_are_filtered_by_what_they_have(client, supervisor, staff, has, names):
    client.force_login(supervisor)

    assert listed(client, has=has, sort="name") == names


def test_headers_sort_and_say_by_which_column(client, supervisor, staff):
    client.force_login(supervisor)

    html = client.get(PAGE, {"sort": "below", "name": "o"}).content.decode()

    assert html.count("aria-sort=") == 1
    assert 'aria-sort="descending"' in html
    assert 'href="?sort=together&amp;name=o#people"' in html


def test_several_frameworks_stand_in_one_list(client, nurse, supervisor, sent):
    walking = publish(small_framework(code="walking", title="Ability to walk"))
    put(finished(nurse, {"K1": 3, "K2": 3, "D1": 3}, version=walking), "agreed", supervisor)
    supervise(UserFactory.create(full_name="Ben Whitfield"), supervisor)

    assert listed(client, sort="name") == ["Amara Okafor", "Amara Okafor", "Ben Whitfield"]
    assert listed(client, framework="walking", sort="name") == ["Amara Okafor", "Ben Whitfield"]
    assert "Ability to walk Next assessment" in words(client.get(PAGE))


def test_only_the_first_that_wait_stand_beside_the_people(client, supervisor, sent):
    for number in range(24):
        person = UserFactory.create(full_name=f"Nurse {number:02}")
        supervise(person, supervisor)
        put(finished(person, {}, version=sent.version), "submitted", supervisor)

    assert len(tasks(client)) == 5
    assertContains(client.get(PAGE), "20 more that wait for you")
    second = words(client.get(reverse("waiting"), {"page": 2}))
    assert [f"Nurse {number:02}" in second for number in (18, 19, 23)] == [False, True, True]


def test_a_retired_frameworks_people_are_listed_no_more(client, sent):
    Version.objects.filter(pk=sent.version_id).retire()
    publish(small_framework(code="walking"))

    assert listed(client, state="waiting") == []
    assert len(tasks(client)) == 1
