"""What people and frameworks say stays text wherever it is shown: no page, file or e-mail does what it says."""

import csv
import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO, StringIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from icalendar import Calendar
from openpyxl import load_workbook

from competence_app.assessments.actions import sending
from competence_app.assessments.models import Assessment, Rating, Remark, Return
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.catalogue.actions.loading import load
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.people.actions import asking
from competence_app.people.models import JobRole, User
from competence_app.reviews.actions import reviewing
from tests.factories import UserFactory, finished, small_framework, supervise, written
from tests.hostile import MARKUP, Commands
from tests.pdfs import text_of
from tests.permissions import PUBLIC, RELATIONS, TABLE
from tests.post import delivered
from tests.test_permissions import World, expected, undone

pytestmark = pytest.mark.walk

TYPST = '#panic("xss") #read("/etc/passwd") $x$ *x* _x_ `x` @x <x> // x'
SAID = [f"{sign} {MARKUP} {TYPST}\n{sign}" for sign in ("=1+1", "+1+1", "-1-1", "@SUM(1)", "'=1", "＝1")]  # noqa: RUF001
NAME = "=1+1 <xss onxss=1>'\"#panic()"
LINKS = "[a link](javascript:xss()) ![x](https://evil.example/x.png) <https://evil.example/>"
ASKED = "notes=on&over=all&enclosed=notes&enclosed=comments&enclosed=plans&words=yes&framework=listening"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = ("/ratings/", "/file/", "/counts/", ".pdf", "/pdf/", ".ics")
OURS = {"NAME", "PRODID", "REFRESH-INTERVAL", "VERSION", "X-WR-CALNAME"}  # of a calendar
OURS |= {"CLASS", "DTEND", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID", "URL"}  # and of its dates
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - the wide signs of East Asian keyboards
DOES = (b"/JavaScript", b"/JS ", b"/Launch", b"/SubmitForm", b"/EmbeddedFile", b"javascript:")


def framework(**changes: Any) -> dict[str, Any]:
    """Return a framework whose every text is hostile."""
    text, plain = f"{SAID[0]}\n\n{LINKS}", SAID[1].replace("\n", " ")
    content = small_framework(**{"introduction": text, "title": plain, "changes": text} | changes)
    content["source"] |= {"title": plain, "authors": plain, "publisher": plain}
    for level in content["scale"]["levels"]:
        level |= {"label": f"={level['label']} <xss>", "means": text, "description": text}
    course: dict[str, Any] = {"title": plain, "url": "https://example.org/?<xss>", "kind": NAME}
    for domain in content["domains"]:
        domain |= {"title": plain, "guidance": text}
        for one in domain["competences"]:
            one |= {"text": plain, "title": NAME, "guidance": text, "examples": [plain], "resources": [{**course}]}
            one["related"] = [{"title": plain, "url": course["url"]}]
            one |= {"levels": dict.fromkeys((1, 2, 3, 4), text), "tags": [NAME]}
    return content


class HostileWorld(World):
    """Everybody says something hostile wherever they can."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        for number, person in enumerate(User.objects.order_by("pk")):
            person.full_name = f"{NAME}{number}"
            person.save()
        JobRole.objects.update(title=NAME)
        self.team.name = NAME
        self.team.save()
        for number, rating in enumerate(Rating.objects.order_by("pk")):
            Rating.objects.filter(pk=rating.pk).update(note=SAID[number % len(SAID)])
        of_hers = Rating.objects.filter(competence__code="K2", voice=Voice.SELF)
        of_hers.update(level=None, off_scale="na", reason=SAID[2])
        self.action.text = SAID[3]
        self.action.save()
        came_back = Return.objects.create(assessment=self.assessment, by=self.supervisor, comment=SAID[4])
        Remark.objects.create(part_of=came_back, competence_id=self.action.competence_id, text=SAID[0])
        if state == State.AGREED:
            Assessment.objects.filter(pk=self.assessment.pk).update(closing_comment=SAID[1])


@pytest.fixture(params=[State.DRAFT, State.REVIEWED, State.AGREED])
def world(db, monkeypatch, settings, request) -> HostileWorld:
    """The world in one of the states, its framework hostile too."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "zeal" not in one]  # others count queries
    for module in ("factories", "test_permissions"):
        monkeypatch.setattr(f"tests.{module}.small_framework", framework)
    return HostileWorld(request.param)


def opened(world: HostileWorld) -> Iterator[tuple[str, str, bytes]]:
    """Yield whatever anybody opens: by whom and where, what kind of thing it is, and it."""
    for who in RELATIONS:
        client = Client()
        client.force_login(getattr(world, who))
        state = State(world.assessment.state)
        names = [name for name in sorted(TABLE) if name not in PUBLIC and expected(TABLE[name], "get", who, state)]
        addresses = [world.address(name) for name in names]
        for address, query in product(addresses, ("", f"?{ASKED}&as=csv")):
            if not query or address.endswith(FILES):
                with undone():
                    response: Any = client.get(f"{address}{query}")
                    assert response.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}, address
                    kind = response.get("Content-Type", "").partition(";")[0]
                    yield f"{who}: {address}{query}", kind, response.getvalue()


