"""Whatever is given, reading ends with a framework or with its problems; and what is written is read back."""

from contextlib import suppress
from itertools import count
from typing import Any, get_args

import yaml
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.rules.relations import RelationKind
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.samples import SMALLEST

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and "\ufeff" not in text
)
TEXTS = WORDS | st.lists(
    st.sampled_from(["some", "words", " ", "  ", "\n", "\t", ": ", " #", "- ", "'", '"', "long " * 20]),
    min_size=1,
    max_size=8,
).map(lambda words: "".join(words).strip()).filter(bool)
OFF_SCALE = st.sampled_from("abc").flatmap(
    lambda code: st.fixed_dictionaries(
        {"code": st.just(code), "label": st.just(f"Answer {code}")},
        optional={
            "reason": st.sampled_from(["required", "optional", "none"]),
            "counts": st.sampled_from(["excluded", "development-need"]),
        },
    )
)
FRAGMENTS = st.sampled_from(
    [
        "code: ",
        "- ",
        "\n",
        *SMALLEST.splitlines(keepends=True),
        "  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a",
        "*a",
        "!!x",
        "'",
        '"',
        "|",
        "<<: ",
        "---",
        "text: x",
    ]
)


def limits(values):
    """Return what both domains and competences may say."""
    roles = st.dictionaries(st.sampled_from(["a", "b-c"]), st.sampled_from(values))
    targets = st.fixed_dictionaries({}, optional={"default": st.sampled_from(values), "roles": roles})
    return {"guidance": TEXTS, "targets": targets, "valid_for": st.integers(1, 600) | st.just("forever")}


def relations():
    """Return what a competence may be related to: the first domain, or something elsewhere."""
    kinds = {"kind": st.sampled_from(get_args(RelationKind))}
    elsewhere = {"title": WORDS, **kinds}
    return st.fixed_dictionaries({"code": st.just("c0"), **kinds}) | st.fixed_dictionaries(
        elsewhere, optional={"url": st.just("http://example.org/statement")}
    )


def details(values):
    """Return what a competence may say beside what makes people answer anew."""
    reach = st.sets(st.sampled_from(values), min_size=2, max_size=2).map(sorted)
    resource = st.fixed_dictionaries(
        {"title": WORDS, "url": st.just("https://example.org/a?b=c#d")},
        optional={"kind": WORDS, "for": reach.map(lambda ends: {"from": ends[0], "to": ends[1]})},
    )
    said = {
        "title": WORDS,
        "examples": st.lists(TEXTS, max_size=2),
        "levels": st.dictionaries(st.sampled_from(values), TEXTS),
        "resources": st.lists(resource, max_size=2),
        "related": st.lists(relations(), max_size=2),
        "tags": st.lists(WORDS, max_size=2),
    }
    return st.fixed_dictionaries({}, optional=said | limits(values))


def competences(codes, more, max_size):
    part = st.builds(lambda text: {"code": f"c{next(codes)}", "text": text}, TEXTS)
    return st.lists(
        st.builds(
            lambda text, rate, parts, former, change, more: {
                "code": f"c{next(codes)}",
                "text": text,
                "rate": rate if parts else "whole",
                "parts": parts,
                "replaces": former,
                "change": change,
                **more,
            },
            TEXTS,
            st.sampled_from(["whole", "parts"]),
            st.lists(part, max_size=3),
            st.lists(st.sampled_from(["old.1", "old_2"]), unique=True),
            st.sampled_from(["", "editorial"]),
            more,
        ),
        min_size=1,
        max_size=max_size,
    )


@st.composite
def frameworks(draw):
    codes = count()
    kinds = st.sampled_from(["knowledge", "capability"])
    values = sorted(draw(st.sets(st.integers(0, 999), min_size=2, max_size=5)))

    def domain(below: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {
                "code": st.builds(lambda: f"c{next(codes)}"),
                "title": WORDS,
                "kind": kinds,
                "competences": competences(codes, details(values), 3),
                "domains": below,
            },
            optional=limits(values),
        )

    means = draw(TEXTS | st.dictionaries(kinds, TEXTS))
    return {
        "code": "f",
        "version": draw(WORDS),
        "title": draw(WORDS),
        "introduction": draw(TEXTS),
        "changes": draw(TEXTS),
        "source": draw(
            st.fixed_dictionaries({}, optional={"authors": WORDS, "publisher": WORDS, "review_by": st.dates().map(str)})
        ),
        "scale": {
            "levels": [
                {"value": value, "label": f"Level {value}", "means": means, "description": draw(TEXTS)}
                for value in values
            ],
            "off_scale": draw(st.lists(OFF_SCALE, unique_by=lambda answer: answer["code"])),
        },
        "targets": {"roles": draw(st.dictionaries(st.sampled_from(["a", "b-c"]), st.sampled_from(values)))},
        "domains": draw(st.lists(domain(st.lists(domain(st.just([])), max_size=2)), min_size=1, max_size=3)),
    }


@given(st.binary(max_size=200) | st.text(max_size=200) | st.lists(FRAGMENTS, max_size=30).map("".join))
def test_anything_is_a_framework_or_a_list_of_problems(text):
    with suppress(UnreadableError):
        assert isinstance(read(text), Content)


@given(st.integers(0, len(SMALLEST)), st.integers(0, 3), st.text(max_size=3))
def test_slip_of_the_pen_is_a_framework_or_a_list_of_problems(at, length, typed):
    with suppress(UnreadableError):
        assert isinstance(read(SMALLEST[:at] + typed + SMALLEST[at + length :]), Content)


@given(frameworks())
def test_framework_written_as_yaml_is_read_back(said):
    framework = Content.model_validate(said)

    again = read(yaml.safe_dump(framework.model_dump(mode="json", exclude_none=True), allow_unicode=True))

    assert again == framework
