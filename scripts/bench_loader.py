"""How long a framework of 10,000 competences takes to parse, to validate and to write.

Run it with ``python -m scripts.bench_loader``; it writes to the configured database and takes all of it back.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from competence_app.catalogue.schema import Framework

COMPETENCES = 10_000
DOMAINS = 20
ROUNDS = 5
WORDS = [
    *(
        "An ability",
        "to draw on",
        "knowledge",
        "of practitioner",
        "factors",
        "that foster",
        "a positive",
        "relationship",
    ),
    *("with patients", "their family", "and carers", "such as", "being flexible", "open", "transparent", "respectful"),
    *(
        "in inpatient",
        "care",
        "to feel",
        "safe during",
        "admission",
        "disagreements about",
        "priorities",
        "of treatment",
    ),
]


def generated_framework() -> str:
    """Return the YAML of a framework of 10,000 competences, about 2.5 MB, the same on every run."""
    words = random.Random(2022)  # noqa: S311 - nothing secret
    return "\n".join(_lines(words)) + "\n"


def time_loader() -> dict[str, float]:
    """Return the medians in seconds: ``parse``, ``validate``, ``write`` and ``yaml``, the plain CSafeLoader's load."""
    from competence_app.catalogue import yaml_tree  # noqa: PLC0415 - Django is set up by now
    from competence_app.catalogue.schema import Framework  # noqa: PLC0415

    text = generated_framework()
    seconds = defaultdict(list)
    for _ in range(ROUNDS):
        started = time.perf_counter()
        tree = yaml_tree.parse(text)
        parsed = time.perf_counter()
        content = Framework.model_validate(tree.root)
        seconds["parse"].append(parsed - started)
        seconds["validate"].append(time.perf_counter() - parsed)
        seconds["write"].append(_seconds(partial(_write, content, text)))
        del tree, content
        seconds["yaml"].append(_seconds(partial(yaml.load, text, Loader=yaml.CSafeLoader)))
    return {name: median(times) for name, times in seconds.items()}


def _lines(words: random.Random) -> Iterator[str]:
    yield from ("code: generated", 'version: "1"', "title: Generated", "scale:", "  levels:")
    yield from (f"    - {{value: {value}, label: Level {value}}}" for value in range(1, 5))
    yield "domains:"
    for domain in range(DOMAINS):
        yield from (f"  - code: D{domain}", f"    title: Domain {domain}", "    competences:")
        for number in range(COMPETENCES // DOMAINS):
            yield from _competence(f"D{domain}.{number}", words)


def _competence(code: str, words: random.Random) -> Iterator[str]:
    yield f"      - code: {code}"
    yield f"        text: {' '.join(words.choices(WORDS, k=16))}"
    if words.random() < 0.2:  # noqa: PLR2004 - a fifth of them have parts
        yield "        parts:"
        yield from (f"          - the {' '.join(words.choices(WORDS, k=4))}" for _ in range(4))


def _write(content: "Framework", text: str) -> None:
    from django.db import transaction  # noqa: PLC0415 - Django is set up by now

    from competence_app.catalogue import loader  # noqa: PLC0415

    with transaction.atomic():
        loader.publish(loader.store(content, text), by=None)
        transaction.set_rollback(True)


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def main() -> None:
    """Print the seconds, and the ratio to a plain load of the same text."""
    seconds = time_loader()
    print(f"Loading {COMPETENCES:,} competences ({len(generated_framework()) / 1e6:.1f} MB), median seconds:")
    for name in ("parse", "validate", "write"):
        print(f"  {name:9} {seconds[name]:.3f}")
    ratio = (seconds["parse"] + seconds["validate"]) / seconds["yaml"]
    print(f"  parse and validate: {ratio:.2f} times a plain yaml.load with CSafeLoader ({seconds['yaml']:.3f})")


if __name__ == "__main__":
    import django

    django.setup()
    main()
