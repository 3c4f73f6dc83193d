import re
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Batch
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.people.models import Team
from competence_app.people.rules.headcounts import SMALLEST
from tests.factories import UserFactory, framework_of, publish, small_framework
from tests.teams.ward import Ward, fresh, members
from tests.ui.html import read
from tests.words import words

TEAMS = "/teams/"
ALIKE_REST = {"K2": {"3": 15}, "D1": {"3": 15}}
NONE_YET = (
    "No counts yet. They appear once 15 people of the team have sent an assessment of a framework, or 10 of whom the"
    " first has waited 6 months."
)


@pytest.fixture
def version(db):
    return publish()


@pytest.fixture
def ward(version):
    return Ward(version)


@pytest.fixture
def client(client, ward):
    """The browser of whoever leads the ward, signed in."""
    client.force_login(ward.lead)
    return client


def page(team, code="listening", batch=None):
    return reverse("team", args=[team.pk, code]) + (f"?batch={batch.pk}" if batch else "")


def close(ward: Ward, k1: Sequence[int] = (0, 5, 0, 0, 10), voice: Voice = Voice.SELF, **fields: Any) -> Batch:
    """Store a batch with these counts of K1, in the order of the choices; everybody answers the rest alike."""
    counted = dict(zip(("na", "1", "2", "3", "4"), k1, strict=True))
    values = {"version": ward.version, "counts": {"K1": counted} | ALIKE_REST} | fields
    return Batch.objects.create(team=ward.team, voice=voice, **values)


def main(response):
    """Return what a page has between header and footer."""
    return read(response.content.decode().partition('id="maincontent">')[2].partition("</main>")[0])


def table(response):
    """Return the page's rows: in each the code, and the words of its cells with how many columns they span."""
    rows = [row for body in main(response).all("tbody") for row in body.all("tr")]
    return [(row.all("span", "app-code")[0].words(), *map(_cell, row.all("td"))) for row in rows]


def _cell(cell):
    return int(cell.attrs.get("colspan") or 1), cell.words()


def numbers(response):
    """Return all numbers of people on a page."""
    return [int(number) for number in re.findall(r'app-counts__people"> ?(\d+)<', response.content.decode())]


def test_only_whoever_leads_a_team_finds_these_pages(client, ward, version):
    close(ward)

    for person in (ward.nurse(), ward.supervisor, Ward(version, "Ash ward").lead):
        client.force_login(person)
        assert client.get(page(ward.team)).status_code == HTTPStatus.NOT_FOUND
    client.force_login(ward.supervisor)
    assert client.get(TEAMS).status_code == HTTPStatus.NOT_FOUND


def test_teams_opens_the_only_framework_at_once(client, ward):
    close(ward)
    close(ward, voice=Voice.AGREED)

    assertRedirects(client.get(TEAMS), page(ward.team))


def test_teams_lists_the_frameworks_that_each_team_has_counts_of(client, ward):
    other = Team.objects.create(name="Ash ward")
    other.leads.add(ward.lead)
    Team.objects.create(name="Not theirs")
    close(ward)
    old = publish(small_framework(code="singing", title="Ability to sing"))
    new = publish(small_framework(code="singing", title="Ability to sing along", version="2026"))
    for version in (old, new):
        close(ward, version=version)

    response = client.get(TEAMS)

    links = re.findall(r'href="(/teams/[^"]+)" lang="en-GB">([^<]+)', response.content.decode())
    assert links == [(page(ward.team, "singing"), "Ability to sing along"), (page(ward.team), "Ability to listen")]
    text = words(response)
    assert text.index("Ash ward") < text.index(NONE_YET) < text.index("Willow ward")
    assert "Not theirs" not in text


def test_a_team_without_counts_never_says_how_many_it_has(client, ward):
    before = words(client.get(page(ward.team)))
    ward.send_many(SMALLEST_BATCH - 1)

    assert NONE_YET in before
    assert words(client.get(page(ward.team))) == before
    assert NONE_YET in words(client.get(TEAMS))


def test_an_unknown_framework_is_not_found(client, ward):
    assert client.get(page(ward.team, "singing")).status_code == HTTPStatus.NOT_FOUND


