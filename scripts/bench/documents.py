"""What PDFs take: of a nurse of the demo cast, of 12 competences and of 164, many after each other, and two at once."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from django.db import connection
from django.urls import reverse

from competence_app.assessments.actions import assessing
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer
from competence_app.demo import cast
from competence_app.people.models import User
from scripts.bench.requests import Browser, Request
from scripts.bench.subjects import NOTE, load_long

MANY, LONG = 164, "long-document"
ROUNDS, SERIES = 20, 100
ALL = "enclosed=notes&enclosed=comments&enclosed=plans"


def time_documents() -> dict[str, float]:
    """Return what a profile's PDF takes, in milliseconds, and by how many MB 100 of them grow the process."""
    nurse = User.objects.get_queryset().get(email="amara@demo.example")
    browser, long = Browser(nurse), _long(nurse)
    short = browser.get(reverse("profile-pdf", args=[cast.FRAMEWORK]), ALL)
    found = {"the first": _milliseconds(short.send)}
    found["12 competences"] = median(_milliseconds(short.send) for _ in range(ROUNDS))
    found[f"{MANY} competences"] = median(_milliseconds(browser.get(long, ALL).send) for _ in range(ROUNDS))
    found["two at once"] = _two_at_once(short) / ROUNDS
    before = _held()
    for _ in range(SERIES):
        short.send()
    return found | {"growth": _held() - before}


def _long(nurse: User) -> str:
    """Store a draft with answers and notes to many competences; return the address of its profile's PDF."""
    version = load_long(LONG, MANY)
    draft = assessing.start(version=version, job_role=nurse.job_role, by=nurse)
    codes = [statement.code for statement in draft.content.statements]
    answers = {code: Answer(1 + place % 4, note=NOTE) for place, code in enumerate(codes)}
    sent = {code: SentAnswer(answer, BLANK.fingerprint) for code, answer in answers.items()}
    assessing.save_answers(draft, sent, by=nurse)
    return reverse("profile-pdf", args=[LONG])


def _milliseconds(send: Callable[[], object]) -> float:
    started = time.perf_counter()
    send()
    return 1000 * (time.perf_counter() - started)


def _two_at_once(request: Request) -> float:
    """Return how long it takes that each of two threads makes as many documents as are timed above."""

    def series(_: int) -> None:
        for _ in range(ROUNDS):
            request.send()
        connection.close()

    with ThreadPoolExecutor(max_workers=2) as threads:
        return _milliseconds(lambda: list(threads.map(series, range(2))))


def _held() -> float:
    """Return how many MB the process holds now."""
    return float(next(_status("VmRSS"))) / 1024


def _status(key: str) -> Iterator[str]:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return (line.split()[1] for line in lines if line.startswith(key))
