from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import ANSWER_MAX_LENGTH, answers
from competence_app.assessments.rules.answers import Answer, Voice
from tests.assessments.pages import meanings, open_page, page, save, sent_by
from tests.factories import AssessmentFactory, answer, framework_of, long_framework, publish, small_framework
from tests.ui.html import read
from tests.words import words


def stored(assessment):
    return answers(assessment.ratings.by_code(Voice.SELF))


def test_a_new_page_has_nothing_selected_and_no_note_open(client, draft):
    response = client.get(page(draft))

    assertNotContains(response, "checked")
    assert not [fold for fold in read(response.content.decode()).all("details") if "open" in fold.attrs]


def test_beside_each_level_stands_what_it_means_for_the_kind_of_the_statement(client, nurse):
    content = small_framework()
    means = {"knowledge": "I can explain it", "capability": "I can do it"}
    content["scale"]["levels"][0]["means"] = means
    sub_domain = {"code": "using", "title": "Using it", "kind": "capability"}
    content["domains"][0]["domains"] = [sub_domain | {"competences": [{"code": "K3", "text": "Uses it"}]}]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))

    both, one = meanings(client.get(page(draft))), meanings(client.get(page(draft, "doing")))

    label = content["scale"]["levels"][0]["label"]
    assert {code: row[label] for code, row in (both | one).items()} == {
        "K1": "I can explain it",
        "K2": "I can explain it",
        "K3": "I can do it",
        "D1": "I can do it",
    }


def test_where_a_framework_says_what_a_level_looks_like_that_stands_beside_it_in_place_of_its_meaning(client, nurse):
    content = small_framework()
    content["scale"]["levels"][0]["means"] = content["scale"]["levels"][1]["means"] = "I try"
    content["domains"][0]["competences"][0]["levels"] = {1: "I *wait*", 4: "- I ask\n- I listen"}
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))

    response = client.get(page(draft))

    told = meanings(response)
    assert list(told["K1"].values())[:4] == ["I wait", "I try", "", "I ask I listen"]
    assert list(told["K2"].values())[:4] == ["I try", "I try", "", ""]
    assertContains(response, "<p>I <em>wait</em></p>")


def test_what_helps_to_understand_a_competence_is_folded_beneath_it(client, nurse):
    content = small_framework()
    content["domains"][0] |= {"guidance": "Of all this"}
    content["domains"][0]["competences"][0] |= {"title": "Why", "guidance": "Think of\n\n- them", "examples": ["One"]}
    below = {"code": "below", "title": "Below", "guidance": "Of these", "competences": [{"code": "K3", "text": "Also"}]}
    content["domains"][0]["domains"] = [below]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))

    response = client.get(page(draft))

    folds = [fold.words() for fold in read(response.content.decode()).all("details") if "Note" not in fold.words()]
    assert folds == ["Guidance on K1 Think of them", "Examples of K1 One"]
    assertContains(response, '<strong class="app-rating__title">Why</strong>')
    assert "Knowing Of all this" in words(response)
    assert "Below Of these" in words(response)


def test_a_long_domain_has_pages_that_lead_from_one_to_the_next(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(long_framework(16)))
    first, second = page(draft, "all"), page(draft, "all") + "?page=2"

    assert "Domain 1 of 2, page 1 of 2, 0 of 17 answered" in words(client.get(first))
    assertContains(client.get(first), "<fieldset", count=8)
    answered = save(client, first, open_page(client, first), **{f"C{n}_answer": "3" for n in range(1, 9)})
    assertRedirects(answered, second)
    assertContains(client.get(reverse("task-list", args=[draft.pk])), f'href="{second}"')
    answered = save(client, second, open_page(client, second), **{f"C{n}_answer": "3" for n in range(9, 17)})
    assertRedirects(answered, page(draft, "doing"))


def test_to_change_an_answer_opens_the_page_that_asks_for_it(client, nurse):
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(long_framework(16)))

    assertContains(client.get(page(draft, "all") + "?back=C9"), 'id="C9"')


@pytest.mark.parametrize("number", ["0", "3", "two"])
def test_a_page_that_is_not_there(client, nurse, number):
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(long_framework(16)))

    assert client.get(page(draft, "all") + f"?page={number}").status_code == HTTPStatus.NOT_FOUND


