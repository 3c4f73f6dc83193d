"""The command line: what is printed, where, and with which exit status."""

from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence_app.catalogue.exports.papers import taken_along
from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.likeness import MOST_TOLD
from competence_app.catalogue.rules.schema import Content
from tests.catalogue.formats.workbook.samples import edited as edited_workbook
from tests.catalogue.samples import SMALLEST, edited
from tests.factories import JobRoleFactory, framework_of, small_framework, written

TARGET = "targets: {roles: {ward-manger: 1}}\ndomains:"
CAPITALS = (
    "there is a framework “f” already, and this code differs in its capitals only: if it is the same framework, "
    "write “f”"
)
CUT = (
    "this text ends before “# U”, which is taken for a comment: if it belongs to the text, put the whole text between "
    "quotation marks"
)

pytestmark = pytest.mark.django_db

CREATED = "therapeutic-relationship 2022-04: 3 domains, 12 competences, 12 parts: created"
EXAMPLE = Path("frameworks/therapeutic-relationship.yaml")


def load(*arguments: object):
    """Run the command; return its exit status and what it said on stdout and on stderr."""
    out, err = StringIO(), StringIO()
    try:
        call_command("load_framework", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def exported(*arguments: str):
    """Run the command; return the bytes that it printed."""
    out = TextIOWrapper(BytesIO(), newline="")
    call_command("export_framework", *arguments, stdout=out)
    out.seek(0)
    return out.buffer.read()


def export(*arguments: str):
    return exported(*arguments).decode()


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str) -> Path:
        file = Path(tmp_path / name)
        file.write_text(text)
        return file

    return write


def test_load_says_one_line_a_file(write):
    small = write("small.yaml", SMALLEST)

    assert load(EXAMPLE, small) == (
        0,
        f"{CREATED}\nf 1: 1 domain, 1 competence, 0 parts: created\n",
        "",
    )


def test_load_again_says_unchanged(write):
    small = write("small.yaml", SMALLEST)
    load(small)

    assert load(small) == (0, "f 1: 1 domain, 1 competence, 0 parts: unchanged\n", "")


def test_load_tells_all_errors_of_all_files_and_writes_nothing(write, tmp_path):
    good = write("good.yaml", SMALLEST)
    bad = write("bad.yaml", edited(("title: T", "titel: T")))
    missing = tmp_path / "missing.yaml"

    status, out, err = load(good, bad, missing, tmp_path, "nul\0")

    assert (status, out) == (1, "")
    assert err.splitlines() == [
        f"{bad}:1:1: “title” is missing: add “title: Hand hygiene”",
        f"{bad}:3:1: “titel” is not a field here: write “title”",
        f"{missing}:1:1: there is no such file: check its name",
        f"{tmp_path}:1:1: this is a folder: name a file in it",
        "nul\0:1:1: this file cannot be read: embedded null byte",
    ]
    assert not Version.objects.exists()


def test_unopened_file_keeps_the_others_from_being_written(write, tmp_path):
    good = write("good.yaml", SMALLEST)

    status, _, _ = load(good, tmp_path / "missing.yaml")

    assert status == 1
    assert not Version.objects.exists()


def test_workbook_is_loaded_by_its_suffix(tmp_path):
    (tmp_path / "small.XLSX").write_bytes(write_workbook(read(SMALLEST)))

    assert load(tmp_path / "small.XLSX") == (0, "f 1: 1 domain, 1 competence, 0 parts: created\n", "")
    assert read(export("f")) == read(SMALLEST)


def test_errors_of_workbooks_name_the_cell_or_the_file(tmp_path):
    wrong, broken = tmp_path / "wrong.xlsx", tmp_path / "broken.xlsx"
    wrong.write_bytes(write_workbook(read(edited(("text: One", "text: One, replaces: [K0]")))))
    broken.write_bytes(b"PK")

    status, _, err = load(wrong, broken)

    unknown, damaged = err.splitlines()
    assert status == 1
    assert unknown.startswith(f"{wrong}:Competences, row 2, Replaces: there is no earlier version with a “K0”")
    assert damaged.startswith(f"{broken}: this file is damaged")


