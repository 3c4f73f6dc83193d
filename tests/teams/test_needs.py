"""Counts by need: how many people a competence leaves with something to do, and how many not."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.utils import timezone

from competence_app.assessments.models import Batch
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.batches import SMALLEST_BATCH
from competence_app.assessments.rules.due import months_after
from tests.factories import JobRoleFactory, publish, restrict, small_framework, supervise
from tests.teams.test_counts import NONE_YET, close, main, page, table
from tests.teams.ward import ALIKE, Ward
from tests.words import words

BELOW, AT = "Below target, or no opportunity yet", "At target or above, or not applicable"
COUNTS: dict[str, dict[str, int]] = {"K1": {"2": 7, "3": 8}, "K2": {"3": 15}, "D1": {"no": 5, "1": 4, "4": 6}}
NEEDING: dict[str, dict[str, int]] = {"K1": {"2": 7}, "D1": {"no": 5, "1": 4}}


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


def closed(ward: Ward, **fields: Any) -> Batch:
    """Store a batch by need."""
    return close(ward, **({"voice": Voice.AGREED, "counts": COUNTS, "needing": NEEDING} | fields))


def test_each_competence_has_two_numbers_those_of_most_need_first(client, ward):
    for place in range(SMALLEST_BATCH):
        na = Answer(off_scale="na", reason="I am new")
        ward.send(levels={"K1": na if place < 2 else 1 if place < 9 else 4, "K2": 3, "D1": "no" if place < 9 else 2})

    response = client.get(page(ward.team))

    assert table(response) == [
        ("D1", (1, f"{BELOW} More than 10"), (1, f"{AT} Fewer than 5")),
        ("K1", (1, f"{BELOW} 7"), (1, f"{AT} 8")),
        ("K2", (1, f"{BELOW} Fewer than 5"), (1, f"{AT} More than 10")),
    ]


def test_rows_can_stand_as_in_the_framework(client, ward):
    closed(ward)

    asked = client.get(page(ward.team), {"order": "text"})

    assert [code for code, *_ in table(asked)] == ["K1", "K2", "D1"]
    assert [code for code, *_ in table(client.get(page(ward.team), {"order": "x"}))] == ["D1", "K1", "K2"]


def test_a_number_is_divided_by_level_where_that_leaves_no_small_one(client, ward):
    counts = {"K1": {"na": 1, "no": 5, "1": 1, "2": 5, "3": 6, "4": 8}, "K2": {"1": 7, "2": 3, "3": 8, "4": 4}}
    closed(ward, counts=counts, needing={"K1": {"no": 5, "1": 1, "2": 5}, "K2": {"1": 7, "2": 3}})

    k1, k2, _ = table(client.get(page(ward.team), {"order": "text"}))

    below = f"{BELOW} 11 No opportunity: 5 Not yet or With support: 6"
    assert k1[1:] == ((1, below), (1, f"{AT} 15 No level to Independently: 7 Leading others: 8"))
    assert k2[1:] == ((1, f"{BELOW} 10"), (1, f"{AT} 12"))


def test_a_row_of_too_few_is_not_shown(client, ward):
    closed(ward, counts={"K1": {"1": 9}, "K2": {"3": 15}}, needing={"K1": {"1": 9}})

    assert table(client.get(page(ward.team)))[1:] == [(code, (2, "Not shown")) for code in ("K1", "D1")]


def targets_on(client, ward: Ward) -> dict[str, str]:
    """Return what each row of the page says is expected, by code."""
    rows = main(client.get(page(ward.team))).all("th", "app-counts__name")
    return {row.all("span", "app-code")[0].words(): row.all("span", "app-counts__target")[0].words() for row in rows}


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        ({"default": 4}, "Target: Leading others"),
        ({"roles": {"student-nurse": 2}}, "Target: With support"),
        ({"default": 4, "roles": {"student-nurse": 2}}, "Target: With support to Leading others"),
    ],
)
def test_a_row_says_what_is_expected(client, ward, targets, says):
    closed(ward, version=publish(small_framework(version="2026", targets=targets)))

    assert targets_on(client, ward) == dict.fromkeys(("D1", "K1", "K2"), says)


def test_a_competence_of_which_nothing_is_expected_says_so(client, ward):
    content = small_framework(version="2026", targets={})
    content["domains"][1]["targets"] = {"default": 3}
    closed(ward, version=publish(content))

    assert targets_on(client, ward) == {"K1": "No target", "K2": "No target", "D1": "Target: Independently"}


def test_without_targets_levels_are_counted(ward):
    ward.version = publish(small_framework(version="2026", targets={}))
    ward.send_many()

    assert [batch.needing for batch in ward.batches()] == [None]


def test_two_dates_stand_side_by_side(client, ward):
    now = timezone.now()
    old = closed(ward, closed_at=now - timedelta(400), counts=COUNTS | {"K1": {"1": 15}}, needing={"K1": {"1": 15}})
    new = closed(ward, closed_at=now)

    response = client.get(page(ward.team), {"batch": new.pk, "beside": old.pk})

    then, today = (f"{BELOW}: {timezone.localdate(one.closed_at):%-d %B %Y}" for one in (old, new))
    assert table(response) == [
        ("D1", (1, f"{today} 9 of 15"), (1, f"{then} under 5 of 15")),
        ("K1", (1, f"{today} 7 of 15"), (1, f"{then} over 10 of 15")),
        ("K2", (1, f"{today} under 5 of 15"), (1, f"{then} under 5 of 15")),
    ]


def test_what_an_older_version_asked_otherwise_does_not_stand_beside(client, ward):
    old = closed(ward, closed_at=timezone.now() - timedelta(400))
    content = small_framework(version="2026")
    content["domains"][0]["competences"][0]["text"] = "Knows why and when listening matters"
    closed(ward, version=publish(content))

    rows = table(client.get(page(ward.team), {"beside": old.pk}))

    assert [(code, cells[-1][1].rpartition("20")[2][2:]) for code, *cells in rows] == [
        ("D1", " 9 of 15"), ("K1", " Not shown"), ("K2", " under 5 of 15"),
    ]  # fmt: skip


def test_only_counts_of_the_same_kind_and_voice_may_stand_beside(client, ward):
    shown = closed(ward)
    own, by_level, other = closed(ward, voice=Voice.SELF), close(ward, voice=Voice.AGREED), closed(ward)

    offered = main(client.get(page(ward.team, batch=shown))).all("select")[1].all("option")

    assert [option.attrs["value"] for option in offered] == ["", str(other.pk)]
    for no in (own, by_level, shown):
        assert client.get(page(ward.team), {"batch": shown.pk, "beside": no.pk}).status_code == HTTPStatus.NOT_FOUND


def test_old_counts_say_how_old_they_are(client, ward, time_machine):
    time_machine.move_to(date(2026, 3, 2))
    closed(ward)
    time_machine.move_to(date(2028, 2, 2))
    client.force_login(ward.lead)

    text = words(client.get(page(ward.team)))

    assert "Older than 12 months" in text
    assert "Counted 23 months ago, once for all, from what people of Willow ward agreed with their supervisors" in text


@pytest.mark.parametrize(
    ("agreed", "people", "says"),
    [(0, 6, "Fewer than 5 of the team's 6"), (6, 12, "6 of the team's 12"), (9, 12, "More than 7 of the team's 12")],
)
def test_a_page_says_how_many_have_an_agreement_that_holds(client, ward, agreed, people, says):
    for _ in range(agreed):
        ward.agree(ward.send())
    for _ in range(people - agreed):
        ward.nurse()
    closed(ward)

    assert f"{says} people have an agreed assessment that still holds (12 months)." in words(
        client.get(page(ward.team))
    )


def test_an_agreement_that_holds_no_longer_is_not_among_them(client, ward, time_machine):
    time_machine.move_to(date(2026, 3, 2))
    for _ in range(8):
        ward.agree(ward.send())
    closed(ward)
    time_machine.move_to(start_of_day(months_after(date(2026, 3, 3), 12)))
    client.force_login(ward.lead)

    assert "Fewer than 5 of the team's 8 people" in words(client.get(page(ward.team)))


def test_an_agreement_that_is_kept_and_not_used_is_not_among_them(client, ward):
    agreed = [ward.agree(ward.send()) for _ in range(6)]
    ward.send_many(6)
    closed(ward)
    restrict(agreed[0].practitioner)

    assert "5 of the team's 12 people" in words(client.get(page(ward.team)))


def supervised_by_lead(ward: Ward, people: int) -> None:
    for _ in range(people):
        supervise(ward.nurse(), ward.lead)


@pytest.mark.parametrize(
    ("known", "others", "says"),
    [
        (
            3,
            12,
            "of whom those who read these counts supervise or are some: 12 can be counted.",
        ),
        (3, 9, "9 can be counted. That is fewer than 10, so no counts will appear as it is."),
        (9, 3, "The team has 12 people, of whom those who read these counts supervise or are some: 3 can"),
    ],
)
def test_a_lead_who_supervises_is_told_how_many_can_be_counted(client, ward, known, others, says):
    supervised_by_lead(ward, known)
    for _ in range(others):
        ward.nurse()

    text = words(client.get(page(ward.team)))

    assert NONE_YET in text
    assert says in text


def test_a_lead_who_supervises_nobody_of_the_team_is_told_nothing_of_it(client, ward):
    for _ in range(3):
        ward.nurse()

    assert "can be counted" not in words(client.get(page(ward.team)))


def test_a_lead_who_supervises_some_sees_counts_of_the_others(client, ward):
    supervised_by_lead(ward, 5)
    nurse = ward.nurse()
    supervise(nurse, ward.lead)
    ward.submit(ward.finish(nurse), to=ward.lead)
    ward.send_many(SMALLEST_BATCH, ALIKE | {"K1": 1})

    assert ("K1", (1, f"{BELOW} More than 10"), (1, f"{AT} Fewer than 5")) in table(client.get(page(ward.team)))


def test_counts_of_other_job_roles_are_set_against_their_targets(client, ward):
    student = JobRoleFactory.create(code="student-nurse")
    for place in range(SMALLEST_BATCH):
        ward.send(ward.nurse(job_role=student) if place < 6 else ward.nurse(), levels=dict.fromkeys(ALIKE, 2))

    assert table(client.get(page(ward.team)))[0] == ("K1", (1, f"{BELOW} 9"), (1, f"{AT} 6"))


def test_some_counts_may_be_hidden_beside_those_that_are_shown(client, ward):
    ward.send_many()
    counted, *_ = Batch.objects.get().counted.all()
    nurse = counted.assessment.practitioner
    ward.team.leads.add(nurse)
    ward.send_many(SMALLEST_BATCH, ALIKE | {"K1": 1})
    client.force_login(nurse)

    text = words(client.get(page(ward.team)))

    assert "1 count is hidden from you, because you know some of the answers in it" in text
    assert "More than 10" in text
