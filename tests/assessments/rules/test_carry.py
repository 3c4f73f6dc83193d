from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.carry import Rule, back, carried, gone, plan
from competence_app.catalogue.rules.domains import Competence, Domain, Part
from competence_app.catalogue.rules.scale import Level, OffScale, Scale
from competence_app.catalogue.rules.schema import Content

NA = OffScale(code="na", label="Not applicable", reason="required")
SCALE = Scale(levels=(Level(value=1, label="Not yet"), Level(value=2, label="Independently")), off_scale=(NA,))
RESCALED = Scale(levels=(Level(value=1, label="Novice"), Level(value=2, label="Expert")), off_scale=(NA,))

SPACED = Scale(levels=(Level(value=1, label="Not\u00a0yet"), Level(value=2, label="Independently")), off_scale=(NA,))


def version(*competences: Competence, scale: Scale = SCALE, **domain: str) -> Content:
    holder = Domain(code="domain", title="Domain", competences=competences, **domain)
    return Content(code="f", version="v", title="T", scale=scale, domains=(holder,))


def competence(code: str = "A", text: str = "Listens", **fields: object) -> Competence:
    return Competence(code=code, text=text, **fields)


def rules(*chain: Content) -> dict[str, Rule]:
    return {code: step.rule for code, step in plan(chain).items()}


OLD = version(competence())
WITH_PARTS = version(competence(parts=(Part(code="A.1", text="hears"),)))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (OLD, version(competence()), Rule.SAME),
        (OLD, version(competence(text="Hears", change="editorial")), Rule.EDITORIAL),
        (OLD, version(competence(text="Hears")), Rule.REWORDED),
        (version(competence(text="Hears it")), version(competence(text="Hears\u00a0 it")), Rule.SAME),
        (version(competence(text="Co\u00adoperates")), version(competence(text="Cooperates\u200b")), Rule.SAME),
        (version(competence(text="caf\u00e9")), version(competence(text="cafe\u0301")), Rule.SAME),
        (OLD, version(competence(), scale=SPACED), Rule.SAME),
        (WITH_PARTS, version(competence(parts=(Part(code="A.1", text="he ars"),))), Rule.REWORDED),
        (WITH_PARTS, version(competence(parts=(Part(code="A.1", text="sees"),))), Rule.REWORDED),
        (WITH_PARTS, OLD, Rule.REWORDED),
        (OLD, version(competence(replaces=("B",))), Rule.REPLACED),
        (version(competence("B")), version(competence(replaces=("B",))), Rule.REPLACED),
        (OLD, version(competence("B")), Rule.NEW),
        (version(competence("C")), version(competence(replaces=("B",))), Rule.NEW),
        (OLD, version(competence(), scale=RESCALED), Rule.RESCALED),
        (OLD, version(competence(text="Hears", change="editorial"), scale=RESCALED), Rule.RESCALED),
        (OLD, version(competence(), kind="knowledge"), Rule.RESCALED),
    ],
)
def test_plan_follows_the_table_of_rules(old, new, rule):
    code = new.statements[0].code

    assert rules(old, new) == {code: rule}


def test_plan_of_a_version_with_itself_carries_everything():
    assert rules(OLD) == rules(OLD, OLD) == {"A": Rule.SAME}


def test_plan_names_all_the_statements_that_one_stands_for():
    old = version(competence("A"), competence("B", "Speaks"))

    step = plan([old, version(competence("A", "Talks", replaces=("B",)))])["A"]

    assert [source.code for source in step.sources] == ["A", "B"]


def test_plan_follows_the_parts_of_a_replaced_competence_that_was_rated_by_its_parts():
    parts = (Part(code="Ba", text="hears"), Part(code="Bb", text="answers"))
    old = version(competence("B", rate="parts", parts=parts))

    step = plan([old, version(competence("A", replaces=("B",)))])["A"]

    assert (step.rule, [source.code for source in step.sources]) == (Rule.REPLACED, ["Ba", "Bb"])


WHOLE = version(competence(parts=(Part(code="Aa", text="hears"), Part(code="Ab", text="answers"))))
BY_PARTS = version(competence(rate="parts", parts=(Part(code="Aa", text="hears"), Part(code="Ab", text="answers"))))


@pytest.mark.parametrize(
    ("old", "new", "sources"),
    [(WHOLE, BY_PARTS, {"Aa": ["A"], "Ab": ["A"]}), (BY_PARTS, WHOLE, {"A": ["Aa", "Ab"]})],
)
def test_plan_shows_a_wholes_answer_beside_its_parts_and_the_parts_beside_the_whole(old, new, sources):
    steps = plan([old, new])

    assert {code: [source.code for source in step.sources] for code, step in steps.items()} == sources
    assert {step.rule for step in steps.values()} == {Rule.REPLACED}