def does(kind: str, body: bytes) -> list[str]:
    """Return what it does beside being read."""
    readers = {"text/html": html_does, "application/pdf": pdf_does, "text/csv": csv_does, "text/calendar": dates_do}
    readers |= {XLSX: workbook_does, "application/zip": archive_does}
    return readers[kind](body) if kind in readers else []


def html_does(body: bytes) -> list[str]:
    """Return what a page would run."""
    return Commands(body.decode()).found


def pdf_does(body: bytes) -> list[str]:
    """Return what a document would do, and where it would lead but to what frameworks may link to."""
    links = re.findall(rb"/URI ?\((.*?)\)", body)
    led = [link.decode() for link in links if not link.startswith(b"https://")]
    return [what.decode() for what in DOES if what in body] + led


def csv_does(body: bytes) -> list[str]:
    """Return the cells that a program would work out."""
    return [
        cell
        for row in csv.reader(StringIO(body.decode("utf-8-sig"), newline=""))
        for cell in row
        if FORMULA.match(cell)
    ]


def workbook_does(body: bytes) -> list[str]:
    """Return the cells that are formulas or lead elsewhere."""
    cells = [cell for sheet in load_workbook(BytesIO(body)) for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def dates_do(body: bytes) -> list[str]:
    """Return the properties of dates that are not ours."""
    return sorted({name for part in Calendar.from_ical(body).walk() for name in part} - OURS)


def archive_does(body: bytes) -> list[str]:
    """Return what its files do."""
    with ZipFile(BytesIO(body)) as archive:
        tables = [archive.read(name) for name in archive.namelist() if name.endswith(".csv")]
        odd = [name for name in archive.namelist() if not re.fullmatch(r"\w[\w-]*(\.schema)?\.[a-z]+", name)]
    return [cell for table in tables for cell in csv_does(table)] + odd


def test_whatever_is_said_stays_text_wherever_it_is_shown(world):
    found, kinds, quoting = {}, set(), 0

    for where, kind, body in opened(world):
        kinds.add(kind)
        quoting += "xss" in (text_of(body) if kind == "application/pdf" else body.decode("latin-1"))
        if wrong := does(kind, body):
            found[where] = wrong

    assert found == {}
    assert {"text/html", "application/pdf", "text/csv", XLSX, "application/zip", "text/calendar"} <= kinds
    assert quoting > 60  # else nothing was shown


def test_emails_are_plain_text_with_the_subject_that_is_ours(db, monkeypatch):
    monkeypatch.setattr("tests.factories.small_framework", framework)
    nurse, supervisor = UserFactory.create(full_name=NAME), UserFactory.create(full_name=f"{NAME}2")
    supervise(nurse, supervisor)
    assessment = finished(nurse, {code: Answer(2, note=SAID[0]) for code in ("K1", "K2", "D1")})

    sending.submit(assessment, to=supervisor, by=nurse)
    reviewing.return_(assessment, comment=SAID[1], remarks={"K1": SAID[2]}, by=supervisor)
    asking.ask("priya@example.org", by=nurse)
    UserFactory.create(email="priya@example.org")
    told, returned, asked = delivered()

    assert [mail.subject for mail in (told, asked)] == [
        f"{NAME} sent you an assessment",
        f"{NAME} asks you to supervise them",
    ]
    for mail in (told, returned, asked):
        assert (mail.content_subtype, getattr(mail, "alternatives", []), mail.attachments) == ("plain", [], [])
        assert (len(mail.to), mail.cc, mail.bcc) == (1, [], [])
        assert not [said for said in SAID if said in mail.body]


def test_frameworks_link_nowhere_but_to_https(db):
    content = framework()
    content["domains"][0]["competences"][0]["resources"] = [{"title": "x", "url": "javascript:xss()"}]

    [refused] = load([FrameworkFile.of_text(written(content))])

    assert "https" in str(refused)
