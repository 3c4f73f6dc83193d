"""How long it takes to bring people in from a file, and what of memory."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import django

from competence_app.accounts.actions.importing import bring, plan_of
from competence_app.accounts.formats.reading import read_people
from competence_app.accounts.rules.importing.plans import ImportPlan
from competence_app.people.models import JobRole, User

WARD = 20  # people, each with the first of them as their supervisor
HEADERS = "Full name,Email address,Job role,Team,Supervisor's email address"
ADMINISTRATOR = "administrator@import.example"


def time_importing(people: int) -> dict[str, float]:
    """Return seconds to show and to do a file of so many new people, the same again and with other names; and MB.

    In a process of its own: what is freed hides what is taken.
    """
    JobRole.objects.get_or_create(code="imported", title="Imported")
    User.objects.get_or_create(email=ADMINISTRATOR, full_name="Somebody")
    with multiprocessing.get_context("spawn").Pool(1, django.setup) as one:
        return one.apply(_figures, [people])


def _figures(people: int) -> dict[str, float]:
    by = User.objects.get(email=ADMINISTRATOR)
    _bring(_file(WARD, f"begun{people}", "Nurse"), by)  # what a process does once
    before = _memory()
    found: dict[str, float] = {}
    for name, called in {"new": "Nurse", "again": "Nurse", "other names": "Sister"}.items():
        file = _file(people, f"import{people}", called)
        found[f"{name}: shown"] = _seconds(partial(_plan, file, by))
        found[f"{name}: done"] = _seconds(partial(_bring, file, by))
    return found | {"memory": _memory() - before}


def _file(people: int, domain: str, name: str) -> bytes:
    return "\n".join([HEADERS, *_rows(people, domain, name)]).encode()


def _rows(people: int, domain: str, name: str) -> Iterator[str]:
    for number in range(people):
        first = number - number % WARD
        supervisor = f"n{first}@{domain}.example" if number % WARD else ""
        yield f"{name} {number},n{number}@{domain}.example,imported,{domain} {first},{supervisor}"


def _plan(file: bytes, by: User) -> ImportPlan:
    return plan_of(read_people(file).rows, by=by)


def _bring(file: bytes, by: User) -> None:
    bring(read_people(file).rows, expected=_plan(file, by).digest, by=by)


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _memory() -> float:
    [peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) / 1024
