"""What `make load` asks for, and how it counts."""

import os
from itertools import pairwise

import pytest

from scripts.faults.serving import Machine
from scripts.load import memory
from scripts.load.among import Side, is_too_dear
from scripts.load.costs import Cost, Meter
from scripts.load.morning import MIX, Answered, Turns, Visitor, outcome
from scripts.load.plans import Query


def test_a_morning_is_of_a_hundred_parts():
    rating = MIX["rate"] + MIX["save"]
    own = MIX["home"] + MIX["profile"] + MIX["read"]
    supervising = MIX["supervise"] + MIX["staff"]
    taking = MIX["sheet"] + MIX["paper"]

    assert (rating, own, supervising, taking) == (60, 20, 15, 5)


def test_there_are_as_many_turns_as_were_given():
    turns = Turns(3)

    assert [turns.left() for _ in range(5)] == [True, True, True, False, False]


def test_requests_are_told_by_how_long_most_took():
    answered = [Answered("home", is_well=number != 7, took=float(number)) for number in range(101)]

    found = outcome(8, answered, seconds=10.1)

    assert found == (8, 10, 50, 95, 99, 1)
    assert found.text("SQLite") == "| SQLite | 8 | 10 | 50 | 95 | 99 | 1 |"
    assert all(one <= other for one, other in pairwise(found[2:5]))


@pytest.mark.parametrize(
    ("alone", "among", "over"), [(10, 12, False), (10, 12.5, True), (2, 2.9, False), (2, 3, True), (10, 5, False)]
)
def test_a_page_is_too_dear_a_fifth_over_what_it_costs_alone_or_a_millisecond(alone, among, over):
    assert is_too_dear(alone, among) == over


WORLD = {"nurses": [["key", 7]], "nurse": "", "supervisor": "", "staff": 1, "read": [""]}
PLAN = """  Nested Loop (actual time=0.030..0.053 rows=1 loops=1)
    Buffers: shared hit=10 read=2
    ->  Seq Scan on accounts_session (actual time=0.007..0.029 rows=1 loops=1)
          Filter: ((session_key)::text = 'n4t0sfgd2k6a9q8w7e5r3t1y2u4i6o8p'::text)
          Buffers: shared hit=6"""


@pytest.mark.parametrize(
    ("plan", "blocks"),
    [(PLAN, 12), ("Buffers: shared read=4", 4), ("Buffers: shared hit=3 dirtied=1", 3), ("Result", 0)],
)
def test_the_blocks_of_a_query_are_those_of_all_of_it(plan, blocks):
    assert Query("SELECT 1", plan).blocks == blocks


def test_a_query_is_told_without_its_columns_and_without_a_sessions_key():
    key = "'n4t0sfgd2k6a9q8w7e5r3t1y2u4i6o8p'"
    query = Query("SELECT a, EXISTS(SELECT 1 FROM b) AS c FROM d WHERE e = {}".replace("{}", key), PLAN)

    assert query.text.startswith("SELECT … FROM d WHERE e = '…'\n  Nested Loop")
    assert key not in query.text
    assert Query("UPDATE a SET b = (SELECT c FROM d)", "").text == "UPDATE a SET b = (SELECT c FROM d)\n"


def test_what_a_process_spends_while_it_is_asked_is_counted():
    meter = Meter(lambda: [os.getpid()], os.getpid(), "competence_none")

    cost = meter.cost(lambda: sum(range(2_000_000)) > 0)

    assert 1 < cost.pages < 5000
    assert cost.database == 0


def test_a_page_that_is_not_answered_is_no_measure():
    with pytest.raises(SystemExit, match="not answered"):
        Meter(list, os.getpid(), "competence_none").cost(lambda: False)


def test_what_a_page_usually_costs_leaves_out_what_fills_what_is_kept(monkeypatch):
    monkeypatch.setattr("scripts.load.among.WARMING", 2)
    side = Side(Machine({}, 1), Meter(list, 1, ""), Visitor(1, WORLD, 0, bool))
    side.costs["home"] = [Cost(90, 90), Cost(90, 90), Cost(1, 4), Cost(3, 6), Cost(2, 5)]

    assert side.usual("home") == (2, 5)


def test_what_is_saved_is_a_change_of_what_the_answer_to_the_last_named():
    visitor = Visitor(1, WORLD, 0, bool)
    visitor.note(b'{"saved": {"K1": "a", "K2": "a", "K3": "a"}}')

    _, path, sent = visitor.asked("save")

    assert sent
    assert path == "/assessments/7/autosave/"
    assert [value for name, value in sent.items() if name.endswith("-base")] == ["a"]


class Growing(Machine):
    """A machine whose processes take so much, each time that they are asked."""

    def __init__(self, sizes: list[list[float]]) -> None:
        super().__init__({}, 1)
        self._sizes = iter(sizes)

    def megabytes(self, counted: str = "Pss") -> list[float]:
        """Return them; all that they see is more."""
        return next(self._sizes) if counted == "Pss" else [200, 200]


@pytest.mark.parametrize(("last", "is_well"), [([120, 150], True), ([120, 151], False)])
def test_what_processes_take_in_the_end_counts(monkeypatch, capsys, last, is_well):
    asked: list[int] = []

    def walk(_port: int, pages: list[memory.Page]) -> int:
        asked.append(len(pages))
        return 1

    monkeypatch.setattr(memory, "walk", walk)
    machine = Growing([[60, 60], [90, 90], [160, 100], last])

    found = memory.told("SQLite", machine, [("", "/"), ("", "/account/")], 1000)

    assert found is is_well
    assert asked == [0, 100, 400, 500]
    assert capsys.readouterr().out.splitlines()[1] == "| SQLite | 100 | 90, 90 | 200, 200 | 2 |"


def test_every_page_is_asked_for_whoever_asks(monkeypatch):
    asked: list[str] = []

    def is_answered(_port: int, _cookies: str, path: str) -> bool:
        asked.append(path)
        return path != "/17"

    monkeypatch.setattr(memory, "is_answered", is_answered)

    assert memory.walk(1, [("", f"/{number}") for number in range(30)]) == 1
    assert sorted(asked) == sorted(f"/{number}" for number in range(30))


def test_nobody_answers_where_nobody_listens():
    assert not memory.is_answered(1, "", "/")