def test_file_of_no_known_suffix_is_read_as_yaml(write):
    assert load(write("small", SMALLEST)) == (0, "f 1: 1 domain, 1 competence, 0 parts: created\n", "")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("f.txt", "An ability to ask", "much is guessed of a document or of another system's file"),
        ("f.txt", "{\\rtf1}", "it is in Rich Text Format"),
    ],
)
def test_documents_are_not_loaded(write, name, text, message):
    status, _, told = load(write(name, text))

    assert (status, message in told) == (1, True)
    assert not Version.objects.exists()


def test_load_warns_of_what_is_hardly_meant_and_loads_it(write):
    JobRoleFactory.create(code="ward-manager")
    load(write("first.yaml", SMALLEST))
    spoilt = write("spoilt.yaml", edited(("code: f", "code: F"), ("title: T", "title: T # U"), ("domains:", TARGET)))

    status, out, err = load(spoilt)

    assert (status, out) == (0, "F 1: 1 domain, 1 competence, 0 parts: created\n")
    assert [line.partition(" warning: ")[::2] for line in err.splitlines()] == [
        (f"{spoilt}:1:7:", CAPITALS),
        (f"{spoilt}:3:8:", CUT),
        (
            f"{spoilt}:8:32:",
            "there is no job role “ward-manger”: nobody gets this target, unless you write “ward-manager”",
        ),
    ]


def test_load_of_a_workbook_warns_at_its_cells(tmp_path):
    load(EXAMPLE)
    JobRoleFactory.create(code="porter")
    workbook = tmp_path / "f.xlsx"
    content = small_framework(targets={"roles": {"nurse": 1}})
    workbook.write_bytes(write_workbook(Content.model_validate(content)))

    status, _, err = load(workbook)

    warning = "there is no job role “nurse”: nobody gets this target"
    assert (status, err) == (0, f"{workbook}:Targets, row 2, Level: warning: {warning}\n")


def test_load_warns_of_columns_that_are_not_read(tmp_path):
    workbook = tmp_path / "f.xlsx"
    workbook.write_bytes(edited_workbook(Competences={"Q1": "My notes", "Q2": "Ask Jo"}))

    status, _, err = load(workbook)

    assert (status, err) == (0, f"{workbook}:Competences, row 1: warning: the column “My notes” is not read\n")


def test_load_names_the_job_roles_that_a_target_may_be_for(write):
    JobRoleFactory.create(code="ward-manager")
    JobRoleFactory.create(code="nurse")
    file = write("f.yaml", edited(("domains:", "targets: {roles: {Ward manager: 1}}\ndomains:")))

    _, _, err = load(file)

    assert err == f"{file}:8:19: “Ward manager” is no code: write the job role's code: nurse or ward-manager\n"


def test_check_says_what_would_be_done_and_writes_nothing(write):
    small = write("small.yaml", SMALLEST)

    assert load(small, "--check") == (0, "f 1: 1 domain, 1 competence, 0 parts: would create\n", "")
    assert not Version.objects.exists()


def test_export_prints_the_text_exactly(write):
    load(EXAMPLE)

    assert export("therapeutic-relationship") == EXAMPLE.read_text()


def test_export_keeps_line_ends_and_byte_order_mark(tmp_path):
    text = "\ufeff" + SMALLEST.replace("\n", "\r\n")
    (tmp_path / "windows.yaml").write_bytes(text.encode())
    load(tmp_path / "windows.yaml")

    assert export("f") == text


def test_export_takes_the_current_version_or_the_one_that_is_named(write):
    newer = edited(('"1"', '"2"\nchanges: A label'))
    load(write("1.yaml", SMALLEST), write("2.yaml", newer))

    assert export("f") == newer
    assert export("f", "1") == SMALLEST