def test_the_page_says_how_far_the_whole_assessment_has_come(client, draft):
    answer(draft, {"K1": 2, "K2": "na", "D1": 3})  # of which K2 lacks its reason

    response = client.get(page(draft))

    assert "Domain 1 of 2 2 of 3 answered Domain 1 of 2, 2 of 3 answered Knowing" in words(response)
    assertContains(response, 'data-answered-elsewhere="1"')


@pytest.mark.parametrize(
    ("reason", "counts", "means"),
    [
        ("required", "excluded", "Say why. Left out of the counts."),
        ("optional", "excluded", "Left out of the counts."),
        ("none", "development-need", "Something to develop, not a low answer."),
        ("required", "development-need", "Say why. Something to develop, not a low answer."),
    ],
)
def test_an_answer_that_is_no_level_says_what_it_means_and_whether_it_asks_why(client, nurse, reason, counts, means):
    content = small_framework()
    content["scale"]["off_scale"] = [{"code": "no", "label": "Not for me", "reason": reason, "counts": counts}]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))

    response = client.get(page(draft))

    assert meanings(response)["K1"]["Not for me"] == means
    radios = [one for one in read(response.content.decode()).all("input") if one.attrs.get("value") == "no"]
    assert {radio.attrs.get("data-asks-reason", "none") for radio in radios} == {reason}


def test_save_and_continue_stores_the_answers_and_goes_on_to_the_next_domain(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="3", K2_answer="no", K2_note="Soon")

    assertRedirects(response, page(draft, "doing"))
    assert stored(draft) == {"K1": Answer(3), "K2": Answer(off_scale="no", note="Soon")}


def test_save_and_continue_on_the_last_domain_goes_to_the_answers(client, draft):
    response = save(client, page(draft, "doing"), open_page(client, page(draft, "doing")), D1_answer="1")

    assertRedirects(response, reverse("answers", args=[draft.pk]))


def test_a_half_answered_page_is_fine(client, draft):
    save(client, page(draft), open_page(client, page(draft)), K1_answer="3")

    assert stored(draft) == {"K1": Answer(3)}


def test_save_and_come_back_later_keeps_even_an_answer_that_lacks_its_reason(client, draft):
    fields = open_page(client, page(draft))

    response = save(client, page(draft), fields, then="later", K1_answer="na", K2_note="Only a thought")

    assertRedirects(response, reverse("task-list", args=[draft.pk]), fetch_redirect_response=False)
    assertContains(client.get(response.url), "Your answers are saved")
    assert stored(draft) == {"K1": Answer(off_scale="na"), "K2": Answer(note="Only a thought")}


def test_a_missing_reason_is_asked_for_and_all_the_rest_is_stored(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="na", K2_answer="2", K2_note="Typed")

    assert words(response).count("K1: say why you answered “Not applicable to my role”") == 2
    assertContains(response, 'href="#id_K1-reason"')
    assertContains(response, "<title>", count=1)
    assertContains(response, "Error:")
    assertContains(response, "<p>Not saved yet: K1. Everything else on this page is saved.</p>", html=True)
    assertContains(response, 'data-warn-unsaved="typed"')
    kept = {"K1-answer": "na", "K2-answer": "2", "K2-note": "Typed"}
    assert sent_by(response.content.decode()) == open_page(client, page(draft)) | kept
    assert stored(draft) == {"K2": Answer(2, note="Typed")}


def test_a_row_that_was_held_back_is_stored_once_it_is_mended(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="na", K2_answer="2")

    save(client, page(draft), sent_by(response.content.decode()), K1_reason="Only nights")

    assert stored(draft) == {"K1": Answer(off_scale="na", reason="Only nights"), "K2": Answer(2)}


def test_a_page_with_nothing_right_says_what_is_not_saved_alone(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="na", K2_answer="na")

    assertContains(response, "<p>Not saved yet: K1, K2.</p>", html=True)
    assert stored(draft) == {}


def test_a_reason_typed_before_a_level_was_chosen_stands_in_the_note_and_the_next_page_says_so(client, draft):
    answer(draft, {"K1": Answer(off_scale="na", reason="Only nights"), "K2": Answer(off_scale="na", reason="No")})

    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="3", K1_note="Soon")

    assertContains(client.get(response.url), "K1: your reason is now in the note, as the answer you chose takes none.")
    assert stored(draft) == {"K1": Answer(3, note="Soon\n\nOnly nights"), "K2": Answer(off_scale="na", reason="No")}


