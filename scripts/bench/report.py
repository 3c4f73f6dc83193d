"""The tables that are printed."""

import platform
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from scripts.bench import effects, ward, whole
from scripts.bench.documents import MANY, time_documents
from scripts.bench.files import ASSESSMENTS, LOOKS, time_files
from scripts.bench.importing import time_importing
from scripts.bench.loader import COMPETENCES, generated_framework, time_loader
from scripts.bench.measure import Figures, measure
from scripts.bench.revising import time_revising
from scripts.bench.subjects import Subject, prepare

LOAD_GOAL = 1.0  # times a plain yaml.load
WRITE_GOAL = 2.0  # seconds
LEAD_GOAL = 1.0  # seconds
MEMORY_GOAL = 60  # MB
BRINGING, BRINGING_GOAL = 1_000, 10.0  # people, and seconds
BRINGING_GROWTH_GOAL = 10  # MB that five times as many people may take more
DOCUMENT_GOALS = {"12 competences": 150, f"{MANY} competences": 1000}  # milliseconds
GROWTH_GOAL = 5  # MB, of a process that makes 100 documents
DESCRIBED_GOAL = 4.0  # seconds to write, with what four levels of each competence look like


def pages(requests: int) -> None:
    """Print what pages cost, beside the bare views."""
    print(f"Pages: medians of {requests} requests of each, taken in turn, through the whole WSGI application.")
    print(f"Python {platform.python_version()}, {connection.display_name}; wall clock, and the CPU time within it.\n")
    _table(prepare(), requests)


def whole_pages(requests: int) -> None:
    """Print what all rating pages of a long framework cost, each and together, once the database is filled."""
    print(f"\nAll rating pages of {sum(map(sum, whole.SIZES))} competences in {len(whole.SIZES)} domains.\n")
    figures = _table(whole.whole(), requests)
    for does, goal in whole.GOALS.items():
        each = [one.cpu for name, one in figures.items() if name.startswith(does)]
        times = sum(each) / figures[whole.BARE].cpu
        print(f"{does} all {len(each)}: {sum(each):.0f} ms of CPU, {times:.1f} bare pages; to reach: {goal} or less")


def ward_pages(requests: int) -> None:
    """Print the same of a supervisor's pages, once the database is filled."""
    print(f"\nThe same of supervisors of {ward.MANY} and of {ward.FEW} people.\n")
    _table(ward.ward(), requests)


def _table(subjects: Sequence[Subject], requests: int) -> dict[str, Figures]:
    connection.close()  # each request's is then the only one, whose end costs most on SQLite: its log is written back
    # In a thread, as the server's workers are: how deep the stack is where Django begins tells on every page.
    with ThreadPoolExecutor(max_workers=1) as thread:
        figures = thread.submit(measure, subjects, requests).result()
    print(f"{'':28}{'queries':>8}{'bytes':>9}{'ms':>8}{'CPU ms':>8}   times bare (by CPU)")
    for subject in subjects:
        print(_row(subject, figures))
    return figures


def _row(subject: Subject, figures: dict[str, Figures]) -> str:
    own = figures[subject.name]
    row = f"{subject.name:28}{own.queries:8}{own.size:9,}{own.wall:8.2f}{own.cpu:8.2f}"
    if not subject.bare:
        return row
    bare = figures[subject.bare]
    return f"{row}   {own.wall / bare.wall:.2f} ({own.cpu / bare.cpu:.2f}), to reach: {subject.goal} or less"


def leads(people: int) -> None:
    """Print what the pages of leads take."""
    print(f"\nPages of leads, where {people:,} people have agreed {people * ward.YEARS:,} assessments: seconds.\n")
    print(f"{'':24}{'queries':>8}{'median':>8}{'first':>8}")
    for name, took in ward.time_leads(people).items():
        print(f"{name:24}{took.queries:8}{took.seconds:8.2f}{took.first:8.2f}   to reach: {LEAD_GOAL} or less")


def documents() -> None:
    """Print what PDFs of a profile take, once the database is filled."""
    found = time_documents()
    growth = found.pop("growth")
    print("\nA profile as a PDF, with all that was written: milliseconds.\n")
    for name, took in found.items():
        goal = f"   to reach: {goal} or less" if (goal := DOCUMENT_GOALS.get(name)) else ""
        print(f"{name:20}{took:8.0f}{goal}")
    print(f"{'growth of 100':20}{growth:8.1f}   MB, to reach: {GROWTH_GOAL} or less")


def loader() -> None:
    """Print what loading a big framework costs, and one that describes levels, beside a plain load of the same YAML."""
    print(f"\nLoading a framework of {COMPETENCES:,} competences: median seconds.\n")
    _loading(time_loader(generated_framework()), WRITE_GOAL)
    print("\nThe same, with what four levels of each look like.\n")
    _loading(time_loader(generated_framework(described=True)), DESCRIBED_GOAL)


def _loading(seconds: Mapping[str, float], write_goal: float) -> None:
    ratio = seconds["read"] / seconds["yaml"]
    print(f"{'parse':20}{seconds['parse']:8.2f}")
    print(f"{'validate':20}{seconds['read'] - seconds['parse']:8.2f}")
    print(f"{'plain yaml.load':20}{seconds['yaml']:8.2f}   by CSafeLoader")
    print(f"{'parse and validate':20}{ratio:8.2f}   times the plain load, to reach: {LOAD_GOAL} or less")
    print(f"{'write':20}{seconds['write']:8.2f}   to reach: {write_goal} or less")


def bringing() -> None:
    """Print what it takes to bring people in from a file, by how many there are."""
    print("\nBringing people in from a file: seconds to show it and to do it, and MB that the process grew by.\n")
    taken = []
    for people in (BRINGING, 5 * BRINGING):
        found = time_importing(people)
        taken.append(memory := found.pop("memory"))
        for name, took in found.items():
            goal = f"   to reach: {BRINGING_GOAL} or less" if people == BRINGING else ""
            print(f"{people:6,} {name:20}{took:8.2f}{goal}")
        print(f"{people:6,} {'memory':20}{memory:8.1f}")
    print(f"       {'more memory':20}{taken[1] - taken[0]:8.1f}   to reach: {BRINGING_GROWTH_GOAL} or less")


def revising() -> None:
    """Print what revising a big framework costs, and what a revision does to how many people."""
    found = time_revising()
    print(f"\nRevising a framework of {COMPETENCES:,} competences: seconds.\n")
    print(f"{'upload':20}{found['upload']:8.2f}")
    print(f"{'preview':20}{found['preview']:8.2f}   {found['bytes'] / 1e6:.1f} MB")
    print(f"{'memory for both':20}{found['memory']:8.0f}   MB")
    print(f"{'publish':20}{found['publish']:8.2f}")
    counted = effects.time_effects()
    print(f"\nWhat a revision does to {effects.PEOPLE:,} people with {effects.ASSESSMENTS:,} assessments: ", end="")
    print(f"{counted['seconds']:.2f} seconds, {counted['queries']:.0f} queries.")


def files(people: int) -> None:
    """Print what the longest files take, and by how much the process grows that makes them."""
    much = f"{people // ASSESSMENTS} assessments and {people * LOOKS:,} lines on record"
    print(f"\nFiles of a supervisor of {people:,} people, and of a nurse with {much}:")
    print("seconds until they begin and end, MB, and MB by which a process grows that makes them.\n")
    for name, took in time_files(people).items():
        seconds = f"{took.begun:8.2f}{took.ended:8.1f}"
        print(f"{name:20}{seconds}{took.size:8.1f}{took.memory:8.0f}   to reach: {MEMORY_GOAL} or less")
