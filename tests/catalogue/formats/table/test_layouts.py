"""Tables are read by their headers: those of other systems, and somebody's own."""

import csv
from io import StringIO

import pytest

from competence_app.catalogue.formats.registry import TABLE
from competence_app.catalogue.formats.table.columns import ColumnMeaning, UnknownColumnsError
from tests.catalogue.formats.document.samples import tree
from tests.catalogue.formats.foreign.samples import outline, proposed, said


def made(headers: str, *rows: str | list[str]):
    text = StringIO()
    csv.writer(text).writerows([headers.split(","), *(row.split(",") if isinstance(row, str) else row for row in rows)])
    return proposed(text.getvalue().encode(), TABLE)


def test_own_headers_are_read_and_empty_domains_are_as_above():
    proposal = made(
        "Domain,Sub-domain,Code,Part of,Text,Title,Guidance,Tags,Level 1,Level 3",
        ["Talking", "", "K1", "", "Asks", "Asking", "<b>Kindly</b>", "a; b", "no", "yes"],
        ["", "", "K1a", "K1", "why", "", "", "", "", ""],
        ["", "Early", "K2", "", "Listens", "", "", "", "", ""],
        ["Going", "", "", "K9", "Goes", "", "", "", "", ""],
        ["Talking", "Early", "K3", "", "Waits", "", "", "", "", ""],
    )

    content = proposal.content
    asks = content.competence("K1")
    assert outline(content) == [("talking", [("K1", "K1a")], [("early", ["K2", "K3"])]), ("going", ["G1"], [])]
    assert (asks.title, asks.guidance, asks.tags, asks.levels) == (
        "Asking",
        "**Kindly**",
        ("a", "b"),
        {1: "no", 3: "yes"},
    )
    assert [(level.value, level.label) for level in content.scale.levels] == [(1, "Level 1"), (3, "Level 3")]
    assert "Row 5: there is no “K9” that this could stand below: it stands beside the others, “Goes”" in said(
        proposal, "guessed"
    )


def test_levels_without_numbers_are_counted_and_a_single_one_is_no_scale():
    assert [level.value for level in made("Skill,Novice,Expert", "Asks,a,b").content.scale.levels] == [1, 2]
    assert [level.value for level in made("Skill,Level 2,Level 1", "Asks,a,b").content.scale.levels] == [1, 2]
    assert made("Skill,Novice", "Asks,a").content.competences[0].levels == {}


def test_digital_learning_solutions_sheet_is_known():
    headers = "ID,CompetencyGroup,GroupDescription,Competency,CompetencyDescription,AlwaysShowDescription,FlagsCSV"

    proposal = made(
        headers,
        ["7", "Talking", "With people", "Asks", "Why", "TRUE", "core,new"],
        ["8", "Talking", "With people", "Waits", "", "", ""],
    )

    asks, _ = proposal.content.competences
    assert outline(proposal.content) == [("talking", ["T1", "T2"], [])]
    assert (proposal.content.domains[0].guidance, asks.text, asks.guidance, asks.tags) == (
        "With people", "Asks", "Why", ("core", "new")
    )  # fmt: skip
    assert said(proposal, "left-out") == [
        "the column “ID” is not read",
        "the column “AlwaysShowDescription” is not read",
    ]


def test_skills_with_levels_are_known():
    headers = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert,Roles that require Skill"

    content = made(
        headers, ["Asking", "Asks people", "a", "b", "c", "d", "All"], ["Waiting", "", "", "", "", "", ""]
    ).content

    asks, waits = content.competences
    assert (asks.title, asks.text, asks.levels, waits.text) == (
        "Asking",
        "Asks people",
        {1: "a", 2: "b", 3: "c", 4: "d"},
        "Waiting",
    )
    assert [level.label for level in content.scale.levels] == ["Awareness", "Working", "Practitioner", "Expert"]


def test_rows_of_headings_alone_explain_them():
    headers = (
        "competency_domain,competency,skill,description,slug,related_skills,tools_languages_methodologies,"
        "learning_resources"
    )

    content = made(
        headers, "Data,,,Of data,data,,,", ",Modelling,,,,,,", ",,Tables,Makes tables,tables,,,", ",Storing,,Keeps,,,,"
    ).content

    assert tree(content.domains) == [("Data", [], [("Modelling", ["Makes tables"], [])])]
    assert (content.domains[0].guidance, outline(content)) == ("Of data", [("data", [], [("modelling", ["tables"])])])


MOODLE = (
    "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,"
    "Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,"
    "Exported ID (optional),Is framework,Taxonomy"
)


def moodle(above: str, own: str, name: str, description: str = "", scale: str = "", whole: str = "") -> list[str]:
    return [above, own, name, description, "1", scale, "", "", "", "", "", "", whole, ""]


def test_moodles_rows_stand_below_what_they_name():
    proposal = made(
        MOODLE,
        moodle("", "f", "Listening", "<p>Of words</p>", "Not yet, Good,Best", "1"),
        moodle("f", "t", "Talking"),
        moodle("t", "k1", "Asking", "<p>Asks people.</p><ul><li>why</li></ul>"),
        moodle("t", "k1", "Again"),
        moodle("gone", "k2", "Waits"),
        moodle("t", "", "Goes"),
    )

    content = proposal.content
    assert (content.title, content.introduction) == ("Listening", "Of words")
    assert outline(content) == [("listening", ["k2"], []), ("t", [("k1", "k1.1"), "T1"], [])]
    assert [level.label for level in content.scale.levels] == ["Not yet", "Good", "Best"]
    assert "Row 6: there is no “gone” that this could stand below: it stands beside the others, “Waits”" in said(
        proposal, "guessed"
    )
    assert said(proposal, "left-out") == [
        "Row 5: this has the identifier of another item, k1, and is left out: “Again”"
    ]


def test_moodles_rows_without_a_framework_are_read():
    content = made(MOODLE, moodle("", "k1", "Asks", scale="One")).content

    assert (content.title, content.scale.levels[0].label) == ("listening", "Not yet")


def test_translators_tables_are_read_by_their_locations():
    proposal = made(
        "location,context,source,target",
        "x.area.1.label,,Talking,",
        "x.area.1.description,,With people,",
        "x.competence.1.1.label,,Asks,",
        "x.statement.CS2.1.01,,Waits,",
        "x.statement.CS2.1.02,,Goes,",
        "x.welcome,,Hello,",
    )

    assert outline(proposal.content) == [
        ("listening", ["x.welcome"], []),
        ("1", ["1.1"], []),
        ("CS2.1", ["CS2.1.01", "CS2.1.02"], []),
    ]
    assert proposal.content.domains[1].guidance == "With people"
    assert "Row 5: nothing has this number itself: “CS2.1” is made the heading of what stands below it" in said(
        proposal, "guessed"
    )


@pytest.mark.parametrize(
    ("headers", "proposed_meanings"),
    [
        ("Area,What we want", (ColumnMeaning.DOMAIN, ColumnMeaning.NOTHING)),
        ("Domain,Code", (ColumnMeaning.DOMAIN, ColumnMeaning.CODE)),
        ("Text,Statement", (ColumnMeaning.TEXT, ColumnMeaning.NOTHING)),
    ],
)
def test_columns_that_nobody_knows_are_asked_about(headers, proposed_meanings):
    with pytest.raises(UnknownColumnsError) as asked:
        made(headers, "a,b")

    assert asked.value.proposed == proposed_meanings
    assert str(asked.value).startswith("its headers do not say which column is what")
