"""What the faults count: saves that were taken and are not there, or are twice, and how long people waited."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import psycopg
import pytest

from scripts.faults.__main__ import AWAY, EVERYWHERE, PANIC, Wanted, run
from scripts.faults.databases import postgresql
from scripts.faults.disks import fill, is_allowed, small_disk
from scripts.faults.meeting import Row, told
from scripts.faults.saving import CODES, Planner, Saver, longest_gap, lost, lost_plans, promises, twice, worst_wait
from scripts.faults.styles import Asked, Reader

NAME = "amara@example.org"
PLACE = (7, 3)  # the keys of her assessment and of a competence


@pytest.fixture
def saver() -> Saver:
    """A nurse whose third save was the last that was taken, of four."""
    saver = Saver("http://localhost", NAME, "word", PLACE)
    saver.tried, saver.acknowledged = 4, 3
    saver.moments = [11.0, 12.0, 18.0]
    saver.waits = [(11.0, 0.5), (18.0, 5.5), (30.0, 9.0)]
    return saver


@pytest.fixture
def planner() -> Planner:
    """A nurse who planned two things, and is at the third."""
    planner = Planner("http://localhost", NAME, "word", PLACE)
    planner.tried, planner.acknowledged = 3, 2
    return planner


@pytest.mark.parametrize(
    ("note", "count"),
    [("Note 3", 0), ("Note 4", 0), ("Note 2", 3), ("", 3)],  # the fourth was stored, though its answer was cut off
)
def test_a_save_is_lost_where_an_older_one_stands(saver, note, count):
    assert lost(promises([saver]), {(7, code): note for code in CODES}) == count


def test_a_row_that_is_not_there_is_lost(saver):
    assert lost(promises([saver]), {}) == len(CODES)


@pytest.mark.parametrize(
    ("planned", "count"),
    [
        ({(NAME, "Plan 1"): 1, (NAME, "Plan 2"): 1}, 0),
        ({(NAME, "Plan 1"): 1, (NAME, "Plan 2"): 1, (NAME, "Plan 3"): 1}, 0),  # stored, though its answer was cut off
        ({(NAME, "Plan 1"): 2}, 1),
        ({("ben@example.org", "Plan 1"): 1}, 2),
    ],
)
def test_a_plan_is_lost_where_it_is_not_there(planner, planned, count):
    assert lost_plans(promises([planner]), planned) == count


def test_what_was_promised_after_the_look_is_not_missed(saver, planner):
    promised = promises([saver, planner])
    saver.acknowledged = planner.acknowledged = 9  # while what is stored is read

    assert lost(promised, dict.fromkeys([(7, code) for code in CODES], "Note 3")) == 0
    assert lost_plans(promised, {(NAME, "Plan 1"): 1, (NAME, "Plan 2"): 1}) == 0


def test_a_plan_that_is_there_more_often_than_once_is_counted():
    assert twice({(NAME, "Plan 1"): 1, (NAME, "Plan 2"): 3}) == 2


def test_what_was_not_taken_is_sent_again_as_a_plan_but_not_as_a_note(planner, saver):
    assert (planner._following(), saver._following()) == (3, 5)  # noqa: SLF001 - what it sends next


def test_the_longest_time_without_a_save_counts_the_edges(saver):
    assert longest_gap([saver], 10, 20) == 6
    assert longest_gap([saver], 0, 20) == 11


def test_the_longest_wait_is_of_that_time_alone(saver):
    assert (worst_wait([saver], 10, 20), worst_wait([saver], 40, 50)) == (5.5, 0)


def test_what_is_lost_or_there_twice_is_added_up(capsys):
    row = Row("nothing", taken=10, lost=1, twice=2, failed=3, wait=0.25, gap=1.04)

    assert told("SQLite", [row, row]) == 6
    assert capsys.readouterr().out.splitlines() == ["| SQLite | nothing | 10 | 1 | 2 | 3 | 0.2 | 1.0 |"] * 2


def test_what_fails_is_chosen_by_its_words_and_says_for_how_long():
    wanted = Wanted(seconds=30.0, only="locked")

    assert list(wanted.of(EVERYWHERE | AWAY)) == ["ratings are locked for 30 s"]
    assert len(Wanted(5, "").of(EVERYWHERE | AWAY)) == len(EVERYWHERE) + 1


def test_nothing_is_installed_where_nothing_of_it_is_wanted():
    def opened():
        raise AssertionError

    assert run("SQLite", PANIC, Wanted(5, "locked"), opened) == 0


class Styles(BaseHTTPRequestHandler):
    """A server whose pages have a style sheet, which it gives every other time."""

    given = 0

    def do_GET(self):
        """Answer."""
        is_sheet = self.path == "/static/app.1.css"
        Styles.given += is_sheet
        self.send_response(404 if is_sheet and Styles.given % 2 else 200)
        self.end_headers()
        self.wfile.write(b'<link href="/static/app.1.css">')

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def test_style_sheets_that_are_not_given_are_counted():
    with HTTPServer(("127.0.0.1", 0), Styles) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        reader = Reader(f"http://127.0.0.1:{server.server_address[1]}")
        given = [reader._is_given() for _ in range(4)]  # noqa: SLF001 - as it does all the time
        server.shutdown()

    assert given == [False, True, False, True]


def test_what_came_of_style_sheets_is_of_that_time_alone():
    reader = object.__new__(Reader)
    reader.asked = [
        Asked(1, is_given=False, took=9),
        Asked(5, is_given=True, took=0.5),
        Asked(6, is_given=False, took=1.26),
    ]

    assert reader.text("a lock", since=5) == "a lock: 2 style sheets, 1 not given, 1.3 s at most"


@pytest.mark.skipif(not is_allowed(), reason="only root may mount a small disk")
@pytest.mark.walk
def test_postgresql_ends_itself_without_room_for_its_log_and_has_all_of_before_afterwards():
    with small_disk() as disk, postgresql(writes=disk) as database:
        with psycopg.connect(database.url.replace("postgres://", "postgresql://")) as opened:
            opened.execute("CREATE TABLE kept AS SELECT 7 AS number")
        filling = Thread(target=fill, args=(disk, 3))
        filling.start()
        database.panic()
        filling.join()
        database.stands()

        assert database.rows("SELECT number FROM kept") == [(7,)]
