"""Files are converted without a server or a database, and a document becomes a file to be looked at."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from competence_app.catalogue.formats.problems import MAX_BYTES
from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.formats.yaml.reading import read
from tests.catalogue.formats.document.files import word_of
from tests.catalogue.formats.document.samples import SEED, shipped, tree
from tests.catalogue.samples import SMALLEST


def convert(*arguments: object):
    """Run the command; return its exit status and what it said on stdout and on stderr."""
    out, err = StringIO(), StringIO()
    try:
        call_command("convert_framework", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(SMALLEST)
    return file


def test_yaml_becomes_a_workbook_and_yaml_again(tmp_path, small):
    book, text = tmp_path / "small.XLSX", tmp_path / "again.yml"

    assert convert(small, book) == (0, f"{small}: written to {book}\n", "")
    assert convert(book, text)[0] == 0

    assert read(text.read_text()) == read_workbook(book.read_bytes()) == read(SMALLEST)


def test_yaml_stays_as_it_is(tmp_path, small):
    convert(small, tmp_path / "same.yaml")

    assert (tmp_path / "same.yaml").read_text() == SMALLEST


def test_document_becomes_yaml_and_what_was_guessed_is_told(tmp_path):
    status, _, told = convert(SEED, tmp_path / "seed.yaml")

    assert status == 0
    assert tree(read((tmp_path / "seed.yaml").read_text()).domains) == tree(shipped().domains)
    assert told.splitlines()[0] == f"{SEED}: read: 3 domains, 12 competences, 12 parts"
    assert f"{SEED}: guessed: Line 12: “Knowledge” is taken for what people know" in told.splitlines()


def test_several_files_go_into_a_folder(tmp_path, small):
    document, folder = tmp_path / "seed.docx", tmp_path / "out"
    document.write_bytes(word_of(shipped()))
    folder.mkdir()

    status, said, _ = convert(small, document, folder, "--format", "xlsx")

    assert status == 0
    assert said == f"{small}: written to {folder}/small.xlsx\n{document}: written to {folder}/seed.xlsx\n"


def test_all_errors_are_told_and_nothing_is_written(tmp_path, small):
    wrong, letter, folder = tmp_path / "wrong.yaml", tmp_path / "letter.txt", tmp_path / "out"
    wrong.write_text(SMALLEST.replace("title: T", "titel: T"))
    letter.write_text("Dear all")
    folder.mkdir()

    status, said, told = convert(small, wrong, letter, tmp_path / "none.yaml", folder)

    assert (status, said) == (1, "")
    assert [line.rpartition("/")[2][:34] for line in told.splitlines()] == [
        "wrong.yaml:1:1: “title” is missing",
        "wrong.yaml:3:1: “titel” is not a f",
        "letter.txt: this does not look lik",
        "none.yaml:1:1: there is no such fi",
    ]
    assert not list(folder.iterdir())


def test_file_that_is_far_too_long_is_refused(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"An ability to\n" * (MAX_BYTES // 14 + 1))

    assert "it holds far more than a framework" in convert(tmp_path / "long.txt", tmp_path / "out.yaml")[2]


def test_columns_that_are_not_read_are_told(tmp_path, small):

    path = tmp_path / "small.xlsx"
    path.write_bytes(write_workbook(read(SMALLEST)))
    book = load_workbook(path)
    book["Levels"]["Z1"] = "Mine"
    book.save(path)

    assert "warning: Levels, row 1: the column “Mine” is not read" in convert(path, tmp_path / "out.yaml")[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["small.yaml", "out.txt"], "out.txt says no format: end it in .yaml or .xlsx or .ods or .json or .csv"),
        (["small.yaml", "small.yaml", "out.yaml"], "out.yaml is no folder: name one that is there, for 2 files."),
        (["small.yaml", "."], "would be written over another"),
        (["small.yaml", "nowhere/out.yaml"], "out.yaml cannot be written: No such file or directory."),
    ],
)
def test_where_to_write_must_be_said(tmp_path, small, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError) as caught:
        convert(*arguments)

    assert message in str(caught.value)


def test_other_systems_files_are_written_and_what_they_leave_out_is_told(tmp_path, small):
    status, said, told = convert(small, tmp_path / "small.matrix")

    assert (status, said) == (0, f"{small}: written to {tmp_path / 'small.matrix'}\n")
    assert told == f"{small}: leaves out: the scale\n"
    assert convert(tmp_path / "small.matrix", tmp_path / "again.yaml")[0] == 0
    assert [competence.text for competence in read((tmp_path / "again.yaml").read_text()).competences] == ["One"]


def test_longest_suffix_says_the_format_unless_it_is_said(tmp_path, small):
    convert(small, tmp_path / "small.moodle.csv")
    convert(small, tmp_path / "small.csv")
    convert(small, tmp_path / "other.csv", "--format", "moodle")

    headers = [(tmp_path / name).read_text(encoding="utf-8-sig").partition(",")[0] for name in
               ("small.moodle.csv", "small.csv", "other.csv")]  # fmt: skip
    assert headers == ["Parent ID number", "Domain", "Parent ID number"]