@pytest.mark.parametrize(
    ("middle", "last", "rule"),
    [
        ("Hears", competence(text="Harkens", change="editorial"), Rule.REWORDED),  # editorial, but of unseen words
        ("Hears", competence(text="Listens"), Rule.SAME),  # the old words are back
        ("Listens", competence(text="Hears", change="editorial"), Rule.EDITORIAL),
    ],
)
def test_plan_over_several_versions_keeps_the_strictest_rule(middle, last, rule):
    assert rules(OLD, version(competence(text=middle)), version(last)) == {"A": rule}


def test_plan_over_several_versions_follows_codes_from_one_to_the_next():
    second = version(competence("B", "Attends", replaces=("A",)))

    step = plan([OLD, second, version(competence("C", "Attends well", replaces=("B",)))])["C"]

    assert (step.rule, [source.code for source in step.sources]) == (Rule.REPLACED, ["A"])


def test_plan_forgets_a_code_that_was_gone_in_between_unless_its_words_are_back():
    gap = version(competence("Z"))

    assert rules(OLD, gap, version(competence(text="Quite another thing"))) == {"A": Rule.NEW}
    assert rules(OLD, gap, OLD) == {"A": Rule.SAME}


RARELY, OFTEN, ALWAYS = ({1: "Never", 2: text} for text in ("Rarely", "Often", "Always"))


def redescribed(*chain: Content) -> tuple[Rule, set[int]]:
    step = plan(chain)["A"]
    return step.rule, set(step.redescribed)


def looking(levels: dict[int, str], text: str = "Listens", change: str = "") -> Content:
    return version(competence(text=text, levels=levels, change=change))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (looking(RARELY), looking(OFTEN), (Rule.SAME, {2})),
        (looking({}), looking(OFTEN), (Rule.SAME, {1, 2})),
        (looking(RARELY), looking({1: "Never"}), (Rule.SAME, {2})),
        (looking(RARELY), looking({2: "Rarely", 1: "Never"}), (Rule.SAME, set())),
        (looking({1: "Never  ever"}), looking({1: "Never ever"}), (Rule.SAME, set())),
        (looking(RARELY), looking(OFTEN, change="editorial"), (Rule.SAME, set())),
        (looking(RARELY), looking(OFTEN, "Hears", change="editorial"), (Rule.EDITORIAL, set())),
        (looking(RARELY), looking(OFTEN, "Hears"), (Rule.REWORDED, {2})),
    ],
)
def test_plan_names_the_levels_that_look_otherwise(old, new, expected):
    assert redescribed(old, new) == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([looking(RARELY), looking(OFTEN), looking(RARELY)], (Rule.SAME, set())),
        ([looking(RARELY), looking(OFTEN), looking(OFTEN, change="editorial")], (Rule.SAME, {2})),
        ([looking(RARELY), looking(OFTEN, change="editorial"), looking(OFTEN)], (Rule.SAME, set())),
        ([looking(RARELY), looking(OFTEN, change="editorial"), looking(ALWAYS)], (Rule.SAME, {2})),
        ([looking(RARELY), looking(OFTEN), looking(ALWAYS, "Hears", change="editorial")], (Rule.EDITORIAL, {2})),
        ([looking(RARELY), looking(OFTEN, "Hears"), looking(RARELY, "Hears")], (Rule.REWORDED, set())),
        ([looking(RARELY), version(competence("Z")), looking(OFTEN, change="editorial")], (Rule.SAME, {2})),
        ([looking(RARELY), version(competence("Z")), looking(RARELY)], (Rule.SAME, set())),
    ],
)
def test_plan_over_several_versions_compares_how_levels_look_first_and_last(chain, expected):
    assert redescribed(*chain) == expected


def test_only_an_answer_of_a_level_that_looks_otherwise_is_not_carried():
    old, new = looking(RARELY), looking(OFTEN)
    steps = plan([old, new])

    taken = [bool(carried(steps, old, new, {"A": said})) for said in (Answer(1), Answer(2), Answer(off_scale="na"))]

    assert taken == [True, False, True]
    assert [steps["A"].rule_for(Answer(level)) for level in (1, 2)] == [Rule.SAME, Rule.REWORDED]


def test_parts_that_are_rated_look_as_their_competence_says():
    def by_parts(levels: dict[int, str]) -> Content:
        return version(competence(rate="parts", parts=(Part(code="Aa", text="hears"),), levels=levels))

    assert plan([by_parts(RARELY), by_parts(OFTEN)])["Aa"].redescribed == {2}


def test_description_of_a_level_asks_nobody():
    described = SCALE.levels[0].model_copy(update={"description": "More about it"})
    scale = SCALE.model_copy(update={"levels": (described, SCALE.levels[1])})

    assert rules(OLD, version(competence(), scale=scale)) == {"A": Rule.SAME}