def test_several_reasons_that_were_moved_are_named_together(client, draft):
    fields = open_page(client, page(draft)) | {"K1-reason": "Only nights", "K2-reason": "Not here"}

    response = save(client, page(draft), fields, then="later", K1_answer="3", K2_answer="2")

    assertContains(client.get(response.url), "K1, K2: your reasons are now in the notes")


def test_a_reason_that_finds_no_room_in_the_note_is_shown_again(client, draft):
    reason, note = "r" * 5, "n" * (ANSWER_MAX_LENGTH - 5)

    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="3", K1_reason=reason, K1_note=note)

    assert "Together they have 2,002 characters and may have 2,000: shorten one of them" in words(response)
    assertContains(response, "app-rating__reason nhsuk-form-group--error")
    assert sent_by(response.content.decode())["K1-reason"] == reason
    assert stored(draft) == {}


def test_a_note_that_is_too_long_is_refused_and_kept_on_the_page(client, draft):
    long = "a" * (ANSWER_MAX_LENGTH + 1)

    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="2", K1_note=long)

    assertContains(response, "Your note must be 2,000 characters or fewer. It has 2,001")
    assert sent_by(response.content.decode())["K1-note"] == long
    assert stored(draft) == {}


def test_lines_count_and_are_kept_as_the_browser_shows_them(client, draft):
    lines = "\r\n".join(["x" * 99] * 20)

    save(client, page(draft), open_page(client, page(draft)), K1_note=lines)

    assert stored(draft)["K1"].note == lines.replace("\r\n", "\n")


def test_an_answer_that_is_not_on_the_scale_is_refused(client, draft):
    response = save(client, page(draft), open_page(client, page(draft)), K1_answer="9")

    assertContains(response, "Choose one of the answers shown")
    assert stored(draft) == {}


def test_an_answer_can_be_taken_back(client, draft):
    answer(draft, {"K1": Answer(2, note="no more")})
    fields = open_page(client, page(draft))
    del fields["K1-answer"]

    save(client, page(draft), fields, K1_note="")

    assert stored(draft) == {"K1": Answer()}


def test_what_people_write_is_shown_as_text(client, draft):
    answer(draft, {"K1": Answer(2, note="<script>alert(1)</script>")})

    assertContains(client.get(page(draft)), "&lt;script&gt;alert(1)&lt;/script&gt;")
    assertNotContains(client.get(page(draft)), "<script>alert")


def test_a_domain_that_the_version_lacks_is_not_found(client, draft):
    assert client.get(page(draft, "nothing")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ["rate", "task-list", "answers", "finished"])
def test_somebody_elses_assessment_is_not_found(client, address):
    theirs = answer(AssessmentFactory.create(), {"K1": 2})
    arguments = [theirs.pk, "knowing"] if address == "rate" else [theirs.pk]

    assert client.get(reverse(address, args=arguments)).status_code == HTTPStatus.NOT_FOUND


def test_somebody_elses_answers_cannot_be_changed(client):
    theirs = answer(AssessmentFactory.create(), {"K1": 2})

    response = client.post(page(theirs), {"K1-answer": "4", "then": "continue"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert stored(theirs)["K1"] == Answer(2)


def test_a_rated_part_is_shown_under_its_competences_words(client, nurse):
    content = framework_of(1)
    content["domains"][0]["competences"] = [
        {"code": "C1", "text": "Listens by:", "rate": "parts", "parts": [{"code": "C2", "text": "looking up"}]}
    ]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))

    response = client.get(page(draft, "domain-1"))

    assertContains(response, "Listens by:")
    assertContains(response, 'name="C2-answer"', count=6)
    assertNotContains(response, 'name="C1-answer"')


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_competences(client, nurse, count, django_assert_num_queries):
    content = framework_of(1)
    content["domains"][0]["competences"] = [{"code": f"C{n}", "text": "Does it"} for n in range(1, count + 1)]
    draft = AssessmentFactory.create(practitioner=nurse, version=publish(content))
    answer(draft, {f"C{n}": 2 for n in range(1, count + 1)})
    fields = open_page(client, page(draft, "domain-1"))

    with django_assert_num_queries(3):  # who asks, assessment, ratings
        client.get(page(draft, "domain-1"))
    changed = {name: "3" if name.endswith("answer") else value for name, value in fields.items()}
    with django_assert_num_queries(7):  # the above, the lock, the write, and the savepoint's two
        client.post(page(draft, "domain-1"), changed | {"then": "later"})
