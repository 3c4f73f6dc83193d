"""People are told what they must know: on their home page, and by e-mail."""

import re
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.people.actions import tell
from competence_app.people.layout import News
from competence_app.people.models import Notice, User
from tests.factories import UserFactory
from tests.post import delivered


@pytest.fixture
def nurse(db) -> User:
    """A nurse with a name that HTML would escape."""
    return UserFactory.create(full_name="Aoife O'Brien", email="aoife@example.org")


def test_telling_somebody_stores_a_notice_and_an_email_that_leads_to_the_thing(nurse, settings):
    settings.SITE_URL = "https://ratings.example.org"

    notice = tell(nurse, "A\nsubject", "Pat O'Neil accepted.", path="/supervisors/")

    assert list(Notice.objects.for_(nurse)) == [notice]
    [message] = delivered()
    assert (message.to, message.subject, notice.subject) == (["aoife@example.org"], "A subject", "A subject")
    assert str(message.body).splitlines()[2:5] == [
        "Pat O'Neil accepted.", "", "https://ratings.example.org/supervisors/",
    ]  # fmt: skip


def test_what_is_taken_back_tells_nobody(nurse):
    with transaction.atomic():
        tell(nurse, "Subject", "Text.", path="/")
        transaction.set_rollback(True)

    assert (delivered(), list(Notice.objects.for_(nurse))) == ([], [])


def test_dismissing_takes_a_notice_off_the_page_and_leaves_the_others(client, nurse):
    first, second = (tell(nurse, subject, "Text.", path="/") for subject in ("One", "Two"))
    client.force_login(nurse)
    assert list(Notice.objects.for_(nurse)) == [second, first]

    response = client.post(reverse("dismiss", args=[first.pk]))

    assertRedirects(response, reverse("home"))
    assert list(Notice.objects.for_(nurse)) == [second]


def test_dismissing_twice_keeps_when_it_was_first(client, nurse):
    notice = tell(nurse, "Subject", "Text.", path="/")
    client.force_login(nurse)
    client.post(reverse("dismiss", args=[notice.pk]))
    first = Notice.objects.get().read_at

    client.post(reverse("dismiss", args=[notice.pk]))

    assert Notice.objects.get().read_at == first


def test_somebody_elses_notice_is_not_there(client, nurse):
    notice = tell(nurse, "Subject", "Text.", path="/")
    client.force_login(UserFactory.create(is_people_administrator=True))

    assert client.post(reverse("dismiss", args=[notice.pk])).status_code == HTTPStatus.NOT_FOUND
    assert list(Notice.objects.for_(nurse)) == [notice]


def test_what_home_shows_by_itself_is_told_by_email_alone(nurse):
    tell(nurse, "Subject", "Text.", path="/", on_home=False)

    assert not Notice.objects.for_(nurse)
    assert len(delivered()) == 1


@pytest.mark.parametrize(("n", "shown"), [(1, 1), (60, 50)])
def test_the_newest_fifty_are_shown_by_one_query(nurse, render, django_assert_num_queries, n, shown):
    for number in range(n):
        tell(nurse, f"Subject {number}", "Text <b>.", path="/supervisors/")
    tell(UserFactory.create(), "Of somebody else", "Text.", path="/")

    with django_assert_num_queries(1):
        page = render("people/notices.html", news=News(Notice.objects.for_(nurse)))

    assert page.count('href="/supervisors/"') == page.count("Text &lt;b&gt;.") == shown
    assert f"Subject {n - 1}<" in page
    assert "somebody else" not in page


def test_no_notices_show_nothing(nurse, render):
    assert render("people/notices.html", news=News(Notice.objects.for_(nurse))).strip() == ""


@dataclass(frozen=True)
class Book:
    """Something with a title in a language of its own."""

    title: str
    language: str


def test_a_title_stands_behind_the_text_in_its_own_language(nurse, render):
    tell(nurse, "Subject", "Read this.", path="/", titled=Book("Zuhören können", "de"))

    html = render("people/notices.html", news=News(Notice.objects.for_(nurse)))

    assert 'app-card__words">Read this. <span lang="de">Zuhören können</span></p>' in html
    [message] = delivered()
    assert "\nRead this. Zuhören können\n" in message.body
    assert message.extra_headers["Content-Language"] == "en, de"


def test_a_title_is_in_some_language(nurse):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(nurse, "Subject", "Text.", path="/", titled=Book("Zuhören können", ""))


def test_a_notice_leads_within_the_app(nurse):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(nurse, "Subject", "Text.", path="https://elsewhere.example")


def test_a_notice_names_itself(nurse):
    assert str(tell(nurse, "Subject", "Text.", path="/")) == "Subject"


def notices(person, number: int, path: str) -> list[Notice]:
    return [Notice.objects.create(person=person, subject=f"No {n}", text="Text.", path=path) for n in range(number)]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "14 times: whom you supervise"),
        ("/reviews/3/", "14 assessments that people sent or showed you"),
        ("/account/", "14 more"),
        ("/gone/", "14 more"),
    ],
)
def test_many_of_a_kind_stand_in_one_line(nurse, path, says):
    notices(nurse, 14, path)

    [group] = News(Notice.objects.for_(nurse)).groups

    assert (group.words, len(group.notices)) == (says, 14)


def test_few_of_a_kind_stand_by_themselves_the_newest_kind_first(nurse):
    notices(nurse, 2, "/")
    notices(nurse, 3, "/supervisors/")

    groups = News(Notice.objects.for_(nurse)).groups

    assert [(group.words, len(group.notices)) for group in groups] == [
        ("3 times: who supervises you", 3),
        ("", 2),
    ]


def test_all_that_the_page_showed_is_dismissed_at_once(nurse, client):
    client.force_login(nurse)
    notices(nurse, 3, "/account/")
    theirs = notices(UserFactory.create(), 1, "/account/")
    page = client.get("/").content.decode()
    [until] = re.findall(r'name="until" value="(\d+)"', page)
    [later] = notices(nurse, 1, "/account/")

    assertRedirects(client.post(reverse("dismiss-all"), {"until": until}), "/")

    unread = Notice.objects.filter(read_at=None)
    assert set(unread) == {later, *theirs}


@pytest.mark.parametrize("until", ["", "x", "9" * 30, "-1"])
def test_nonsense_dismisses_nothing(nurse, client, until):
    client.force_login(nurse)
    notices(nurse, 2, "/account/")

    client.post(reverse("dismiss-all"), {"until": until})

    assert Notice.objects.filter(read_at=None).count() == 2