def test_a_batch_by_level_is_shown_in_numbers_that_are_large_enough(client, ward):
    counts = {"K1": {"na": 2, "1": 4, "4": 9}, "K2": {"3": 8, "4": 7}, "D1": {"2": 15}}
    close(ward, counts=counts)

    response = client.get(page(ward.team))

    assert table(response) == [
        ("K1", (2, "No level or Not yet 6"), (3, "With support to Leading others 9")),
        ("K2", (4, "No level to Independently 8"), (1, "Leading others 7")),
        ("D1", (5, "Not shown")),
    ]


def test_every_off_scale_answer_is_no_level(client, ward):
    k1 = {"na": 2, "no": 3, "not observed": 1, "2": 5, "3": 4}
    close(ward, voice=Voice.AGREED, counts={"K1": k1} | ALIKE_REST)

    response = client.get(page(ward.team))

    assert table(response)[0] == ("K1", (1, "No level 6"), (4, "Not yet to Leading others 9"))
    assert [item.words() for item in main(response).all("ul")[-1].all("li")] == [
        "Not applicable to my role", "No opportunity yet", "Not observed",
    ]  # fmt: skip


@pytest.mark.parametrize(("counts", "shades"), [([5, 5, 5, 5, 10], [1, 1, 1, 1, 2]), ([0, 5, 0, 0, 16], [1, 4])])
def test_cells_are_shaded_by_their_share(client, ward, counts, shades):
    close(ward, counts)

    html = client.get(page(ward.team)).content.decode()

    assert list(map(int, re.findall(r"app-counts__cell--(\d)", html))) == shades


def test_the_page_says_what_is_counted_and_why_rows_are_not_shown(client, ward):
    close(ward, voice=Voice.AGREED)
    close(ward)

    agreed = words(client.get(page(ward.team)))
    own = words(client.get(page(ward.team, batch=Batch.objects.get(voice=Voice.SELF))))

    counted = "Counted less than a month ago, once for all, from what people of Willow ward"
    assert f"{counted} agreed with their supervisors on version 2022." in agreed
    assert f"{counted} sent to their supervisors on version 2022." in own
    assert "counted as one until there are at least 5 people in each number" in agreed
    assert "Not observed" not in own


def test_a_scale_without_other_answers_has_none_to_explain(client, ward):
    ward.version = publish(small_framework(version="2026", scale={"levels": [
        {"value": value, "label": label} for value, label in enumerate(("No", "Yes", "Very"), 1)
    ]}))  # fmt: skip
    close(ward, counts={"K1": {"1": 5, "3": 10}} | ALIKE_REST)

    response = client.get(page(ward.team))

    assert table(response)[0] == ("K1", (2, "No level or No 5"), (2, "Yes or Very 10"))
    assert "every answer that is no level" not in words(response)


def test_the_latest_agreed_batch_is_shown_first_and_every_other_on_asking(client, ward):
    day = timezone.now()
    old = close(ward, [0, 5, 0, 0, 10], Voice.AGREED, closed_at=day - timedelta(9))
    agreed = close(ward, [0, 6, 0, 0, 10], Voice.AGREED, closed_at=day - timedelta(5))
    own = close(ward, [0, 7, 0, 0, 10], closed_at=day)

    first = main(client.get(page(ward.team)))

    assert numbers(client.get(page(ward.team))) == [6, 10]
    assert [numbers(client.get(page(ward.team, batch=batch))) for batch in (old, own)] == [[5, 10], [7, 10]]
    offered = [(one.attrs["value"], "selected" in one.attrs) for one in first.all("select")[0].all("option")]
    assert offered == [(str(agreed.pk), True), (str(old.pk), False), (str(own.pk), False)]


def test_own_ratings_are_shown_where_nothing_is_agreed_yet(client, ward):
    close(ward, [0, 7, 0, 0, 10])

    assert numbers(client.get(page(ward.team))) == [7, 10]


def test_a_batch_of_another_team_or_framework_is_not_found(client, ward, version):
    theirs = close(Ward(version, "Ash ward"), [0, 7, 0, 0, 10])
    close(ward)
    singing = close(ward, version=publish(small_framework(code="singing")))

    for asked in (theirs.pk, singing.pk, 0, "x", ""):
        assert client.get(page(ward.team), {"batch": asked}).status_code == HTTPStatus.NOT_FOUND


def test_nobody_is_named_or_linked_to(client, ward):
    sent = ward.send_many()

    html = client.get(page(ward.team)).content.decode()

    for assessment in sent:
        assert str(assessment.practitioner) not in html
        assert f"/{assessment.pk}/" not in html
    assert ward.supervisor.full_name not in html