def test_back_to_an_older_version_no_look_is_editorial():
    older, newer = looking(RARELY, change="editorial"), looking(OFTEN)

    assert back(newer, older)["A"].redescribed == {2}


def test_back_to_an_older_version_no_rewording_is_editorial():
    older = version(competence(text="Listens", change="editorial"))

    assert {code: step.rule for code, step in back(version(competence(text="Hears")), older).items()} == {
        "A": Rule.REWORDED
    }
    assert back(OLD, OLD)["A"].rule is Rule.SAME


def test_gone_are_the_statements_that_no_new_one_comes_from():
    old = version(competence("A"), competence("B"), competence("C"))
    new = version(competence("A"), competence("D", replaces=("B",)))

    assert [statement.code for statement in gone(old, plan([old, new]))] == ["C"]


def test_carried_takes_only_what_the_rules_allow():
    old = version(competence("A"), competence("B"), competence("C"))
    new = version(competence("A"), competence("B", "Reworded"), competence("C", "Edited", change="editorial"))

    taken = carried(plan([old, new]), old, new, {"A": Answer(1), "B": Answer(2), "C": Answer(2)})

    assert taken == {"A": "A", "C": "C"}


def test_carried_leaves_what_was_not_answered():
    assert carried(plan([OLD, OLD]), OLD, OLD, {}) == {}


def test_carried_leaves_an_off_scale_answer_whose_meaning_changed():
    changed = SCALE.model_copy(update={"off_scale": (NA.model_copy(update={"counts": "development-need"}),)})
    new = version(competence("A"), scale=changed)
    steps = plan([OLD, new])

    assert carried(steps, OLD, new, {"A": Answer(off_scale="na", reason="r")}) == {}
    assert carried(steps, OLD, new, {"A": Answer(2)}) == {"A": "A"}


@st.composite
def competences(draw: st.DrawFn) -> Competence:
    code = draw(st.sampled_from("ABC"))
    replaces = st.lists(st.sampled_from([other for other in "ABC" if other != code]), max_size=2, unique=True)
    text, change = draw(st.sampled_from(["Listens", "Hears", "Speaks"])), draw(st.sampled_from(["", "editorial"]))
    levels = draw(st.sampled_from([{}, {1: "Rarely"}, {1: "Often"}]))
    return Competence(code=code, text=text, change=change, replaces=tuple(draw(replaces)), levels=levels)


versions = st.lists(competences(), min_size=1, max_size=3, unique_by=lambda one: one.code).map(
    lambda some: version(*some)
)


@given(st.lists(versions, min_size=2, max_size=4))
def test_carried_never_attaches_an_answer_to_words_its_author_did_not_see(chain):
    old, new = chain[0], chain[-1]
    answers = {statement.code: Answer(1) for statement in old.statements}

    for code, source in carried(plan(chain), old, new, answers).items():
        path = [next((s for s in one.statements if s.code == code), None) for one in chain]
        assert source == code
        for words in (lambda said: said.text, lambda said: said.levels):
            texts = [words(statement) for statement in path if statement]
            edited_only = all(
                before and after and (words(before) == words(after) or after.change == "editorial")
                for before, after in pairwise(path)
            )
            assert texts[0] == texts[-1] or edited_only


@pytest.mark.parametrize(
    "between",
    [
        [version(competence("A")), version(competence("A"), competence("B", text="Hears"))],
        [version(competence("C", replaces=("A",))), version(competence("B", replaces=("C",)))],
        [version(competence("C", replaces=("B",))), version(competence("B", replaces=("C",), levels={1: "Rarely"}))],
    ],
    ids=["gone for a while", "in place of another", "replaced and back"],
)
def test_no_mark_speaks_for_levels_whose_way_was_lost(between):
    first = version(competence("A"), competence("B", text="Speaks"))
    last = version(competence("B", text="Speaks", levels={1: "Rarely"}, change="editorial"))

    steps = plan([first, *between, last])

    assert steps["B"].rule is Rule.SAME
    assert steps["B"].redescribed == {1}
    assert carried(steps, first, last, {"B": Answer(1)}) == {}


@given(versions, versions)
def test_every_old_statement_is_a_source_of_a_new_one_or_gone(old, new):
    steps = plan([old, new])
    sources = {source for step in steps.values() for source in step.sources}

    assert sources | set(gone(old, steps)) == set(old.statements)
    assert not sources & set(gone(old, steps))


def test_statements_are_compared_with_the_stem_of_a_rated_part():
    def by_parts(stem: str) -> Content:
        return version(competence(text=stem, rate="parts", parts=(Part(code="Aa", text="hears"),)))

    assert rules(by_parts("Listens, that is:"), by_parts("Listens, so:")) == {"Aa": Rule.REWORDED}
