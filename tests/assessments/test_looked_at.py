"""A repeat is as far as its author has looked: every page says so, and whoever finishes before the end knows it."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import MoveRefusedError, Need
from competence_app.assessments.wording import NEEDS
from competence_app.catalogue.models import Version
from tests.assessments.pages import open_page, page, save, sent_by
from tests.factories import answer, finished, publish, small_framework, supervise
from tests.ui.html import read
from tests.words import words

SAID: dict[str, Any] = {"K1": 2, "K2": 3, "D1": 4}
LEFT = "Finish with 2 answers that I have not looked at again"


@pytest.fixture
def again(nurse, time_machine) -> Assessment:
    """The nurse's draft on New Year's Day, with what she finished on the last day of the year before."""
    time_machine.move_to("2025-12-31 23:30Z", tick=False)
    former = finished(nurse, SAID)
    time_machine.move_to("2026-01-01 00:30Z", tick=False)
    return assessing.start(version=former.version, job_role=nurse.job_role, by=nurse)


def looked_at(assessment):
    return {code for code, rating in assessment.ratings.by_code(Voice.SELF).items() if rating.is_looked_at}


def confirm(client, draft, *codes: str, domain="knowing"):
    said = {f"{code}-still-true": "yes" for code in codes}
    return save(client, page(draft, domain), open_page(client, page(draft, domain)), **said)


def progress(client, draft):
    """Return what home, the list of tasks and the check page say of how far it is."""
    addresses = (reverse("home"), *(reverse(name, args=[draft.pk]) for name in ("task-list", "answers")))
    return [words(client.get(address)) for address in addresses]


def test_nothing_is_looked_at_when_a_repeat_begins(client, again):
    home, tasks, check = progress(client, again)

    assert "0 of 3 looked at again" in home
    assert "0 of 3 looked at again" in tasks
    assert "0 of 2 looked at again" in tasks
    assert tasks.count("Not yet started") == 2
    assert "Check your answers and finish 3 not looked at again" in tasks
    assert check.count("From your last assessment, 31 December 2025, not looked at again") == 3


def test_a_section_is_completed_once_each_row_is_confirmed_or_said_anew(client, again):
    confirm(client, again, "K1")
    assert "1 of 2 looked at again In progress" in words(client.get(reverse("task-list", args=[again.pk])))
    save(client, page(again), open_page(client, page(again)), K2_answer="1")

    home, tasks, check = progress(client, again)

    assert "2 of 3 looked at again" in home
    assert "Knowing 2 of 2 answered Completed" in tasks
    assert "Doing 0 of 1 looked at again Not yet started" in tasks
    assert check.count("not looked at again") == 2  # the line, and the box to tick


def test_once_all_are_looked_at_nothing_is_told_of_it(client, again):
    confirm(client, again, "K1", "K2")
    confirm(client, again, "D1", domain="doing")

    home, tasks, check = progress(client, again)

    assert "3 of 3 competences answered" in home
    assert "Check your answers and finish Ready" in tasks
    assert "looked at" not in check
    assertRedirects(client.post(reverse("finish", args=[again.pk])), reverse("finished", args=[again.pk]))


def test_a_first_time_is_told_of_no_looking_again(client, draft):
    answer(draft, {"K1": 2})

    assert not any("looked at" in shown for shown in progress(client, draft))


def test_whoever_finishes_before_the_end_is_told_how_many_are_left_and_may(client, again):
    confirm(client, again, "K1")
    check, finish = (reverse(name, args=[again.pk]) for name in ("answers", "finish"))
    assert LEFT in words(client.get(check))

    response = client.post(finish, follow=True)
    assert NEEDS[Need.LOOKED_AT] in words(response)
    assertRedirects(client.post(finish, {"knowing": "2"}), reverse("finished", args=[again.pk]))

    again.refresh_from_db()
    assert (again.state, looked_at(again)) == ("finished", {"K1"})
    response = client.get(check)
    assert words(response).count("From your last assessment, 31 December 2025, not looked at again") == 2
    assertNotContains(response, 'name="knowing"')


@pytest.mark.parametrize("then", ["keep", "send"])
def test_whoever_overlooks_that_is_led_to_the_box_and_keeps_what_was_chosen(nurse, client, again, then):
    supervisor = supervise(nurse)
    sent = {"then": then, "to_discuss": "K2"} | ({"to": str(supervisor.pk)} if then == "send" else {})

    response = client.post(reverse("finish", args=[again.pk]), sent)

    assertContains(response, f'<a href="#id_knowing">{NEEDS[Need.LOOKED_AT]}</a>', html=True)
    assertContains(response, 'id="id_knowing_error"')
    assert re.findall(r'value="(\w+)"\s+checked', response.text) == ["K2"]
    assert "Choose a supervisor" not in words(response)


@pytest.mark.parametrize("told", ["", "1", "-2", "many"])
def test_nobody_finishes_without_knowing_how_many_are_left(client, again, told):
    confirm(client, again, "K1")

    client.post(reverse("finish", args=[again.pk]), {"knowing": told})

    again.refresh_from_db()
    assert again.is_draft


def test_whoever_has_looked_at_more_meanwhile_finishes(nurse, client, again):
    confirm(client, again, "K1", "K2")

    assessing.finish(again, knowing=3, by=nurse)

    assert again.ratings.by_code(Voice.SELF)["D1"].carried_from is not None


def test_what_is_missing_is_told_beside_what_is_not_looked_at(nurse, again):
    again.ratings.filter(competence__code="K1").delete()

    with pytest.raises(MoveRefusedError) as refusal:
        assessing.finish(again, by=nurse)

    assert refusal.value.reasons == (Need.COMPLETE, Need.LOOKED_AT)


def edited(version: str, text: str) -> Version:
    content = small_framework(version=version)
    content["domains"][0]["competences"][0].update(text=text, change="editorial")
    return publish(content)


def test_over_three_versions_what_nobody_looked_at_keeps_its_first_date(client, nurse, time_machine):
    """K1 is edited twice, and looked at in the third; nobody ever looks at K2 again."""
    time_machine.move_to("2023-12-31 12:00Z", tick=False)
    first = finished(nurse, SAID)
    for year, text in (("2024", "Knows why to listen"), ("2025", "Knows why one listens")):
        time_machine.move_to(f"{year}-12-31 12:00Z", tick=False)
        last = assessing.start(version=edited(year, text), job_role=None, by=nurse)
        if year == "2024":
            assessing.finish(last, knowing=3, by=nurse)
    client.force_login(nurse)
    confirm(client, last, "K1")

    said, then = (one.ratings.by_code(Voice.SELF) for one in (last, first))
    assert {code: rating.rated_at.year for code, rating in said.items()} == {"K1": 2025, "K2": 2023, "D1": 2023}
    assert (looked_at(last), said["K1"].still_true) == ({"K1"}, "one")
    assert {code: rating.answer for code, rating in said.items()} == {code: r.answer for code, r in then.items()}
    assert "From your last assessment, 31 December 2023, not looked at again" in words(
        client.get(reverse("answers", args=[last.pk]))
    )


def banner(response) -> str:
    """What a page says that it was saved without."""
    (found,) = read(response.content.decode()).all(css_class="nhsuk-notification-banner")
    return found.words()


def test_what_is_not_looked_at_is_named_by_its_first_words_and_one_more_press_goes_on(client, again):
    response = confirm(client, again, "K1")

    assertRedirects(response, f"{page(again)}?left-out=")
    assert looked_at(again) == {"K1"}
    shown = client.get(response.url)
    statement = again.content.statements[1]
    assert banner(shown) == (
        f"Important Saved. 1 is not looked at again K2 {statement.text} "
        "Say below what is still true and what has changed, or go on: it keeps its old date. "
        "Go on without looking at it again"
    )
    assert words(shown).startswith("1 not looked at again: Knowing")
    again_sent = client.post(response.url, sent_by(shown.content.decode()) | {"then": "continue", "left-out": ["K2"]})
    assertRedirects(again_sent, page(again, "doing"))
    assert looked_at(again) == {"K1"}


def test_what_is_unanswered_and_what_is_not_looked_at_are_named_apart(client, nurse):
    former = finished(nurse, SAID)
    content = small_framework(version="2")
    content["domains"][0]["competences"][1]["text"] = "Other words"
    draft = assessing.start(version=publish(content), job_role=nurse.job_role, by=nurse)

    response = confirm(client, draft)

    shown = client.get(response.url)
    assert former.version_id != draft.version_id
    assert words(shown).startswith("1 not answered, 1 not looked at again: Knowing")
    said = banner(shown)
    assert "Saved. 1 is not answered yet K2 Other words 1 is not looked at again K1" in said
    assert said.endswith("it keeps its old date. Go on without them")


def test_a_page_whose_answers_are_all_looked_at_goes_on_and_names_nothing(client, again):
    response = confirm(client, again, "K1", "K2")

    assertRedirects(response, page(again, "doing"))
    assertNotContains(client.get(f"{page(again)}?left-out="), "Saved.")


def test_a_repeat_that_is_put_aside_names_nothing(client, again):
    response = save(client, page(again), open_page(client, page(again)), then="later")

    assertRedirects(response, reverse("task-list", args=[again.pk]))


def test_who_came_from_the_check_page_goes_back_to_it_which_says_what_is_not_looked_at(client, again):
    address = f"{page(again)}?back=K1"

    response = save(client, address, open_page(client, address), K1_answer="1")

    assertRedirects(response, f"{reverse('answers', args=[again.pk])}#K1")
    assert words(client.get(response.url)).count("not looked at again") == 3  # two lines, and the box to tick
