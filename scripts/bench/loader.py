"""How long a framework of 10,000 competences takes to read and to write."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

import yaml
from django.db import transaction

from competence_app.catalogue.actions import storing
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.yaml import reading, tree

COMPETENCES = 10_000
DOMAINS = 20
ROUNDS = 5
WORDS = [
    "An ability",
    "to draw on",
    "knowledge",
    "of practitioner",
    "factors",
    "that foster",
    "a positive",
    "relationship",
    "with patients",
    "their family",
    "and carers",
    "such as",
    "being flexible",
    "open",
    "transparent",
    "respectful",
    "in inpatient",
    "care",
    "to feel",
    "safe during",
    "admission",
    "disagreements about",
    "priorities",
    "of treatment",
]


def generated_framework(*, described: bool = False) -> str:
    """Return the YAML of a framework of 10,000 competences, about 2.5 MB, the same on every run.

    ``described``: in place of parts, each says what its four levels look like, which makes about 4 MB.
    """
    words = random.Random(2022)  # noqa: S311 - nothing secret
    return "\n".join(_lines(words, described=described)) + "\n"


def time_loader(text: str) -> dict[str, float]:
    """Return medians in seconds: ``parse``, ``read`` (validated), ``write``; ``yaml`` is CSafeLoader alone."""
    file = FrameworkFile.of_text(text)
    _write(file)  # which reads it
    todo: dict[str, Callable[[], object]] = {
        "parse": partial(tree.parse, text),
        "read": partial(reading.read, text),
        "yaml": partial(yaml.load, text, Loader=yaml.CSafeLoader),
        "write": partial(_write, file),
    }
    seconds = defaultdict(list)
    for _ in range(ROUNDS):
        for name, do in todo.items():
            seconds[name].append(_seconds(do))
    return {name: median(times) for name, times in seconds.items()}


def _lines(words: random.Random, *, described: bool) -> Iterator[str]:
    yield from ("code: generated", 'version: "1"', "title: Generated", "scale:", "  levels:")
    yield from (f"    - {{value: {value}, label: Level {value}}}" for value in range(1, 5))
    yield "domains:"
    for domain in range(DOMAINS):
        yield from (f"  - code: D{domain}", f"    title: Domain {domain}", "    competences:")
        for number in range(COMPETENCES // DOMAINS):
            yield from _competence(f"D{domain}.{number}", words, has_parts=number % 5 == 0 and not described)
            if described:
                yield "        levels:"
                yield from (f"          {value}: {' '.join(words.choices(WORDS, k=5))}" for value in range(1, 5))


def _competence(code: str, words: random.Random, *, has_parts: bool) -> Iterator[str]:
    yield f"      - code: {code}"
    yield f"        text: {' '.join(words.choices(WORDS, k=16))}"
    if has_parts:
        yield "        parts:"
        yield from (f"          - the {' '.join(words.choices(WORDS, k=4))}" for _ in range(4))


def _write(file: FrameworkFile) -> None:
    with transaction.atomic():
        storing.store_published(file, by=None)
        transaction.set_rollback(True)


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started