def test_a_nurse_who_comes_to_lead_the_team_sees_no_count_that_she_is_in(client, ward):
    nurse = ward.send().practitioner
    ward.send_many(SMALLEST_BATCH - 1)
    ward.team.leads.add(nurse)

    assert "More than 10" in words(client.get(page(ward.team)))

    client.force_login(nurse)
    for address in (page(ward.team), TEAMS):
        text = words(client.get(address))
        assert "There are no counts that you can see." in text
        assert "1 count is hidden from you, because you know some of the answers in it" in text
        assert NONE_YET not in text
        assert "app-counts" not in client.get(address).content.decode()


def openable(client):
    """Return every page of counts that somebody can find from the menu on, by the batch that it shows."""
    pages = {}
    for address in links(client.get(TEAMS), r"/teams/\d+[^\"]*"):
        for batch in re.findall(r'<option value="(\d+)"', _select(client.get(address), "batch")):
            pages[int(batch)] = client.get(address, {"batch": batch})
    return pages


def _select(response, name):
    """Return what a page offers to choose from under this name."""
    return response.content.decode().partition(f'name="{name}"')[2].partition("</select>")[0]


def links(response, address):
    """Return a page's links whose addresses match."""
    return re.findall(f'href="({address})"', response.content.decode())


def test_no_two_pages_share_an_answer_and_no_number_is_small(client, ward, version):
    ash = Ward(version, "Ash ward")
    ash.team.leads.set([ward.lead])
    ash.supervisor = ward.supervisor
    levels = [{"K1": 1 + place % 4, "K2": 1 + place % 2, "D1": 3 + place // 14} for place in range(SMALLEST_BATCH)]
    sent = [ward.send(levels=level) for level in levels]
    nurses = [ward.agree(assessment).practitioner for assessment in sent]
    for nurse, level in zip(nurses, reversed(levels), strict=True):
        nurse.team = ash.team
        nurse.save()
        ash.send(nurse, level, started_at=timezone.now() + timedelta(1))
    withdrawn = fresh(nurses[0].assessments.last())
    sending.withdraw(withdrawn, by=withdrawn.practitioner)
    ward.submit(withdrawn)
    ash.version = publish(small_framework(version="2026"))
    for level in levels:
        ash.send(levels=level)

    pages = openable(client)

    batches = Batch.objects.in_bulk(pages)
    assert sorted((batch.team.name, batch.version.label, batch.voice) for batch in batches.values()) == [
        ("Ash ward", "2022", "self"),
        ("Ash ward", "2026", "self"),
        ("Willow ward", "2022", "agreed"),
        ("Willow ward", "2022", "self"),
    ]
    told = [numbers(response) for response in pages.values()]
    assert any(told)
    assert all(number >= SMALLEST for shown in told for number in shown)
    for voice in (Voice.SELF, Voice.AGREED):
        counted = [members(batch) for batch in batches.values() if batch.voice == voice]
        assert sum(map(len, counted)) == len(set().union(*counted))


def test_headings_are_bound_to_their_rows_and_columns(client, ward):
    close(ward)

    html = client.get(page(ward.team)).content.decode()

    assert re.findall(r'scope="col"[^>]*>(?:<span[^>]*>)?([^<]+)', html)[:6] == [
        "Competence", "No level", "Not yet", "With support", "Independently", "Leading others",
    ]  # fmt: skip
    assert html.count('scope="row"') == 3
    assert html.count("<caption") == 2


@pytest.mark.parametrize("size", [1, 30])
def test_pages_take_no_more_queries_for_more(client, ward, size, django_assert_num_queries):
    ward.version = publish(framework_of(size, code="large"))
    counts = {f"C{n}": {"1": 5, "4": 10} for n in range(1, size + 1)}
    for _ in range(size):
        close(ward, voice=Voice.AGREED, counts=counts)
        Team.objects.create(name=UserFactory.create().full_name).leads.add(ward.lead)
    client.get(page(ward.team, "large"))

    with django_assert_num_queries(6):  # who asks, team, batches, hidden ones, how far they are, the counts of one
        client.get(page(ward.team, "large"))
    with django_assert_num_queries(5):  # who asks, how many teams, teams, batches, hidden ones
        client.get(TEAMS)
