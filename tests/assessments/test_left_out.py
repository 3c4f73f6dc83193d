"""A page that is saved with something left out names it, keeps all the rest, and lets its reader go on."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import open_page, page, save
from tests.factories import answer, publish, put, small_framework
from tests.ui.html import read
from tests.words import words

SAVED = "Saved. 1 is not answered yet"


def naming(address: str) -> str:
    return f"{address}?left-out="


def told(response) -> list[str]:
    """What a page says its reader knows is left out."""
    boxes = read(response.content.decode()).all("input")
    return [str(box.attrs["value"]) for box in boxes if box.attrs.get("name") == "left-out"]


def way_on(response) -> tuple[str, str | None]:
    """The words and the address of the link that goes on."""
    link = read(response.content.decode()).all("a", "nhsuk-notification-banner__link")[-1]
    return link.words(), link.attrs["href"]


def send(client, address, codes, **changes: str):
    """Send a page with what it said was left out."""
    fields = open_page(client, address)
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(address, fields | changed | {"then": "continue", "left-out": codes})


def test_what_is_left_out_is_named_by_its_first_words_and_the_rest_is_stored(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="3")

    assertRedirects(response, naming(page(draft)))
    assert answers(draft.ratings.by_code(Voice.SELF)) == {"K1": Answer(3)}
    shown = client.get(response.url)
    (link,) = read(shown.content.decode()).all("a", "nhsuk-notification-banner__link")[:1]
    assert link.attrs["href"] == "#K2"
    statement = draft.content.statements[1]
    assert link.words() == f"K2 {statement.text}"
    assert words(shown).startswith("1 not answered: Knowing")
    assertContains(shown, SAVED, count=1)
    assert told(shown) == ["K2"]


def test_words_of_a_long_statement_are_the_first(client, nurse, draft):
    long = " ".join(f"word{n}" for n in range(30))
    content = small_framework(version="2")
    content["domains"][0]["competences"][0]["text"] = long
    draft.version = publish(content)
    draft.save()

    shown = client.get(naming(page(draft)))

    (link, *_) = read(shown.content.decode()).all("a", "nhsuk-notification-banner__link")
    assert link.words() == "K1 " + " ".join(long.split()[:14]) + " …"


def test_one_more_press_goes_on(client, draft):
    address = naming(page(draft))

    response = send(client, address, ["K1", "K2"])

    assertRedirects(response, page(draft, "doing"))


def test_a_link_goes_on_too(client, draft):
    shown = client.get(naming(page(draft)))

    assert way_on(shown) == ("Go on without them", page(draft, "doing"))


def test_what_was_not_named_is_named_on_the_next_save(client, draft):
    response = send(client, naming(page(draft)), ["K1"], K1_answer="2")

    assertRedirects(response, naming(page(draft)))


def test_a_full_page_goes_on_and_names_nothing(client, draft):
    answer(draft, {"K1": 2, "K2": 3})

    assertNotContains(client.get(naming(page(draft))), "Saved.")
    assertRedirects(send(client, page(draft), []), page(draft, "doing"))


def test_a_page_that_is_put_aside_names_nothing(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), then="later", K1_answer="3")

    assertRedirects(response, reverse("task-list", args=[draft.pk]))


def test_a_page_with_a_mistake_remembers_what_it_named(client, draft):
    response = send(client, naming(page(draft)), ["K1", "K2"], K2_answer="na")

    assertContains(response, "K2: say why you answered")
    assertNotContains(response, "Saved. ")
    assert told(response) == ["K1", "K2"]


def test_news_and_what_is_left_out_share_one_banner(client, draft):
    answer(draft, {"K1": Answer(off_scale="na", reason="I teach")})
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="2")

    shown = client.get(response.url)

    banners = read(shown.content.decode()).all(css_class="nhsuk-notification-banner")
    assert len(banners) == 1
    assert "K1: your reason is now in the note" in words(shown)
    assertContains(shown, SAVED)


def test_the_rest_of_the_address_is_kept(client, draft):
    address = f"{page(draft)}?from=answers"

    response = save(client, address, open_page(client, address), K1_answer="3")

    assertRedirects(response, f"{page(draft)}?from=answers&left-out=")


def test_the_queue_names_what_it_still_asks(client, draft):
    answer(draft, {"K1": 2})
    queue = reverse("queue", args=[draft.pk])

    response = save(client, queue, open_page(client, queue), K2_answer="3")

    assertRedirects(response, naming(queue))
    shown = client.get(response.url)
    assert told(shown) == ["D1"]
    assert way_on(shown) == ("Go on without it", reverse("answers", args=[draft.pk]))


@pytest.mark.parametrize(("domain", "onward"), [("knowing", "review-rate"), ("doing", "review")])
def test_supervisors_are_told_what_they_have_not_rated(client, draft, nurse, priya, domain, onward):
    sent = put(answer(draft, {"K1": 1, "K2": 2, "D1": 3}), "submitted", priya)
    client.force_login(priya)
    address = reverse("review-rate", args=[sent.pk, domain])

    response = save(client, address, open_page(client, address))

    assertRedirects(response, naming(address))
    shown = client.get(response.url)
    assertContains(shown, "not rated yet")
    arguments = [sent.pk, "doing"] if onward == "review-rate" else [sent.pk]
    assert way_on(shown)[1] == reverse(onward, args=arguments)
    assertRedirects(send(client, address, told(shown)), reverse(onward, args=arguments))
