from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.assessments.rules.answers import BLANK, Answer, Merge, choices, merge
from competence_app.catalogue.rules.scale import Level, OffScale, Scale

SCALE = Scale(
    levels=(Level(value=1, label="Not yet"), Level(value=2, label="With support")),
    off_scale=(
        OffScale(code="na", label="Not applicable", reason="required"),
        OffScale(code="no", label="No opportunity", counts="development-need"),
    ),
)
texts = st.text(max_size=5)
anything = st.builds(Answer, st.none() | st.integers(1, 4), st.just(""), st.just(""), texts) | st.builds(
    Answer, st.none(), st.sampled_from(["na", "no"]), texts, texts
)


@given(anything)
def test_an_answer_survives_the_way_through_a_form(answer):
    assert Answer.of(answer.choice, reason=answer.reason, note=answer.note) == answer


@pytest.mark.parametrize("choice", ["2", ""])
@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("", "not on my ward"),
        ("kept", "kept\n\nnot on my ward"),
        ("kept\n\nnot on my ward", "kept\n\nnot on my ward"),  # the same page sent twice
    ],
)
def test_of_keeps_a_reason_that_was_typed_for_another_choice_in_the_note(choice, note, kept):
    given = Answer.of(choice, reason="not on my ward", note=note)

    assert given == Answer(level=2 if choice else None, note=kept)


def test_of_takes_no_number_for_a_level_that_none_can_have():
    assert Answer.of("9" * 4301) == Answer(off_scale="9" * 4301)


def test_choices_are_the_levels_and_then_the_rest():
    assert choices(SCALE) == {"1": "Not yet", "2": "With support", "na": "Not applicable", "no": "No opportunity"}


@pytest.mark.parametrize(
    ("answer", "full"),
    [
        (BLANK, False),
        (Answer(note="only a note"), False),
        (Answer(1), True),
        (Answer(off_scale="na"), False),
        (Answer(off_scale="na", reason="I work in the community"), True),
        (Answer(off_scale="no"), True),
    ],
)
def test_an_answer_is_full_with_a_choice_and_the_reason_it_needs(answer, full):
    assert answer.is_full(SCALE) is full


@pytest.mark.parametrize(
    ("answer", "words"), [(Answer(2), "With support"), (Answer(off_scale="na"), "Not applicable"), (BLANK, "")]
)
def test_in_words_is_the_scales_label(answer, words):
    assert answer.in_words(SCALE) == words


@given(anything, anything)
def test_fingerprints_differ_exactly_when_answers_do(one, other):
    assert (one.fingerprint == other.fingerprint) == (one == other)


SHOWN = Answer(1, note="shown on the page")


@pytest.mark.parametrize(
    ("mine", "stored", "verdict"),
    [
        (SHOWN, SHOWN, Merge.NOTHING),  # nobody changed anything
        (replace(SHOWN, level=2), SHOWN, Merge.WRITE),  # only I did
        (SHOWN, replace(SHOWN, level=2), Merge.NOTHING),  # only the other window did: its answer stays
        (replace(SHOWN, level=2), replace(SHOWN, level=2), Merge.NOTHING),  # both did, alike
        (replace(SHOWN, level=2), replace(SHOWN, level=3), Merge.CONFLICT),  # both did, differently
        (BLANK, replace(SHOWN, level=3), Merge.CONFLICT),  # I emptied it, the other changed it
    ],
)
def test_merge_never_overwrites_what_the_page_did_not_show(mine, stored, verdict):
    assert merge(SHOWN.fingerprint, mine, stored) is verdict


def test_merge_writes_what_its_author_confirms_unless_it_was_changed_meanwhile():
    assert merge(SHOWN.fingerprint, SHOWN, SHOWN, confirmed=True) is Merge.NOTHING
    assert merge(SHOWN.fingerprint, SHOWN, replace(SHOWN, level=2), confirmed=True) is Merge.CONFLICT


@given(anything, anything, anything)
def test_merge_writes_only_over_the_answer_that_the_page_was_made_from(shown, mine, stored):
    if merge(shown.fingerprint, mine, stored) is Merge.WRITE:
        assert stored in (shown, BLANK)
