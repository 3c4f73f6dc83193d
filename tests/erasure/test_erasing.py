"""Somebody who has left is erased by two administrators: nothing is left but what others' records and counts need."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.actions.administering import change
from competence_app.accounts.models import Awaited, Proposal, Session, SignIn
from competence_app.accounts.queries.sign_ins import address_digest
from competence_app.assessments.models import Assessment, Rating, Showing
from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from competence_app.directory.models import PersonListing
from competence_app.directory.queries.listed import people
from competence_app.erasure.actions import erasing
from competence_app.erasure.rules.leading import GOES
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.passports.models import Passport
from competence_app.passports.queries import checked
from competence_app.passports.rules.verifying import Reason
from competence_app.people.actions import tell
from competence_app.people.models import Notice, Supervision, SupervisionRequest, Team, User
from tests.accounts.authenticators import sign_in
from tests.erasure.rules.test_leading import leading
from tests.factories import PASSWORD, UserFactory, passport_of, plan_action, supervise
from tests.post import delivered
from tests.reports.test_my_data import everything
from tests.reports.voices import spoken
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
ADDRESS = "amara.okafor@trust.example"
TYPED = "typed by her or about her"


@pytest.fixture
def sam(db) -> User:
    return UserFactory.create(email="sam@example.org", full_name="Sam Carter", is_people_administrator=True)


@pytest.fixture
def ravi(client, sam) -> User:
    """The second administrator, who has just signed in."""
    user = UserFactory.create(email="ravi@example.org", full_name="Ravi Patel", is_people_administrator=True)
    sign_in(client, user)
    return user


@pytest.fixture
def priya(db) -> User:
    return UserFactory.create(full_name="Priya Nair")


@pytest.fixture
def amara(priya) -> User:
    """A nurse of whom there is something of every kind, whose account is closed."""
    nurse = UserFactory.create(email=ADDRESS, full_name="Amara Okafor", last_login="2026-11-01T12:00Z")
    everything(nurse, priya)
    Awaited.objects.create(person=nurse, issuer="https://sign-in.example.org", name="amara-7")
    Session.objects.create(session_key="k" * 32, expire_date=timezone.now(), person=nurse)
    for model, columns in {
        "Rating": ["note"],
        "Return": ["comment"],
        "Remark": ["text"],
        "PlannedAction": ["text"],
    }.items():
        apps.get_model("assessments", model).objects.update(**dict.fromkeys(columns, TYPED))
    close(nurse)
    return nurse


def close(person: User) -> None:
    """Let somebody leave."""
    ended = {"ended_on": localdate() - timedelta(1)}
    Supervision.objects.filter(practitioner=person).update(**ended)
    Supervision.objects.filter(supervisor=person).update(**ended)
    User.objects.get_queryset().filter(pk=person.pk).update(is_active=False)
    person.refresh_from_db()


def erased(person: User, sam: User, ravi: User) -> User:
    """Erase somebody, and return what is left of them."""
    asked = erasing.propose_erasure(person, reason="Left in spring", by=sam)
    erasing.erase(asked, by=ravi)
    return User.objects.get(pk=person.pk)


def everywhere() -> dict[str, str]:
    """Return all texts of all tables."""
    models: list[type[Model]] = apps.get_models(include_auto_created=True)
    return {model._meta.label: repr(list(model._base_manager.values_list())) for model in models}  # noqa: SLF001 - any


def holding(*texts: str) -> set[str]:
    """Return the tables that hold one of these."""
    return {table for table, rows in everywhere().items() if any(text in rows for text in texts)}


def test_one_asks_the_other_reads_what_goes_and_stays_and_erases(client, sam, ravi, amara):
    client.force_login(sam)
    assertContains(client.get(reverse("person", args=[amara.pk])), "Erase Amara Okafor, with a second administrator")
    page = reverse("propose-erasure", args=[amara.pk])
    assertContains(client.get(page), "What stays, and why")
    assertRedirects(client.post(page, {"reason": "Left in spring"}), reverse("proposals"))
    asked = Proposal.objects.get(kind="erasure")

    sign_in(client, ravi)
    page = reverse("erasure", args=[asked.pk])
    assert "Erasing a closed account: Amara Okafor Asked by Sam Carter" in words(client.get(reverse("proposals")))
    shown = words(client.get(page))
    assert f"Email address {ADDRESS} Account closed 22 November 2026 Asked for By Sam Carter" in shown
    assert "“Former colleague" in shown
    response = client.post(page, follow=True)

    assertContains(response, f"What is left leads to “Former colleague {amara.pk}”.")
    verbs = [entry.verb for entry in Entry.objects.about(amara).order_by("pk")]
    assert verbs[-2:] == ["ask for erasure", "confirm erasure"]
    assert Notice.objects.get(person=sam).subject == "An erasure is done"
    assert client.get(reverse("person", args=[amara.pk])).status_code == HTTPStatus.NOT_FOUND
    assertNotContains(client.get(f"{reverse('people')}?state=closed"), "Former colleague")


def test_whoever_asked_that_all_be_kept_is_not_erased_before_that_ends(client, sam, ravi, amara):
    asked = erasing.propose_erasure(amara, reason="Left", by=sam)
    amara.restrictions.create(recorded_by=sam)
    says = "they asked that what is held about them be kept. Nothing is erased before that ends."

    assert says in words(client.get(reverse("erasure", args=[asked.pk])))
    with pytest.raises(ValidationError, match=says):
        erasing.erase(asked, by=ravi)

    amara.refresh_from_db()
    assert amara.erased_at is None
    assert amara.assessments.exists()


def test_an_open_session_alone_does_not_erase(client, sam, ravi, amara):
    asked = erasing.propose_erasure(amara, reason="Left", by=sam)
    client.logout()
    client.force_login(ravi)
    page = reverse("erasure", args=[asked.pk])

    assertRedirects(client.post(page), f"{reverse('prove')}?next={page}")

    asked.refresh_from_db()
    assert asked.is_waiting


def test_no_name_address_or_text_of_hers_is_left_anywhere(amara, sam, ravi):
    record("publish", amara, by=amara)
    tell(ravi, "Amara Okafor asks you", "Amara Okafor's request; Mary-Amara Okafor-Smith's is another", path="/")
    LogEntry.objects.create(user=ravi, action_flag=2, object_id=str(amara.pk), object_repr=f"Amara Okafor ({ADDRESS})")
    assert holding("Amara Okafor", ADDRESS, TYPED) >= {
        "people.User",
        "people.Notice",
        "outbox.Mail",
        "audit.Entry",
        "admin.LogEntry",
        "assessments.Rating",
        "people.SupervisionRequest",
    }

    erased(amara, sam, ravi)

    assert holding(ADDRESS, TYPED, "amara okafor", address_digest(ADDRESS)) == set()
    assert holding("Amara Okafor") == {"people.Notice", "outbox.Mail"}
    former = f"Former colleague {amara.pk}"
    notice = Notice.objects.get(person=ravi)
    assert (notice.subject, notice.text) == (
        f"{former} asks you",
        f"{former}'s request; Mary-Amara Okafor-Smith's is another",
    )


def test_what_is_said_to_go_is_gone(amara, sam, ravi):
    SignIn.objects.create(person=None, address=address_digest(ADDRESS), network="x", outcome="wrong")
    by_person = {name: field for name, field in leading().items() if name in GOES and field.related_model is User}
    rows = {name: field.model._base_manager.filter(**{field.name: amara.pk}) for name, field in by_person.items()}  # noqa: SLF001 - any
    before = {name for name, found in rows.items() if found.exists()}
    assert by_person.keys() - before == {
        "account.EmailAddress.user",
        "outbox.Mail.person",
        "people.User_groups.user",
        "people.User_user_permissions.user",
    }

    left = erased(amara, sam, ravi)

    assert {name for name, found in rows.items() if found.exists()} == set()
    assert (left.is_active, left.job_role, left.team, left.last_login, left.is_framework_editor) == (
        False,
        None,
        None,
        None,
        False,
    )
    assert not SignIn.objects.exists()
    assert not people().filter(pk=left.pk).exists()
    assert not PersonListing.objects.exclude(external_id="").exists()
    assert authenticate(username=left.email, password=PASSWORD) is None


def test_an_assessment_that_was_shown_is_left_empty_and_others_go_wholly(amara, priya, sam, ravi):
    shown = set(Showing.objects.values_list("assessment", flat=True))
    assert Assessment.objects.of(amara).count() == len(shown) + 1

    erased(amara, sam, ravi)

    left = Assessment.objects.of(amara)
    assert set(left.values_list("pk", flat=True)) == shown
    assert {(one.state, one.agreed_at, one.job_role, one.supervisor) for one in left} == {
        ("superseded", None, None, priya)
    }
    assert not Rating.objects.filter(assessment__practitioner=amara).exists()


def test_whoever_read_an_assessment_finds_nobody_in_its_place(client, amara, priya, sam, ravi):
    assessment = Assessment.objects.of(amara).filter(state="agreed")[0]
    erased(amara, sam, ravi)
    client.force_login(priya)

    for page in ("review", "staff-assessment", "meeting-sheet"):
        response = client.get(reverse(page, args=[assessment.pk]))
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert b"Amara" not in response.content


def test_what_she_said_of_others_stays_by_a_former_colleague(client, amara, sam, ravi):
    nurse = UserFactory.create()
    supervise(nurse, amara, ended_on=date(2026, 1, 1))
    assessment = spoken(nurse, "agreed", amara)
    plan_action(assessment, "K1", written_by=amara)
    record("see profile", assessment, by=amara, about=nurse)
    ratings = list(assessment.ratings.order_by("pk").values())

    erased(amara, sam, ravi)

    client.force_login(nurse)
    assert list(assessment.ratings.order_by("pk").values()) == ratings
    for page in (reverse("result", args=[assessment.pk]), reverse("record"), reverse("supervisors"), reverse("home")):
        assertNotContains(client.get(page), "Amara")
    assertContains(client.get(reverse("result", args=[assessment.pk])), f"Former colleague {amara.pk}")
    assertContains(client.get(reverse("record")), f"Former colleague {amara.pk}")


def test_a_passport_can_still_be_checked_and_a_revoked_one_stays_revoked(amara, priya, sam, ravi):
    Passport.objects.all().delete()
    holds, revoked = (spoken(amara, "agreed", priya) for _ in range(2))
    kept = passport_of(holds).token
    gone = passport_of(revoked, revoked_at="2026-11-20T12:00Z").token
    before = [checked(token).reason for token in (kept, gone)]

    erased(amara, sam, ravi)

    assert [checked(token).reason for token in (kept, gone)] == before == [None, Reason.REVOKED]
    assert list(Passport.objects.values_list("token", flat=True)) == [""]


def test_a_namesake_keeps_their_name_in_what_others_were_told(amara, sam, ravi):
    namesake = UserFactory.create(full_name="Amara Okafor", email="other@example.org")
    tell(ravi, "Amara Okafor (other@example.org)", f"Amara Okafor ({ADDRESS}) is another", path="/")

    erased(amara, sam, ravi)

    notice = Notice.objects.get(person=ravi)
    assert notice.subject == "Amara Okafor (other@example.org)"
    assert notice.text == f"Former colleague {amara.pk} is another"
    namesake.refresh_from_db()
    assert str(namesake) == "Amara Okafor"


def test_a_name_that_is_a_part_of_anothers_goes_where_it_stands_alone(amara, sam, ravi):
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="Ravi")
    amara.refresh_from_db()
    tell(ravi, "Ravi asks you", "Ravi Patel and Ravi, or Ravi's friend", path="/")

    erased(amara, sam, ravi)

    notice, former = Notice.objects.get(person=ravi), f"Former colleague {amara.pk}"
    assert (notice.subject, notice.text) == (f"{former} asks you", f"Ravi Patel and {former}, or {former}'s friend")


def test_whoever_had_no_name_is_called_by_the_address_alone(amara, sam, ravi):
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="")
    amara.refresh_from_db()
    tell(ravi, f"{ADDRESS} asks you", f"not x{ADDRESS}", path="/")

    erased(amara, sam, ravi)

    notice = Notice.objects.get(person=ravi)
    assert (notice.subject, notice.text) == (f"Former colleague {amara.pk} asks you", f"not x{ADDRESS}")


def test_a_name_of_before_goes_too(amara, sam, ravi):
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="Amara Obi")
    amara.refresh_from_db()
    record("publish", amara, by=amara)
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="Amara Okafor")
    tell(ravi, "Amara Obi asks you", "to supervise", path="/")
    amara.refresh_from_db()

    erased(amara, sam, ravi)

    assert holding("Amara Obi") == set()


def test_a_longer_name_than_fits_is_cut(amara, sam, ravi):
    User.objects.get_queryset().filter(pk=amara.pk).update(full_name="Al")
    write_mail(Mail.Kind.NOTICE, ravi.email, f"{'x' * 197} Al", "text")
    amara.refresh_from_db()

    erased(amara, sam, ravi)

    assert holding(" Al'") == set()


def test_who_asked_her_to_supervise_waits_no_longer(amara, sam, ravi):
    waiting = SupervisionRequest.objects.get(email=ADDRESS)

    erased(amara, sam, ravi)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.email.endswith("@erased.invalid")) == ("cancelled", True)


def test_a_wait_about_her_address_lapses(amara, sam, ravi):
    assert Proposal.objects.open().filter(person=amara, kind="new address").exists()

    erased(amara, sam, ravi)

    states = Proposal.objects.filter(person=amara).order_by("pk").values_list("state", "address", "reason")
    assert list(states) == [("lapsed", "", ""), ("confirmed", "", "")]


def test_only_a_closed_account_without_supervision_is_erased(client, sam, ravi, amara, settings):
    page = reverse("propose-erasure", args=[amara.pk])
    settings.ERASE_AFTER_DAYS = 90
    assertContains(client.get(page), "closed for 90 days before anybody is erased, this one until 20 February 2027")
    settings.ERASE_AFTER_DAYS = 0
    Supervision.objects.filter(practitioner=amara).update(ended_on=None)
    assertContains(client.get(page), "a supervision of theirs has not ended")
    User.objects.get_queryset().filter(pk=amara.pk).update(is_active=True)
    assertContains(client.get(page), "the account is open")

    response = client.post(page, {"reason": "So"}, follow=True)

    assertContains(response, "the account is open")
    assert not Proposal.objects.filter(kind="erasure").exists()


def test_whoever_came_back_meanwhile_is_not_erased(client, sam, ravi, amara):
    asked = erasing.propose_erasure(amara, reason="Left", by=sam)
    User.objects.get_queryset().filter(pk=amara.pk).update(is_active=True)
    page = reverse("erasure", args=[asked.pk])
    assertContains(client.get(page), "the account is open")

    assertContains(client.post(page, follow=True), "the account is open")

    amara.refresh_from_db()
    assert (amara.full_name, amara.closed_at, amara.erased_at) == ("Amara Okafor", None, None)
    asked.refresh_from_db()
    assert asked.is_waiting


def test_whoever_is_erased_is_found_by_nobody(client, sam, ravi, amara):
    erased(amara, sam, ravi)

    for name in ("propose-erasure", "propose-address", "person", "add-supervision"):
        assert client.get(reverse(name, args=[amara.pk])).status_code == HTTPStatus.NOT_FOUND
    response = client.post(reverse("new-team"), {"name": "Birch", "leads-typed": f"Former colleague {amara.pk}"})
    assertContains(response, "Nobody is found by")
    assert delivered()[-1].to == [sam.email]


def test_an_account_says_since_when_it_is_closed(sam, time_machine):
    person = UserFactory.create()
    assert person.closed_at is None
    person.is_active = False
    person.save(update_fields=["is_active"])
    closed = User.objects.get(pk=person.pk).closed_at
    time_machine.shift(timedelta(days=1))
    User.objects.get_queryset().filter(pk=person.pk).update(is_active=False)

    assert User.objects.get(pk=person.pk).closed_at == closed is not None
    person.is_active = True
    person.save()
    assert User.objects.get(pk=person.pk).closed_at is None
    person.is_active = False
    User.objects.get_queryset().bulk_update([person], ["is_active"])
    assert User.objects.get(pk=person.pk).closed_at == closed + timedelta(days=1)


def test_teams_that_she_led_are_led_by_others_alone(amara, sam, ravi):
    team = Team.objects.get(leads=amara)

    erased(amara, sam, ravi)

    assert not team.leads.exists()


def test_nothing_of_a_page_that_was_asked_for_before_comes_back(amara, sam, ravi):
    before = User.objects.get(pk=amara.pk)
    erased(amara, sam, ravi)

    with pytest.raises(ValidationError, match="erased meanwhile"):
        change(before, ["full_name"], by=ravi)

    assert User.objects.get(pk=amara.pk).full_name == f"Former colleague {amara.pk}"
