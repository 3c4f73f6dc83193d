"""PDFs: accessible, the same of the same values, on any thread; what people typed is text and nothing else."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from competence_app.ui import typesetting
from competence_app.ui.typesetting import typeset
from tests.pdfs import bookmarks, is_pdf_ua, root_of, text_of, title_of

DAY = date(2026, 11, 28)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Source Sans Pro", lang: "en")
= First
#for line in data.lines [- #line]
= Second
"""


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template of the test's own."""
    (tmp_path / "trial.typ").write_text(TEMPLATE)
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    return "trial.typ"


def made(template: str, *lines: str) -> bytes:
    return typeset(template, {"title": "On trial", "lines": lines}, day=DAY)


def test_a_document_is_tagged_and_says_its_title_its_language_and_its_day(template):
    pdf = made(template, "One")

    about: Any = PdfReader(BytesIO(pdf)).metadata
    assert title_of(pdf) == "On trial"
    assert about.creation_date.date() == DAY
    assert root_of(pdf)["/Lang"] == "en"
    assert root_of(pdf)["/MarkInfo"]["/Marked"]
    assert bookmarks(pdf) == ["First", "Second"]
    assert is_pdf_ua(pdf)


def test_only_fonts_that_come_along_are_used(template):
    pdf = PdfReader(BytesIO(made(template, "One")))

    resources: Any = pdf.pages[0]["/Resources"]
    fonts = resources["/Font"]
    assert {fonts[name]["/BaseFont"].partition("+")[2].partition("-")[0] for name in fonts} == {"SourceSansPro"}


def test_the_same_values_give_the_same_bytes(template):
    assert made(template, "One") == made(template, "One")
    assert made(template, "One") != made(template, "Two")


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("boom")',
        "#sys.inputs.data",
        '#read("/etc/passwd")',
        "= A heading, $x^2$, *bold*, _slanted_ and `raw`",
        "<label> @label // no comment /* nor this */",
        '"], "title": "Another", "lines": ["',
        r"\u{1F600} \ #eval(\"1+1\") #{ 1 + 1 } ]",
        '#import "@preview/cetz:0.3.0"',
        "</script><b>bold</b> &amp; {{ title }}",
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(template, typed):
    pdf = made(template, typed)

    assert "".join(text_of(pdf).split()) == "".join(f"First•{typed}Second".split())
    assert is_pdf_ua(pdf)


@pytest.mark.parametrize("name", ["Ọlámidé Adébáyọ̀", "Nguyễn Thị Hồng", "Łukasz Żółć", "Ελένη", "Оксана"])
def test_names_of_many_languages_can_be_shown(template, name):
    assert is_pdf_ua(made(template, name))


def test_a_character_that_no_font_has_is_named(template):
    pdf = made(template, "Well done 👍", "日", "\x07")

    assert text_of(pdf) == ("First • Well done [thumbs up sign] • [cjk unified ideograph-65e5] • [u+0007] Second")
    assert is_pdf_ua(pdf)


def test_what_cannot_be_shown_beside_others_is_shown_as_far_as_it_goes(template):
    assert is_pdf_ua(made(template, "\u0416", "\u1aca"))

    pdf = made(template, "Well done", "\u0416\u1aca")

    assert text_of(pdf).startswith("First • Well done •")
    assert not is_pdf_ua(pdf)


def test_a_mistake_in_a_template_is_none_of_the_values(template, tmp_path):
    (tmp_path / template).write_text("#nothing")

    with pytest.raises(typst.TypstError):
        made(template, "One")


def test_documents_are_made_on_several_threads_at_once(template):
    with ThreadPoolExecutor(max_workers=2) as threads:
        found = list(threads.map(lambda number: made(template, f"Number {number}"), range(20)))

    assert [text_of(pdf) for pdf in found] == [f"First • Number {number} Second" for number in range(20)]


# Makes long documents, each another, and prints of how many megabytes the process is after each.
GROWING = f"""
import django; django.setup()
from datetime import date
from pathlib import Path
from competence_app.ui import typesetting
typesetting.TEMPLATES = Path("{{folder}}")
for number in range(5):
    lines = [f"Statement {{{{number}}}}, {{{{line}}}}: an ability that some words describe" for line in range(1000)]
    typesetting.typeset("trial.typ", dict(title="On trial", lines=lines), day=date(2026, 11, 28))
    print(int(Path("/proc/self/statm").read_text().split()[1]) * {os.sysconf("SC_PAGE_SIZE")} // 2**20)
"""


def test_a_long_document_is_whole(template):
    pdf = made(template, *(f"Statement {number}" for number in range(4000)))

    assert "Statement 3999" in text_of(pdf)


@pytest.mark.usefixtures("template")
def test_a_process_that_makes_long_documents_does_not_grow_with_each(tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DEBUG": "1"}
    command = [sys.executable, "-c", GROWING.format(folder=tmp_path)]

    said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    sizes = [int(line) for line in said.splitlines()]
    assert len(sizes) == 5
    assert sizes[-1] - sizes[0] < 30
