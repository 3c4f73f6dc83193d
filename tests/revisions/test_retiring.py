"""A version whose retirement is announced: what everybody reads, until when it is started on, and calling it off."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.audit.models import Entry
from competence_app.catalogue.actions import retiring
from competence_app.catalogue.actions.drafting import OvertakenError
from competence_app.catalogue.actions.retiring import Announced
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.layout.version import status_of
from competence_app.catalogue.models import Retirement, Version
from competence_app.catalogue.queries import doubts_of
from competence_app.catalogue.rules.retiring import RetiringTerm
from competence_app.outbox.models import Mail
from competence_app.people.models import Notice
from competence_app.revisions.actions import retiring as telling
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    finished,
    publish,
    put,
    small_framework,
    supervise,
    written,
)
from tests.words import words

TODAY, LAST_DAY, CLOSED, GONE = "2026-11-30 12:00Z", "2027-01-31 23:30Z", "2027-02-01 00:30Z", "2027-03-01 00:30Z"
pytestmark = pytest.mark.time_machine(TODAY, tick=False)
TERM = RetiringTerm(date(2027, 1, 31), date(2027, 3, 1))
ANNOUNCED = Announced(TERM, "It was merged into another.")
START, FRAMEWORK = (reverse(name, args=["listening"]) for name in ("start", "framework"))


@pytest.fixture
def version(editor) -> Version:
    return publish()


def at(name: str, version: Version) -> str:
    return reverse(name, args=["listening", version.pk])


def sent(**changes: str) -> dict[str, str]:
    days = {"last_start": TERM.last_start, "retires_on": TERM.retires_on}
    parts = {
        f"{name}_{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }
    return {**parts, "reason": "It was merged into another.", "successor": "", **changes}


def current() -> list[str]:
    return [version.label for version in Version.objects.current()]


def started(version: Version) -> Assessment:
    nurse = UserFactory.create()
    return assessing.start(version=version, job_role=nurse.job_role, by=nurse)


def test_an_announcement_stands_with_its_days_its_reason_and_who_made_it(client, editor, version):
    other = publish(small_framework(code="hearing", title="Hearing"))

    response = client.post(at("announce-retirement", version), sent(successor=str(other.pk)), follow=True)

    version.refresh_from_db()
    [announced] = Retirement.objects.all()
    assert version.retirement == announced
    assert (str(announced), announced.reason) == ("2027-01-31 2027-03-01", "It was merged into another.")
    assert (announced.announced_by, announced.successor) == (editor, other.framework)
    assert Entry.objects.filter(by=editor).of_what("announce retirement", Version, version.pk).count() == 1
    assertRedirects(response, FRAMEWORK)
    assert "The retirement is announced. You can call it off until 1 March 2027." in words(response)


def test_everybody_reads_it_where_they_would_start(reader, editor, version):
    other = publish(small_framework(code="hearing", title="Hearing well"))
    retiring.announce([version], ANNOUNCED._replace(successor=other.framework), by=editor)

    for address in (START, FRAMEWORK, at("version", version)):
        said = words(reader.get(address))
        assert "Version 2022 will be retired on 1 March 2027. New assessments start on it until 31 January 2027" in said
        assert "It was merged into another." in said
        assert "In its place: Hearing well" in said
    for address in (reverse("home"), reverse("frameworks"), reverse("framework-profile", args=["listening"])):
        assert "Version 2022 will be retired on 1 March 2027." in words(reader.get(address))
    assert "To be retired" in words(reader.get(FRAMEWORK))


def test_what_takes_its_place_is_told_by_its_code_where_it_is_not_in_use_either(reader, editor, version):
    other = publish(small_framework(code="hearing"))
    retiring.announce([version], ANNOUNCED._replace(successor=other.framework), by=editor)
    retiring.retire(other, by=editor)

    assert "In its place: hearing" in words(reader.get(START))


def test_nobody_starts_on_it_after_the_last_day_here(version, editor, time_machine):
    retiring.announce([version], ANNOUNCED, by=editor)
    time_machine.move_to(LAST_DAY, tick=False)

    assert started(version).pk

    time_machine.move_to(CLOSED, tick=False)
    with pytest.raises(MoveRefusedError) as refusal:
        started(version)
    assert refusal.value.reasons == (Need.PUBLISHED,)
    assert current() == ["2022"]


def test_pages_offer_no_start_once_it_is_closed(client, editor, version, time_machine):
    nurse = UserFactory.create()
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    retiring.announce([version], ANNOUNCED, by=editor)
    before = client.get(START).content.decode()
    time_machine.move_to(CLOSED, tick=False)
    client.force_login(editor)

    assert "Start now" in before
    for address in (START, reverse("home"), at("version", version), reverse("framework-profile", args=["listening"])):
        page = client.get(address)
        assertNotContains(page, ">Start")
        assertNotContains(page, ">Rate yourself</a>")
        assert "The last day to start on it was 31 January 2027." in words(page)
    client.force_login(nurse)
    assertNotContains(client.get(reverse("home")), "Rate yourself again")
    assertRedirects(client.get(reverse("again", args=["listening", "K1"])), START)
    assert "Nobody starts on it any more." in words(client.get(FRAMEWORK))


def test_it_is_retired_from_its_day_without_anybody_doing_it(client, editor, version, time_machine):
    retiring.announce([version], ANNOUNCED, by=editor)
    time_machine.move_to(GONE, tick=False)
    client.force_login(editor)

    version.refresh_from_db()
    assert (version.state, version.stands) == ("published", "retired")
    assert current() == []
    assert client.get(START).status_code == HTTPStatus.NOT_FOUND
    page = words(client.get(at("version", version)))
    assert "Version 2022 is retired since 1 March 2027: nobody starts on it any more." in page
    assert "Announce" not in page
    assert "No version is open for new assessments." in words(client.get(FRAMEWORK))
    assert client.get(at("retire", version)).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(OvertakenError, match="not published"):
        retiring.retire(version, by=editor)


def test_what_is_under_way_goes_on_afterwards(client, editor, version, time_machine):
    nurse = UserFactory.create()
    supervisor = supervise(nurse)
    draft = AssessmentFactory.create(practitioner=nurse, version=version)
    retiring.announce([version], ANNOUNCED, by=editor)
    client.force_login(nurse)
    before = words(client.get(reverse("task-list", args=[draft.pk])))
    time_machine.move_to(GONE, tick=False)

    answer(draft, {"K1": 1, "K2": 2, "D1": 3})
    assessing.finish(draft, knowing=3, by=nurse)
    put(draft, "agreed", supervisor)
    client.force_login(nurse)

    assert "Version 2022 will be retired on 1 March 2027." in before
    assert "Version 2022 is retired since 1 March 2027" in words(
        client.get(reverse("framework-profile", args=["listening"]))
    )
    client.force_login(supervisor)
    assert "Version 2022 is retired since 1 March 2027" in words(
        client.get(reverse("staff-profile", args=[nurse.pk, "listening"]))
    )


def test_those_with_something_under_way_are_told_and_nobody_else(editor, version):
    nurse, left, done = UserFactory.create_batch(3)
    supervisor = supervise(nurse)
    put(AssessmentFactory.create(practitioner=nurse, version=version), "submitted", supervisor)
    AssessmentFactory.create(practitioner=left, version=version)
    left.is_active = False
    left.save()
    put(AssessmentFactory.create(practitioner=done, version=version), "agreed")

    telling.announce([version], ANNOUNCED, by=editor)

    assert {notice.person for notice in Notice.objects.filter(subject__contains="will be retired")} == {
        nurse,
        supervisor,
    }
    mail = Mail.objects.get(to=nurse.email, subject="A framework that you work on will be retired")
    assert mail.text.startswith(
        "Version 2022 of a framework is retired on 1 March 2027, and new assessments start on it"
    )
    assert mail.text.endswith(version.title)
    assert (mail.path, mail.languages) == (FRAMEWORK, version.language)


def test_a_framework_is_retired_with_all_its_versions_and_called_off_so(client, editor, version):
    newer = publish(small_framework(version="2023", changes="More"))
    AssessmentFactory.create(version=version)
    client.post(at("announce-retirement", newer), sent(scope="framework"))

    assert Retirement.objects.filter(called_off_at=None).count() == 2

    response = client.post(at("call-off-retirement", newer), follow=True)

    assert Version.objects.filter(retirement=None).count() == 2
    assert set(Retirement.objects.values_list("called_off_by", flat=True)) == {editor.pk}
    assert Entry.objects.filter(verb="call off retirement").count() == 2
    assert "The retirement is called off." in words(response)
    assert Notice.objects.filter(subject="A framework stays in use").count() == 1


def test_a_version_alone_is_called_off_alone(client, editor, version):
    newer = publish(small_framework(version="2023", changes="More"))
    retiring.announce([newer], ANNOUNCED._replace(reason="Another"), by=editor)
    client.post(at("announce-retirement", version), sent(scope="version"))

    client.post(at("call-off-retirement", version))

    assert list(Version.objects.exclude(retirement=None)) == [newer]


def test_calling_off_comes_too_late_once_it_is_retired(client, editor, version, time_machine):
    retiring.announce([version], ANNOUNCED, by=editor)
    time_machine.move_to(GONE, tick=False)
    client.force_login(editor)

    response = client.post(at("call-off-retirement", version), follow=True)

    assert "This version is retired by now: that cannot be called off." in words(response)
    assert Version.objects.get().retirement


def test_to_call_off_what_is_not_announced_changes_nothing(client, version):
    client.post(at("call-off-retirement", version))

    assert not Entry.objects.filter(verb="call off retirement").exists()


def test_announcing_again_takes_the_place_of_what_was_announced(client, editor, version):
    other = publish(small_framework(code="hearing"))
    retiring.announce([version], ANNOUNCED._replace(successor=other.framework), by=editor)

    shown = client.get(at("announce-retirement", version))
    client.post(at("announce-retirement", version), sent(reason="Another reason"))

    assertContains(shown, "It was merged into another.")
    assertContains(shown, f'<option value="{other.pk}" selected>')
    former, now = Retirement.objects.all()
    assert (former.called_off_by, now.called_off_at) == (editor, None)
    assert Version.objects.get(pk=version.pk).retirement == now


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"last_start_year": "2025"}, "The last day to start must be today or later"),
        ({"retires_on_year": "2040"}, "The day of retirement must be within 5 years"),
        ({"retires_on_month": "1"}, "The day of retirement must be after the last day to start"),
        ({"reason": ""}, "Enter why it will be retired"),
        ({"last_start_day": ""}, "Date must include a day"),
        (dict.fromkeys(("retires_on_day", "retires_on_month", "retires_on_year"), ""), "Enter the day of retirement"),
    ],
)
def test_what_cannot_be_announced_is_told_at_its_field(client, version, changes, told):
    response = client.post(at("announce-retirement", version), sent(**changes))

    assert told in words(response)
    assert not Retirement.objects.exists()


def test_which_versions_are_meant_is_asked_where_others_are_in_use(client, version):
    publish(small_framework(version="2023", changes="More"))

    response = client.post(at("announce-retirement", version), sent())

    assert "Choose what will be retired" in words(response)


def test_who_comes_too_late_is_told(client, editor, version):
    retiring.retire(version, by=editor)

    response = client.post(at("announce-retirement", version), sent(), follow=True)

    assert "This version is not published, so it cannot be retired." in words(response)


def test_the_action_refuses_a_day_that_is_past_and_who_edits_nothing(editor, version):
    with pytest.raises(OvertakenError, match="past"):
        retiring.announce(
            [version], ANNOUNCED._replace(term=RetiringTerm(date(2026, 11, 29), TERM.retires_on)), by=editor
        )
    with pytest.raises(PermissionDenied):
        retiring.announce([version], ANNOUNCED, by=UserFactory.create())
    with pytest.raises(IntegrityError, match="retired_after_the_last_start"):
        retiring.announce([version], ANNOUNCED._replace(term=RetiringTerm(TERM.retires_on, TERM.retires_on)), by=editor)


def test_files_and_commands_say_how_it_stands(editor, version, time_machine, capsys, tmp_path):
    file = tmp_path / "listening.yaml"
    file.write_text(version.text)
    before = status_of(version)
    retiring.announce([version], ANNOUNCED, by=editor)
    announced = status_of(Version.objects.get())
    time_machine.move_to(GONE, tick=False)

    call_command("load_framework", str(file))

    assert (before, announced) == ("", "To be retired on 1 March 2027")
    assert status_of(Version.objects.get()) == "Retired: nobody starts on it any more"
    assert capsys.readouterr().out.endswith(": unchanged, retired\n")
    assert not doubts_of(FrameworkFile.of_text(written(small_framework(version="2023"))))


def test_nobody_is_reminded_of_what_they_cannot_start(version, editor, time_machine):
    put(AssessmentFactory.create(version=version), "agreed")
    retiring.announce([version], ANNOUNCED, by=editor)
    before = Assessment.objects.filter().to_renew().count()
    time_machine.move_to(CLOSED, tick=False)

    assert (before, Assessment.objects.filter().to_renew().count()) == (1, 0)


@pytest.mark.parametrize("more", [0, 5])
def test_the_number_of_queries_stays(client, editor, version, more, django_assert_num_queries):
    for number in range(more):
        publish(small_framework(code=f"other-{number}"))
        publish(small_framework(version=str(2030 + number)))

    with django_assert_num_queries(4):
        client.get(at("announce-retirement", version))


@pytest.mark.parametrize("is_announced", [False, True])
def test_an_announcement_costs_home_and_profile_no_query(
    client, editor, version, is_announced, django_assert_num_queries
):
    nurse = UserFactory.create()
    finished(nurse, {"K1": 1, "K2": 2, "D1": 3})
    if is_announced:
        retiring.announce([version], ANNOUNCED, by=editor)
    client.force_login(nurse)
    client.get(reverse("home"))

    for address, number in ((reverse("home"), 3), (reverse("framework-profile", args=["listening"]), 4)):
        with django_assert_num_queries(number):
            client.get(address)