def test_export_loads_back_to_the_same_version(write):
    load(write("1.yaml", SMALLEST))

    assert load(write("again.yaml", export("f"))) == (0, "f 1: 1 domain, 1 competence, 0 parts: unchanged\n", "")
    assert read(export("f")) == read(SMALLEST)


def test_export_writes_any_format(write):
    load(EXAMPLE)

    assert read_workbook(exported("therapeutic-relationship", "--format", "xlsx")) == read(EXAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["f", "3"], "No such version: “f” has: 1."),
        (["g"], "No such version: there is no framework “g”."),
        (
            ["f", "--format", "scroll"],
            f"argument --format: invalid choice: 'scroll' (choose from {', '.join(map(repr, taken_along()))})",
        ),
    ],
)
def test_export_says_what_there_is_instead(write, arguments, message):
    load(write("1.yaml", SMALLEST))

    with pytest.raises(CommandError) as caught:
        export(*arguments)

    assert str(caught.value).removeprefix("Error: ") == message


def test_load_tells_which_statements_another_framework_has_too(write):
    statement = ("text: One", "text: An ability to hand over what the next shift has to know")
    first = write("first.yaml", edited(statement))
    second = write("second.yaml", edited(("code: f", "code: g"), ("title: T", "title: U"), statement))
    nearly = write("nearly.yaml", edited(("code: f", "code: h"), ("text: One", statement[1].replace("has to", "must"))))

    assert load(first)[2] == ""
    assert load(second)[2] == f"{second}:12:26: warning: another framework has the same statement: K1 in “T”\n"
    assert "warning: another framework has nearly the same statement: K1 in “" in load(nearly)[2]


def test_load_tells_of_no_more_statements_than_can_be_looked_at(write):
    content = framework_of(MOST_TOLD + 5)

    load(write("first.yaml", written(content)))
    _, _, err = load(write("second.yaml", written(content | {"code": "speaking"})))

    *told, rest = err.splitlines()
    assert len(told) == MOST_TOLD
    assert rest.endswith("second.yaml: warning: 5 more statements are nearly the same as one in another framework")


def test_drafts_wait_for_somebody_to_read_them(write):
    package = write(
        "f.json", '{"CFDocument": {"title": "L"}, "CFItems": [{"identifier": "a", "fullStatement": "Asks"}]}'
    )

    status, said, told = load(write("1.yaml", SMALLEST), package, "--draft")

    assert (status, said.splitlines()) == (0, [
        "f 1: 1 domain, 1 competence, 0 parts: created as a draft",
        "l 1: 1 domain, 1 competence, 0 parts: created as a draft",
    ])  # fmt: skip
    assert f"{package}: guessed: the framework's code is l, made of its title" in told
    assert {(draft.framework.code, draft.state, bool(draft.origin)) for draft in Version.objects.all()} == {
        ("f", "draft", False),
        ("l", "draft", True),
    }


def test_draft_that_is_there_is_not_taken_the_place_of(write):
    load(write("1.yaml", SMALLEST), "--draft")

    status, _, told = load(write("2.yaml", edited(("title: T", "title: U"))), "--draft")

    assert (status, "version “1” is a draft already" in told) == (1, True)


def test_document_that_cannot_be_read_is_no_draft(write):
    status, said, told = load(write("f.txt", "Dear all"), write("1.yaml", SMALLEST), "--draft")

    assert (status, said, Version.objects.count()) == (1, "", 0)
    assert "this does not look like a framework" in told


def test_drafts_are_checked_without_being_stored(write):
    assert load(write("1.yaml", SMALLEST), "--draft", "--check")[1] == (
        "f 1: 1 domain, 1 competence, 0 parts: would create as a draft\n"
    )
    assert not Version.objects.exists()
