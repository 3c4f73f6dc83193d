"""What a supervisor said on returning an assessment, beside the answers it is about."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNotContains

from competence_app.assessments.actions import assessing, sending
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.catalogue.models import Version
from competence_app.people.models import User
from competence_app.reviews.actions import reviewing
from tests import factories
from tests.assessments.pages import open_page, page
from tests.factories import framework_of, publish, small_framework
from tests.words import words

FULL: dict[str, int | str | Answer] = {"K1": 1, "K2": 2, "D1": 3}
COMMENT, REMARK = "Most of it is clear to me.", "Say more about haste."


@pytest.fixture
def returned(nurse, priya) -> Assessment:
    """The nurse's assessment, which Priya returned with a comment and a remark on K2."""
    return give_back(factories.finished(nurse, FULL), priya, {"K2": REMARK})


def give_back(assessment: Assessment, by: User, remarks: dict[str, str], comment: str = COMMENT) -> Assessment:
    sending.submit(assessment, to=by, by=assessment.practitioner)
    reviewing.return_(assessment, comment=comment, remarks=remarks, by=by)
    assessment.refresh_from_db()
    return assessment


def address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.pk])


def remarks(response) -> dict[str, str]:
    return {row.code: row.remark for row in response.context["form"].rows() if row.remark}


def test_the_task_list_begins_with_who_returned_it_and_why(client, returned):
    told = words(client.get(address("task-list", returned)))

    assert "Priya Nair returned this assessment on" in told
    assert told.index(COMMENT) < told.index("3 of 3 competences answered")
    assert REMARK not in told


def test_the_answers_have_each_remark_beside_the_answer_it_is_about(client, returned):
    told = words(client.get(address("answers", returned)))

    assert COMMENT in told
    assert f"haste Priya Nair’s comment when returning it {REMARK} Doing" in told  # noqa: RUF001


def test_a_rating_page_has_the_remarks_on_its_own_statements(client, returned):
    response = client.get(page(returned))

    assert COMMENT in words(response)
    assert remarks(response) == {"K2": REMARK}
    assert response.context["form"].remarks_by == "Priya Nair"
    assert remarks(client.get(page(returned, "doing"))) == {}


def test_the_queue_has_them_too(client, returned):
    returned.ratings.by_code(Voice.SELF)["K2"].delete()

    response = client.get(address("queue", returned))

    assert COMMENT in words(response)
    assert remarks(response) == {"K2": REMARK}


def test_a_page_that_comes_back_with_an_error_still_has_them(client, returned):
    response = client.post(page(returned), {"K2-answer": "na", "then": "continue"})

    assert "say why you answered" in words(response)
    assert remarks(response) == {"K2": REMARK}


def test_they_stay_once_it_is_finished_again(client, nurse, returned):
    assessing.finish(returned, by=nurse)

    told = words(client.get(address("answers", returned)))

    assert COMMENT in told
    assert REMARK in told
    assert "Send to a supervisor" in told


def test_they_go_once_it_is_sent_again(client, nurse, priya, returned):
    assessing.finish(returned, by=nurse)
    sending.submit(returned, to=priya, by=nurse)

    response = client.get(address("answers", returned))

    assertNotContains(response, COMMENT)
    assertNotContains(response, REMARK)


def test_the_latest_return_replaces_the_one_before(client, nurse, priya, returned):
    assessing.finish(returned, by=nurse)
    give_back(returned, priya, {"D1": "To the very end?"}, comment="Nearly there.")

    told = words(client.get(address("answers", returned)))

    assert "Nearly there." in told
    assert "To the very end?" in told
    assert COMMENT not in told
    assert REMARK not in told


def test_a_draft_that_is_moved_to_a_newer_version_takes_them_along(client, nurse, returned):
    version = publish(small_framework(version="2025", title="Ability to listen well"))
    moved = assessing.move_to_current(returned, to=Version.objects.get(pk=version.pk), by=nurse)

    for assessment in (returned, moved):
        told = words(client.get(address("answers", assessment)))

        assert COMMENT in told
        assert REMARK in told


def test_what_was_never_returned_says_nothing_of_it(client, nurse):
    assessment = factories.finished(nurse, FULL)

    assertNotContains(client.get(address("answers", assessment)), "returned")


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_remarks(client, nurse, priya, count, django_assert_num_queries):
    version = publish(framework_of(count))
    codes = [f"C{number}" for number in range(1, count + 1)]
    assessment = factories.finished(nurse, dict.fromkeys(codes, 2), version=version)
    give_back(assessment, priya, dict.fromkeys(codes, REMARK))

    with django_assert_num_queries(7):  # who asks, assessment, return, remarks, ratings, supervisors, to discuss
        assert words(client.get(address("answers", assessment))).count(REMARK) == count
    with django_assert_num_queries(5):  # the first six of these
        client.get(page(assessment, "domain-1"))
    with django_assert_num_queries(5):  # who asks, assessment, ratings, current version, return
        client.get(address("task-list", assessment))
    fields = open_page(client, page(assessment, "domain-1"))
    changed = {name: "3" if name.endswith("answer") else value for name, value in fields.items()}
    with django_assert_num_queries(7):  # who asks, assessment, lock, ratings, writing, and the transaction
        client.post(page(assessment, "domain-1"), changed | {"then": "continue"})


def test_returns_and_remarks_name_themselves(returned):
    part_of = returned.returns.get()

    assert str(part_of) == f"{returned}, returned by Priya Nair"
    assert str(part_of.remarks.get()) == REMARK
